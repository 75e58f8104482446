using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>Called by <see cref="Trainer"/> during training.</summary>
/// <param name="state">Where training is; the same object every time.</param>
public delegate void TrainingCallback(TrainingState state);

/// <summary>What a callback sees of training, and how it ends it.</summary>
public sealed class TrainingState
{
    private readonly TrainingRun _run;

    internal TrainingState(ITrainableNetwork network, TrainingRun run) => (Network, _run) = (network, run);

    /// <summary>The network in training. Its parameters may be read; a change to them is a change to training.</summary>
    public ITrainableNetwork Network { get; }

    /// <summary>How far training has come.</summary>
    public TrainingProgress Progress { get; internal set; }

    internal bool IsStopRequested { get; private set; }

    /// <summary>Ends training after this step or epoch, with <see cref="EndReason.Stopped"/>.</summary>
    public void Stop() => IsStopRequested = true;

    /// <summary>Writes a checkpoint, for <see cref="Trainer.Resume(Stream, Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</summary>
    /// <param name="stream">Receives the checkpoint.</param>
    /// <exception cref="InvalidOperationException">The epoch is not at its end.</exception>
    public void WriteCheckpoint(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!Progress.IsEpochEnd)
            throw new InvalidOperationException("A checkpoint can be written at the end of an epoch only.");
        CheckpointFile.Write(stream, _run.WriteTo);
    }
}
