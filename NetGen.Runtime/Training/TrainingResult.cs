namespace NetGen;

/// <summary>What a training run brought.</summary>
public sealed record TrainingResult
{
    /// <summary>Why training ended.</summary>
    public required EndReason Reason { get; init; }

    /// <summary>How many epochs were gone through to their end, by all calls since the trainer was made or reset, those before a checkpoint included.</summary>
    public required int Epochs { get; init; }

    /// <summary>How many steps were taken or left out, by all calls, those before a checkpoint included.</summary>
    public required long Steps { get; init; }

    /// <summary>The mean loss of the last whole epoch's rows, each measured before its step; NaN when no epoch came to its end.</summary>
    public required float Loss { get; init; }

    /// <summary>The last loss of the validation set; null when it was never evaluated.</summary>
    public float? ValidationLoss { get; init; }

    /// <summary>The last accuracy on the validation set; null when it was never evaluated or the network does not tell classes.</summary>
    public float? ValidationAccuracy { get; init; }

    /// <summary>
    /// Every whole epoch of the call, in order; after a checkpoint those since, or, where none was left to go, those before it.
    /// </summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The epoch whose weights were best by <see cref="TrainingOptions.EarlyStopping"/>; null without.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Where a loss or gradient was not finite; null unless <see cref="Reason"/> is <see cref="EndReason.NonFinite"/>.</summary>
    public TrainingFailure? Failure { get; init; }

    /// <summary>What went wrong and what to do about it, in a sentence or two; null when nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>How many steps were left out, by all calls, because a loss or gradient was not finite.</summary>
    public required long SkippedSteps { get; init; }

    /// <summary>How long training took.</summary>
    public required TimeSpan Duration { get; init; }
}
