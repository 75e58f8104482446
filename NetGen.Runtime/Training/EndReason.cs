namespace NetGen;

/// <summary>Why training ended.</summary>
public enum EndReason
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary><see cref="TrainingOptions.EarlyStopping"/> ended it.</summary>
    EarlyStopped,

    /// <summary>The cancellation token ended it between two steps. The network is consistent: all steps before are done, none in part.</summary>
    Cancelled,

    /// <summary>A callback asked for it.</summary>
    Stopped,

    /// <summary>A loss or gradient was not finite: see <see cref="TrainingResult.Failure"/>.</summary>
    NonFinite,

    /// <summary>A stream had no samples, or fewer than an epoch's, after the first epoch: see <see cref="TrainingResult.Message"/>. All steps that it had samples for are done.</summary>
    StreamEnded,
}
