using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// One call that trains: goes through epochs, batches and steps, the same way whatever the batches come from. What lasts longer is
/// <see cref="TrainingMemory"/>; what looks on is <see cref="EpochMeasures"/>, <see cref="ProgressReports"/> and <see cref="CheckpointKeeper"/>.
/// </summary>
internal sealed class TrainingRun
{
    private readonly ITrainableNetwork _network;
    private readonly TrainingOptions _options;
    private readonly TrainingMemory _memory;
    private readonly GradientStep _step;
    private readonly BatchFeed _feed;
    private readonly EpochMeasures _measures;
    private readonly ProgressReports _reports;
    private readonly CheckpointKeeper _checkpoints;
    private readonly CancellationToken _cancellation;
    private readonly ScheduleSpan _schedule;
    private readonly int _newEpochs, _stepsPerEpoch;

    private EndReason? _reason;
    private TrainingFailure? _failure;
    private string? _message;
    private EpochSum _epoch;
    private bool _isInEpoch;

    /// <summary>Sets a call up; the memory has begun it, or has it from a checkpoint.</summary>
    public TrainingRun(
        TrainingSetup setup, BatchFeed feed, EpochMeasures measures, CheckpointKeeper checkpoints, CheckpointContent content, in TrainingCall call)
    {
        (_network, _options, _memory, _step, _feed, _measures) = (setup.Network, setup.Options, setup.Memory, setup.Step, feed, measures);
        _cancellation = call.Cancellation;
        _checkpoints = checkpoints;
        _reports = new ProgressReports(_network, _options, _memory, _step, feed.StepsPerEpoch, call.Progress, content);
        _schedule = ScheduleSpan.OfCall(_options, _memory, feed.StepsPerEpoch);
        _stepsPerEpoch = feed.StepsPerEpoch;
        _newEpochs = _memory.History.Count;
        _reason = _memory.Best.IsOutOfPatience ? EndReason.EarlyStopped : null;
        _step.Begin();
    }

    private bool IsRunning => _reason is null && _memory.Epoch - _memory.CallStart.Epoch < _options.Epochs;

    private bool IsLastEpoch => _memory.Epoch - _memory.CallStart.Epoch == _options.Epochs;

    private ITrainableNetwork Measured => _memory.Average?.Network ?? _network;

    /// <summary>Trains until a reason to end is there. Completes at once unless batches are waited for.</summary>
    public async ValueTask<TrainingResult> RunAsync()
    {
        try
        {
            while (!Advance())
                await _feed.WaitAsync().ConfigureAwait(false);
        }
        catch
        {
            SaveQuietly();
            throw;
        }
        finally
        {
            await _feed.EndAsync().ConfigureAwait(false);
        }

        return Finish();
    }

    // What went wrong is to be told, not what went wrong after it.
    private void SaveQuietly()
    {
        try
        {
            _checkpoints.SaveLast();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Goes on as far as batches are there. Returns whether training is at its end, and not waiting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Advance()
    {
        while (IsRunning)
        {
            if (IsCancelled())
                return true;
            if (!_isInEpoch)
                BeginEpoch();
            int rows = _feed.Next();
            if (rows == BatchFeed.Waits)
                return IsCancelled();
            if (rows > 0)
                Add(rows);
            else if (_step.Batches > 0)
                EndStep();
            if (_reason is null && (rows == 0 || (_epoch.Steps == _stepsPerEpoch && _stepsPerEpoch > 0)))
                EndEpoch();
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BeginEpoch()
    {
        (_epoch, _isInEpoch) = (default, true);
        _reports.BeginEpoch();
        _feed.Begin(_memory.Epoch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int rows)
    {
        _step.Prepare(rows);
        _step.Add(_feed.Batch, rows);
        if (_step.Batches == _options.AccumulationSteps)
            EndStep();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsCancelled()
    {
        if (!_cancellation.IsCancellationRequested)
            return false;
        _reason = EndReason.Cancelled;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndStep()
    {
        _epoch.Steps++;
        if (_step.Take(_schedule, out double loss, out long rows))
            _epoch = _epoch with { Loss = _epoch.Loss + loss, Rows = _epoch.Rows + rows };
        else if (_options.NonFinite == NonFiniteAction.Stop)
        {
            Fail(_memory.Epoch + 1, loss / rows);
            return;
        }
        else
            _memory.Skipped++;

        if (_reports.AfterStep(_epoch))
            _reason = EndReason.Stopped;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EndEpoch()
    {
        _isInEpoch = false;
        if (_epoch.Steps == 0 || _epoch.Steps < _stepsPerEpoch)
        {
            EndShort();
            return;
        }

        if (!Finite.All(_network.Parameters))
        {
            Fail(_memory.Epoch + 1, _epoch.MeanLoss);
            return;
        }

        _memory.Epoch++;
        _memory.StepAtEpochEnd = _memory.Step;
        _reports.BeginMeasures();
        EpochResult result = _measures.Measure(_memory.Epoch, IsLastEpoch) with { Loss = _epoch.MeanLoss, LearningRate = _step.LearningRate };
        _network.Parameters.CopyTo(_memory.LastGood);
        _memory.Average?.Keep();
        if (_measures.Observe(result, _memory, Measured.Parameters))
            _reason = EndReason.EarlyStopped;
        _memory.History.Add(result with { Duration = _reports.EpochDuration });

        _checkpoints.AfterEpoch(isLast: IsLastEpoch || _reason is not null);
        if (!_reports.HasListeners)
            return;
        if (_reports.AfterEpoch(_epoch, result))
            _reason ??= EndReason.Stopped;
        TakeOverChanges();
        if (_reason is not null)
            _checkpoints.SaveLast();
    }

    // What the epochs before have brought is not lost because a stream has no more.
    private void EndShort()
    {
        string found = _epoch.Steps == 0 ? "has no samples" : $"ended after {_epoch.Steps} of {_stepsPerEpoch} steps";
        string message = $"The stream {found} in epoch {_memory.Epoch + 1}. A stream is gone through anew in every epoch: give one that begins anew, such as a method "
            + $"with 'yield return' or a list, or, for one that can be read only once, {nameof(TrainingOptions.Epochs)} = 1"
            + (_epoch.Steps == 0 ? "." : $", or a smaller {nameof(TrainingOptions.StepsPerEpoch)}.");
        if (_memory.Epoch == _memory.CallStart.Epoch)
            throw new ArgumentException(message, "samples");
        (_reason, _message) = (EndReason.StreamEnded, message);
    }

    // Who is told of an epoch may change the parameters: what training goes on with is what a checkpoint must have.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeOverChanges()
    {
        ReadOnlySpan<float> parameters = _network.Parameters;
        if (Finite.AreSame(parameters, _memory.LastGood))
            return;
        if (!Finite.All(parameters))
        {
            Fail(_memory.Epoch, _epoch.MeanLoss);
            return;
        }

        parameters.CopyTo(_memory.LastGood);
        _checkpoints.AfterChange();
    }

    private TrainingResult Finish()
    {
        // A callback that ended training within an epoch may have left anything behind.
        if (_reason != EndReason.NonFinite && !Finite.All(_network.Parameters))
            Fail(_memory.Epoch + 1, _epoch.MeanLoss);
        _checkpoints.SaveLast();
        _step.Begin();
        if (_memory.Best.Weights is { } best)
        {
            best.Span.CopyTo(Measured.Parameters);
            _failure = _failure is null ? null : _failure with { LastGoodEpoch = _memory.Best.Epoch };
        }

        // Whose run had ended before gets its answer once more.
        List<EpochResult> all = _memory.History;
        IReadOnlyList<EpochResult> history = _newEpochs > 0 && _newEpochs < all.Count ? all[_newEpochs..] : all;
        EpochResult? last = all.Count > 0 ? all[^1] : null;
        int evaluated = all.FindLastIndex(static epoch => epoch.ValidationLoss is not null);
        return new TrainingResult
        {
            Reason = _reason ?? EndReason.Completed, Epochs = _memory.Epoch, Steps = _memory.Step, Loss = last?.Loss ?? float.NaN,
            ValidationLoss = evaluated < 0 ? null : all[evaluated].ValidationLoss,
            ValidationAccuracy = evaluated < 0 ? null : all[evaluated].ValidationAccuracy, History = history,
            BestEpoch = _options.EarlyStopping is not null && _memory.Best.Epoch > 0 ? _memory.Best.Epoch : null, Failure = _failure,
            Message = _failure?.ToString() ?? _message, SkippedSteps = _memory.Skipped, Duration = _reports.Elapsed,
        };
    }

    private void Fail(int epoch, double loss)
    {
        LayerInfo? layer = _step.FindNonFiniteLayer();
        _reason = EndReason.NonFinite;
        _failure = new TrainingFailure(_memory.Step, epoch, layer?.Name, loss, _memory.Epoch);
        _memory.LastGood.CopyTo(_network.Parameters);
        _memory.Average?.GoBack();
    }
}

/// <summary>What an epoch has added up so far.</summary>
internal record struct EpochSum
{
    public double Loss { get; set; }

    public long Rows { get; set; }

    public long Steps { get; set; }

    /// <summary>The mean loss of the rows; NaN where all were left out.</summary>
    public readonly float MeanLoss => (float)(Loss / Rows);
}

/// <summary>What is given with one call.</summary>
internal readonly record struct TrainingCall(IProgress<TrainingProgress>? Progress, CancellationToken Cancellation);
