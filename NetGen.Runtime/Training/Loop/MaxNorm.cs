using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Keeps the Euclidean norm of every unit's incoming weights within a limit (Srebro and Shraibman, 2005).</summary>
internal static class MaxNorm
{
    /// <summary>Scales the weights of every unit, an index of the first axis, whose norm is more than the limit down to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(TensorView weights, float limit)
    {
        TensorLayout layout = weights.Info.Layout;
        Span<float> values = weights.Memory;
        for (int first = 0; first < values.Length; first += layout.RowLength)
        {
            double squares = 0;
            for (int i = first; i < first + layout.RowLength; i++)
            {
                float value = values[layout.PlaceOf(i)];
                squares += value * (double)value;
            }

            if (squares <= limit * (double)limit)
                continue;
            float scale = (float)(limit / Math.Sqrt(squares));
            for (int i = first; i < first + layout.RowLength; i++)
                values[layout.PlaceOf(i)] *= scale;
        }
    }
}
