using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>The factor is multiplied once every few epochs: factor^⌊t/every⌋. PyTorch: <c>StepLR</c>.</summary>
    /// <param name="every">After how many epochs, 1 or more.</param>
    /// <param name="factor">What it is multiplied by, more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Step(int every, float factor = 0.1f) =>
        new StepSchedule(RequireLength(every, nameof(every)), Require.Positive(factor, nameof(factor)));
}

internal sealed record StepSchedule(long Every, float Factor) : Schedule
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) => Math.Pow(Factor, time / Every);
}
