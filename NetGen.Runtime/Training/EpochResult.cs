namespace NetGen;

/// <summary>What one epoch brought.</summary>
public readonly record struct EpochResult
{
    /// <summary>The epoch, the first being 1.</summary>
    public int Epoch { get; init; }

    /// <summary>The mean loss of the epoch's rows, each measured before its step; without penalties.</summary>
    public float Loss { get; init; }

    /// <summary>The mean loss of the validation set; null where it was not evaluated.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>The accuracy on the validation set; null where it was not evaluated or the network does not tell classes.</summary>
    public float? ValidationAccuracy { get; init; }

    /// <summary>What <see cref="TrainingOptions.Metrics"/> measured, in their order; empty where the validation set was not evaluated.</summary>
    public ReadOnlyMemory<float> Metrics { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public float LearningRate { get; init; }

    /// <summary>How long the epoch took, validation included.</summary>
    public TimeSpan Duration { get; init; }
}
