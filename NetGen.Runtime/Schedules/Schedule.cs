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

    /// <summary>Whether the schedule has no length of its own.</summary>
    internal virtual bool SpansTraining => false;

    /// <summary>Returns the factor of a step. A schedule that spans the training counts epochs where the number of steps, then 0, is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal virtual double FactorAt(long step, long steps, int epoch, int epochs) =>
        Unit == ScheduleUnit.Step && (steps > 0 || !SpansTraining) ? FactorAt(step, steps) : FactorAt(epoch, epochs);

    private protected static long RequireLength(long length, string name) =>
        length >= 1 ? length : throw new ArgumentOutOfRangeException(name, length, $"{name} must be 1 or more, but is {length}.");
}
