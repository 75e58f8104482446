using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Keeps the Euclidean norm of every unit's incoming weights within a limit (Srebro and Shraibman, 2005).</summary>
internal static class MaxNorm
{
    /// <summary>Scales the weights of every output whose norm is more than the limit down to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(WeightView weights, float limit)
    {
        for (int output = 0; output < weights.Outputs; output++)
        {
            double squares = 0;
            for (int input = 0; input < weights.Inputs; input++)
                squares += weights[output, input] * (double)weights[output, input];
            if (squares <= limit * (double)limit)
                continue;
            float scale = (float)(limit / Math.Sqrt(squares));
            for (int input = 0; input < weights.Inputs; input++)
                weights[output, input] *= scale;
        }
    }
}
