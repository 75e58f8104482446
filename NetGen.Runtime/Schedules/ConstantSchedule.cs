using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>The learning rate stays as it is: the factor is 1.</summary>
    public static Schedule Constant { get; } = new ConstantSchedule();
}

internal sealed record ConstantSchedule : Schedule
{
    internal override bool NeedsEpochs => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) => 1;
}
