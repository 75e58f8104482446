using System.Runtime.CompilerServices;
using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>Called by <see cref="Trainer"/> during training.</summary>
/// <param name="state">Where training is; the same object every time.</param>
public delegate void TrainingCallback(TrainingState state);

/// <summary>What a callback sees of training, and how it ends it.</summary>
public sealed class TrainingState
{
    private readonly CheckpointContent _content;
    private bool _isStopRequested, _isCalled;

    internal TrainingState(ITrainableNetwork network, CheckpointContent content) => (Network, _content) = (network, content);

    /// <summary>
    /// The network in training. Its parameters may be read; a change to them is a change to training, and to the checkpoint of the epoch.
    /// </summary>
    public ITrainableNetwork Network { get; }

    /// <summary>How far training has come.</summary>
    public TrainingProgress Progress { get; private set; }

    /// <summary>Ends training after this step or epoch, with <see cref="EndReason.Stopped"/>.</summary>
    public void Stop() => _isStopRequested = true;

    /// <summary>
    /// Writes a checkpoint, for <see cref="Trainer.Resume(Stream, Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>. Only
    /// while <see cref="TrainingOptions.OnEpoch"/> is called is there a whole epoch to write.
    /// </summary>
    /// <param name="stream">Receives the checkpoint.</param>
    /// <exception cref="InvalidOperationException">The epoch is not at its end, or the callback has returned.</exception>
    public void WriteCheckpoint(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!_isCalled || !Progress.IsEpochEnd)
            throw new InvalidOperationException($"A checkpoint can be written at the end of an epoch only, while {nameof(TrainingOptions.OnEpoch)} is called.");
        _content.Write(stream);
    }

    /// <summary>Calls a callback. Returns whether it, or one before it, asked for the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool Call(TrainingCallback callback, in TrainingProgress progress)
    {
        Progress = progress;
        _isCalled = true;
        try
        {
            callback(this);
        }
        finally
        {
            _isCalled = false;
        }

        return _isStopRequested;
    }
}
