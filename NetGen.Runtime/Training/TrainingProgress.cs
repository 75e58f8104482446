namespace NetGen;

/// <summary>How far training has come.</summary>
public readonly record struct TrainingProgress
{
    /// <summary>The epoch, the first being 1.</summary>
    public int Epoch { get; init; }

    /// <summary>How many epochs there are.</summary>
    public int Epochs { get; init; }

    /// <summary>How many steps were taken, counted over all epochs.</summary>
    public long Step { get; init; }

    /// <summary>How many steps an epoch has; 0 for a stream, whose length is not known.</summary>
    public int StepsPerEpoch { get; init; }

    /// <summary>Whether the epoch is at its end.</summary>
    public bool IsEpochEnd { get; init; }

    /// <summary>The mean loss of this epoch's rows so far, each measured before its step; without penalties.</summary>
    public float Loss { get; init; }

    /// <summary>The mean loss of the validation set; null where it was not evaluated.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>The accuracy on the validation set; null where it was not evaluated or the network does not tell classes.</summary>
    public float? ValidationAccuracy { get; init; }

    /// <summary>What <see cref="TrainingOptions.Metrics"/> measured, in their order; empty where the validation set was not evaluated.</summary>
    public ReadOnlyMemory<float> Metrics { get; init; }

    /// <summary>The learning rate of the last step.</summary>
    public float LearningRate { get; init; }

    /// <summary>The Euclidean norm of the last step's gradient before it was clipped by norm; the penalties of layers and options are part of it.</summary>
    public float GradientNorm { get; init; }

    /// <summary>How many rows a second went through training since the epoch began, validation not counted.</summary>
    public float SamplesPerSecond { get; init; }

    /// <summary>How long training has taken.</summary>
    public TimeSpan Elapsed { get; init; }
}
