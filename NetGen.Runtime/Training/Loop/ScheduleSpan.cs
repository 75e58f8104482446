using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Where a schedule is: what it counts from, and how long a schedule without a length of its own is.</summary>
/// <remarks>
/// A schedule that has a length of its own, or none, goes on over all calls of a trainer. One that spans the training runs over each call.
/// </remarks>
internal readonly record struct ScheduleSpan
{
    private readonly long _firstStep, _steps;
    private readonly int _firstEpoch, _epochs, _stepsPerEpoch;

    /// <summary>The span of a call of <see cref="Trainer.Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="memory">The memory, with the call begun.</param>
    /// <param name="stepsPerEpoch">How many steps an epoch has; 0 where that is not known.</param>
    public static ScheduleSpan OfCall(TrainingOptions options, TrainingMemory memory, int stepsPerEpoch) =>
        options.Schedule.SpansTraining
            ? new(memory.CallStart.Step, (long)stepsPerEpoch * options.Epochs, memory.CallStart.Epoch, options.Epochs, 0)
            : new(0, 0, 0, 0, 0);

    /// <summary>The span of single steps: <see cref="TrainingOptions.StepsPerEpoch"/> tells how many make an epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScheduleSpan OfSteps(TrainingOptions options, TrainingMemory memory) =>
        new(0, (long)options.StepsPerEpoch * options.Epochs, 0, options.Epochs, options.StepsPerEpoch);

    private ScheduleSpan(long firstStep, long steps, int firstEpoch, int epochs, int stepsPerEpoch) =>
        (_firstStep, _steps, _firstEpoch, _epochs, _stepsPerEpoch) = (firstStep, steps, firstEpoch, epochs, stepsPerEpoch);

    /// <summary>The learning rate of a step, the first being 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float RateAt(long step, TrainingOptions options, TrainingMemory memory)
    {
        long epoch = memory.Epoch - _firstEpoch;
        if (_stepsPerEpoch > 0)
            epoch += (step - memory.StepAtEpochEnd) / _stepsPerEpoch;
        double factor = options.Schedule.FactorAt(step - _firstStep, _steps, epoch, _epochs);
        return (float)(options.Optimizer.LearningRate * factor * memory.Plateau.Factor);
    }
}
