using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Reads a class from a row of outputs or targets.</summary>
internal static class Classes
{
    /// <summary>The index of the first of the largest values; of a single value 1 where it is at least ½, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Of(ReadOnlySpan<float> row)
    {
        if (row.Length == 1)
            return row[0] >= 0.5f ? 1 : 0;
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best])
                best = i;
        }

        return best;
    }

    /// <summary>The class that outputs answer with; −1 where one is NaN, which is no answer.</summary>
    /// <param name="outputs">One output a class, or a single one.</param>
    /// <param name="threshold">From where on a single output means class 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Answer(ReadOnlySpan<float> outputs, float threshold)
    {
        foreach (float output in outputs)
        {
            if (float.IsNaN(output))
                return -1;
        }

        return outputs.Length > 1 ? Of(outputs) : outputs[0] >= threshold ? 1 : 0;
    }
}
