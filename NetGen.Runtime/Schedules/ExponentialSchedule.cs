using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>The factor is multiplied after every epoch: factorᵗ. PyTorch: <c>ExponentialLR</c>.</summary>
    /// <param name="factor">What it is multiplied by, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of its range.</exception>
    public static Schedule Exponential(float factor) => new ExponentialSchedule(Require.Positive(factor, nameof(factor)));
}

internal sealed record ExponentialSchedule(float Factor) : Schedule
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) => Math.Pow(Factor, time);
}
