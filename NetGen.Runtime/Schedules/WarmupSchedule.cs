using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>
    /// Puts a linear warm-up in front: in the first steps the factor rises on a line to 1, after them comes this schedule, counting from the
    /// warm-up's end if it counts steps. Without a start the factor of step t is (t + 1)/steps, so that no step is lost; with one it is
    /// start + (1 − start)·t/steps. PyTorch: <c>LinearLR</c>, then this, in a <c>SequentialLR</c>. With <c>with { Unit = ScheduleUnit.Epoch }</c> behind
    /// it the warm-up counts epochs, and so does this schedule if it counted steps.
    /// </summary>
    /// <param name="steps">How many steps the warm-up has, 1 or more.</param>
    /// <param name="start">Where it starts, 0 to 1; 0, the default, for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Schedule WithWarmup(int steps, float start = 0) =>
        new WarmupSchedule(this, RequireLength(steps, nameof(steps)), Require.UnitInterval(start, nameof(start))) { Unit = ScheduleUnit.Step };
}

internal sealed record WarmupSchedule(Schedule Inner, long Steps, float Start) : Schedule
{
    internal override PlateauSchedule? Plateau => Inner.Plateau;

    internal override bool SpansTraining => Inner.SpansTraining;

    internal override bool NeedsSteps => Unit == ScheduleUnit.Step && Inner.NeedsSteps;

    internal override bool NeedsEpochs => Unit == ScheduleUnit.Epoch || Inner.NeedsEpochs;

    internal override long TimeBefore => Steps + Inner.TimeBefore;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) =>
        time < Steps ? Rising(time) : Inner.FactorAt(time - Steps, Math.Max(length - Steps, 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double FactorAt(long step, long steps, long epoch, long epochs)
    {
        (long time, long length) = Unit == ScheduleUnit.Step ? (step, steps) : (epoch, epochs);
        return time < Steps ? Rising(time) : Inner.FactorAt(time - Steps, Math.Max(length - Steps, 1), epoch, epochs);
    }

    private double Rising(long step) => Start > 0 ? Start + (1 - (double)Start) * step / Steps : (step + 1.0) / Steps;
}
