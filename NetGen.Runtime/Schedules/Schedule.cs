using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// How the learning rate changes during training: a factor for <see cref="Optimizer.LearningRate"/>, a pure function of the time t,
/// which counts epochs or steps from 0. Formulas are those of PyTorch's <c>lr_scheduler</c>.
/// </summary>
public abstract partial record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>What t counts. Schedules that span the whole training count steps unless told otherwise, all others epochs.</summary>
    public ScheduleUnit Unit { get; init; }

    /// <summary>Returns the factor at a time.</summary>
    /// <param name="time">t, 0 or more.</param>
    /// <param name="length">How long the whole training is, in the same unit; used by schedules that were given no length of their own.</param>
    public abstract double FactorAt(long time, long length);

    /// <summary>The settings of the plateau schedule within, if there is one.</summary>
    internal virtual PlateauSchedule? Plateau => null;

    /// <summary>Whether the schedule, or one within, has no length of its own and spans the training instead.</summary>
    internal virtual bool SpansTraining => false;

    /// <summary>Whether the number of the training's steps must be known.</summary>
    internal virtual bool NeedsSteps => SpansTraining && Unit == ScheduleUnit.Step;

    /// <summary>Whether the number of the epoch must be known.</summary>
    internal virtual bool NeedsEpochs => Unit == ScheduleUnit.Epoch;

    /// <summary>How many steps, or epochs where it counts these, come before a schedule that spans the training.</summary>
    internal virtual long TimeBefore => 0;

    /// <summary>Returns the factor of a step in an epoch; the lengths are those of the whole training, where they are needed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal virtual double FactorAt(long step, long steps, long epoch, long epochs) =>
        Unit == ScheduleUnit.Step ? FactorAt(step, steps) : FactorAt(epoch, epochs);

    private protected static long RequireLength(long length, string name) =>
        length >= 1 ? length : throw new ArgumentOutOfRangeException(name, length, $"{name} must be 1 or more, but is {length}.");
}
