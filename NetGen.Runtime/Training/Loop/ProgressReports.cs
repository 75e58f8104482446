using System.Runtime.CompilerServices;
using System.Diagnostics;

namespace NetGen.Runtime.Training;

/// <summary>Tells callbacks and the progress reporter how far training has come, and keeps time.</summary>
internal sealed class ProgressReports
{
    private readonly TrainingOptions _options;
    private readonly TrainingMemory _memory;
    private readonly GradientStep _step;
    private readonly TrainingState _state;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly int _stepsPerEpoch, _epochs;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _epochStarted, _epochEnded, _measuring;

    public ProgressReports(
        ITrainableNetwork network, TrainingOptions options, TrainingMemory memory, GradientStep step, int stepsPerEpoch,
        IProgress<TrainingProgress>? progress, CheckpointContent content)
    {
        (_options, _memory, _step, _stepsPerEpoch, _progress) = (options, memory, step, stepsPerEpoch, progress);
        _epochs = (int)Math.Min((long)memory.CallStart.Epoch + options.Epochs, int.MaxValue);
        _state = new TrainingState(network, content);
        _epochEnded = _started;
    }

    /// <summary>Whether anybody is told of epochs.</summary>
    public bool HasListeners => _progress is not null || _options.OnEpoch is not null;

    /// <summary>How long the call has taken.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>How long the epoch took that now ends.</summary>
    public TimeSpan EpochDuration => Stopwatch.GetElapsedTime(_epochStarted, _epochEnded = Stopwatch.GetTimestamp());

    /// <summary>Begins an epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeginEpoch() => _epochStarted = HasListeners || _options.CheckpointPath is not null ? Stopwatch.GetTimestamp() : _epochEnded;

    /// <summary>The epoch's steps are done, and what comes now is not training.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeginMeasures() => _measuring = HasListeners ? Stopwatch.GetTimestamp() : 0;

    /// <summary>Tells of a step. Returns whether a callback asked for the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AfterStep(in EpochSum epoch)
    {
        bool reports = _progress is not null && _options.ReportEvery > 0 && _memory.Step % _options.ReportEvery == 0;
        if (!reports && _options.OnStep is null)
            return false;
        TrainingProgress now = Now(epoch, Stopwatch.GetTimestamp()) with { Epoch = _memory.Epoch + 1 };
        if (reports)
            _progress!.Report(now);
        return _options.OnStep is { } callback && _state.Call(callback, now);
    }

    /// <summary>Tells of a whole epoch. Returns whether a callback asked for the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AfterEpoch(in EpochSum epoch, in EpochResult result)
    {
        TrainingProgress now = Now(epoch, _measuring) with
        {
            Epoch = _memory.Epoch, IsEpochEnd = true, ValidationLoss = result.ValidationLoss, ValidationAccuracy = result.ValidationAccuracy,
            Metrics = result.Metrics,
        };
        _progress?.Report(now);
        return _options.OnEpoch is { } callback && _state.Call(callback, now);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrainingProgress Now(in EpochSum epoch, long trained) => new()
    {
        Epochs = _epochs, Step = _memory.Step, StepsPerEpoch = _stepsPerEpoch, Loss = epoch.MeanLoss, LearningRate = _step.LearningRate,
        GradientNorm = _step.Norm, Elapsed = Elapsed,
        SamplesPerSecond = (float)(epoch.Rows / Math.Max(Stopwatch.GetElapsedTime(_epochStarted, trained).TotalSeconds, 1e-9)),
    };
}
