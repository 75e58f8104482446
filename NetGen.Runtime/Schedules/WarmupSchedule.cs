using System.Runtime.CompilerServices;

namespace NetGen;

public abstract partial record Schedule
{
    /// <summary>
    /// Puts a linear warm-up in front: in the first steps the factor rises on a line from <paramref name="start"/> to 1, after them comes
    /// this schedule, counting from the warm-up's end if it counts steps. PyTorch: <c>LinearLR</c>, then this, in a <c>SequentialLR</c>.
    /// </summary>
    /// <param name="steps">How many steps the warm-up has, 1 or more.</param>
    /// <param name="start">Where it starts, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Schedule WithWarmup(int steps, float start = 0) =>
        new WarmupSchedule(this, RequireLength(steps, nameof(steps)), Require.UnitInterval(start, nameof(start))) { Unit = ScheduleUnit.Step };
}

internal sealed record WarmupSchedule(Schedule Inner, long Steps, float Start) : Schedule
{
    internal override PlateauSchedule? Plateau => Inner.Plateau;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double FactorAt(long time, long length) =>
        time < Steps ? Rising(time) : Inner.FactorAt(time - Steps, Math.Max(length - Steps, 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double FactorAt(long step, long steps, int epoch, int epochs) =>
        step < Steps ? Rising(step) : Inner.FactorAt(step - Steps, steps == 0 ? 0 : Math.Max(steps - Steps, 1), epoch, epochs);

    private double Rising(long step) => Start + (1 - (double)Start) * step / Steps;
}
