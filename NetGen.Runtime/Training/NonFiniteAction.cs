namespace NetGen;

/// <summary>What <see cref="Trainer"/> does when a loss or a gradient is NaN or infinite, before it touches the weights.</summary>
public enum NonFiniteAction
{
    /// <summary>Ends training with <see cref="EndReason.NonFinite"/>; the weights are those of the end of the last whole epoch.</summary>
    Stop,

    /// <summary>Leaves the step out and goes on; <see cref="TrainingResult.SkippedSteps"/> counts them.</summary>
    SkipBatch,
}
