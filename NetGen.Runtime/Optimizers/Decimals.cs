using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Optimizers;

/// <summary>
/// The numbers that users mean: 0.999f is 0.99900001…, whose distance to 1 is off by 13 millionths. Where such a distance counts,
/// the decimal number is taken, as PyTorch does.
/// </summary>
internal static class Decimals
{
    /// <summary>Returns the number of seven digits nearest to a number from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(float value) => (double)(decimal)value;

    /// <summary>Returns 1 − value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Complement(float value) => (float)(1 - Of(value));
}
