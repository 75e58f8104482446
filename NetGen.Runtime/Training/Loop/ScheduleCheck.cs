namespace NetGen.Runtime.Training;

/// <summary>Whether a schedule knows what it needs, said before the first step.</summary>
internal static class ScheduleCheck
{
    /// <summary>Checks a schedule for a dataset, whose length is known.</summary>
    public static void Dataset(TrainingOptions options, int stepsPerEpoch)
    {
        if (options.StepsPerEpoch > 0 && options.StepsPerEpoch != stepsPerEpoch)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.StepsPerEpoch)} is {options.StepsPerEpoch}, but the rows of the training set make {stepsPerEpoch} steps. "
                + "Give it for a stream only.", nameof(options));
        }

        Length(options, stepsPerEpoch);
    }

    /// <summary>Checks a schedule for a stream, whose length may be unknown.</summary>
    public static void Stream(TrainingOptions options, int stepsPerEpoch)
    {
        if (stepsPerEpoch == 0 && options.Schedule.NeedsSteps)
        {
            throw new ArgumentException(
                $"The schedule spans the training, but nobody knows how many steps a stream has. Give {nameof(TrainingOptions)}.{nameof(TrainingOptions.StepsPerEpoch)}, "
                + $"or the schedule's own length in steps, or let it count epochs: 'with {{ Unit = ScheduleUnit.Epoch }}'.", nameof(options));
        }

        if (stepsPerEpoch > 0)
            Length(options, stepsPerEpoch);
        else
            Epochs(options);
    }

    /// <summary>Checks a schedule for single steps, which belong to no epoch.</summary>
    public static void Steps(TrainingOptions options)
    {
        Optimizer(options);
        if (options.Schedule.Plateau is not null)
            throw new ArgumentException("A plateau schedule follows the losses of epochs, which single steps do not have.", nameof(options));
        if (options.StepsPerEpoch == 0 && (options.Schedule.NeedsSteps || options.Schedule.NeedsEpochs))
        {
            throw new ArgumentException(
                $"The schedule {(options.Schedule.NeedsSteps ? "spans the training" : "counts epochs")}, but single steps make none unless "
                + $"{nameof(TrainingOptions)}.{nameof(TrainingOptions.StepsPerEpoch)} is given. Give it, or "
                + (options.Schedule.NeedsSteps ? "the schedule's own length in steps." : "let the schedule count steps: 'with { Unit = ScheduleUnit.Step }'."), nameof(options));
        }
    }

    /// <summary>Checks that the optimizer knows what a schedule is.</summary>
    public static void Optimizer(TrainingOptions options)
    {
        if (options is { Optimizer: NetGen.Rprop, Schedule: not ConstantSchedule })
            throw new ArgumentException("Rprop has step sizes of its own and no learning rate that a schedule could change: leave the schedule constant.", nameof(options));
    }

    private static void Length(TrainingOptions options, int stepsPerEpoch)
    {
        Epochs(options);
        long steps = (long)stepsPerEpoch * options.Epochs, before = options.Schedule.TimeBefore;
        if (options.Schedule.NeedsSteps && before >= steps)
        {
            throw new ArgumentException(
                $"The warm-up has {before} steps, but {options.Epochs} epochs of {stepsPerEpoch} have {steps}, so nothing is left for the schedule behind it, "
                + "which spans the training.", nameof(options));
        }
    }

    private static void Epochs(TrainingOptions options)
    {
        if (options.Schedule is WarmupSchedule { Unit: ScheduleUnit.Epoch, SpansTraining: true, TimeBefore: var before } && before >= options.Epochs)
        {
            throw new ArgumentException(
                $"The warm-up has {before} epochs, but there are {options.Epochs}, so nothing is left for the schedule behind it, which spans the training.", nameof(options));
        }
    }
}
