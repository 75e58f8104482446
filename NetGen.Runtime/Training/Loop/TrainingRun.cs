using System.Diagnostics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Optimizers;

namespace NetGen.Runtime.Training;

/// <summary>One training run: fed batch by batch, epoch by epoch; holds everything that a checkpoint keeps. Allocates when made and then no more.</summary>
internal sealed partial class TrainingRun : IDisposable
{
    private readonly ITrainableNetwork _network;
    private readonly TrainingOptions _options;
    private readonly WorkerTeam _team;
    private readonly BatchGradient _gradient;
    private readonly ParameterUpdate _update;
    private readonly OptimizerState _state;
    private readonly Evaluator? _validation;
    private readonly float[] _metrics;
    private readonly ParameterBlock _lastGood;
    private readonly ParameterBlock? _best;
    private readonly List<EpochResult> _history;
    private readonly TrainingState _callbackState;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dataset? _validationData;
    private readonly int _stepsPerEpoch;
    private readonly long _started;

    private int _epoch;
    private long _step;
    private long _skipped;
    private PlateauState _plateau = new();
    private int _bestEpoch;
    private double _bestValue = double.NaN;
    private int _badEvaluations;

    private EndReason? _reason;
    private TrainingFailure? _failure;
    private double _epochLoss;
    private long _epochRows, _epochStarted;
    private double _stepLoss;
    private int _stepRows, _stepBatches;
    private float _learningRate, _norm;
    private TrainingProgress _last;

    public TrainingRun(
        ITrainableNetwork network, TrainingOptions options, int largestBatch, int stepsPerEpoch, Dataset? validation,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _started = Stopwatch.GetTimestamp();
        (_network, _options, _progress, _cancellation, _stepsPerEpoch) = (network, options, progress, cancellation, stepsPerEpoch);
        _team = new WorkerTeam(WorkerTeam.SizeFor(options.MaxDegreeOfParallelism));
        _gradient = new BatchGradient(network, options, _team, largestBatch);
        _state = options.Optimizer.CreateState(network.ParameterCount);
        _update = new ParameterUpdate(network, options, _state, _gradient, _team);
        _validationData = validation;
        bool measures = options.Metrics.Count > 0 || options.EarlyStopping?.Metric is not null;
        _validation = validation is null ? null : new Evaluator(network, validation, _team, measures);
        _metrics = validation is null ? [] : new float[checked(options.Metrics.Count * Evaluations(options))];
        _lastGood = new ParameterBlock(network.ParameterCount);
        _best = options.EarlyStopping is { RestoreBest: true } ? new ParameterBlock(network.ParameterCount) : null;
        _history = new List<EpochResult>(Math.Min(options.Epochs, 100_000));
        _callbackState = new TrainingState(network, this);
        network.Parameters.CopyTo(_lastGood.Span);
    }

    /// <summary>How many epochs are done.</summary>
    public int Epoch => _epoch;

    /// <summary>Whether there is another epoch to go.</summary>
    public bool IsRunning => _reason is null && _epoch < _options.Epochs;

    public void Dispose() => _team.Dispose();

    /// <summary>Begins an epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeginEpoch()
    {
        (_epochLoss, _epochRows) = (0, 0);
        _epochStarted = Stopwatch.GetTimestamp();
    }

    /// <summary>Takes a batch. Returns whether training goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Feed(BatchSource batch, int rows)
    {
        if (_stepBatches == 0 && _cancellation.IsCancellationRequested)
        {
            _reason = EndReason.Cancelled;
            return false;
        }

        _stepLoss += _gradient.Add(batch, rows, (ulong)_step, _stepRows);
        _stepRows += rows;
        return ++_stepBatches < _options.AccumulationSteps || Step();
    }

    /// <summary>Ends an epoch: a last step, validation, early stopping, progress. Returns whether training goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool EndEpoch()
    {
        if (_stepBatches > 0 && !Step())
            return false;
        if (!Finite.All(_network.Parameters))
        {
            Fail(_epochRows == 0 ? double.NaN : _epochLoss / _epochRows, FindNonFiniteParameters());
            return false;
        }

        _epoch++;
        double trainingSeconds = Stopwatch.GetElapsedTime(_epochStarted).TotalSeconds;
        float loss = (float)(_epochLoss / _epochRows);
        Evaluation? evaluation = null;
        ReadOnlyMemory<float> metrics = default;
        if (_validation is not null && (_epoch % _options.ValidateEvery == 0 || _epoch == _options.Epochs))
        {
            evaluation = _validation.Evaluate();
            metrics = Measure();
        }

        _network.Parameters.CopyTo(_lastGood.Span);
        if (_validation is null || evaluation is not null)
            Compare(evaluation?.Loss ?? loss);
        if (_options.Schedule.Plateau is { } plateau && (_validation is null || evaluation is not null))
            _plateau.Observe(plateau, evaluation?.Loss ?? loss, _options.Optimizer.LearningRate);
        _history.Add(new EpochResult
        {
            Epoch = _epoch, Loss = loss, ValidationLoss = evaluation?.Loss, ValidationAccuracy = evaluation?.Accuracy, Metrics = metrics,
            LearningRate = _learningRate, Duration = Stopwatch.GetElapsedTime(_epochStarted),
        });

        if (_options.CheckpointPath is { } path
            && (_epoch % _options.CheckpointEvery == 0 || _epoch == _options.Epochs || _reason is not null))
            CheckpointFile.Save(path, WriteTo);
        _last = Progress(trainingSeconds, isEpochEnd: true) with
        {
            Loss = loss, ValidationLoss = evaluation?.Loss, ValidationAccuracy = evaluation?.Accuracy, Metrics = metrics,
        };
        _progress?.Report(_last);
        return Call(_options.OnEpoch);
    }

    /// <summary>Ends the run: restores the best weights where that is asked for.</summary>
    public TrainingResult Finish()
    {
        if (_best is not null && _bestEpoch > 0)
            _best.Value.Span.CopyTo(_network.Parameters);
        EpochResult last = _history.Count > 0 ? _history[^1] : default;
        EpochResult evaluated = _history.FindLast(static epoch => epoch.ValidationLoss is not null);
        return new TrainingResult
        {
            Reason = _reason ?? EndReason.Completed, Epochs = _epoch, Steps = _step, Loss = _history.Count > 0 ? last.Loss : float.NaN,
            ValidationLoss = evaluated.ValidationLoss, ValidationAccuracy = evaluated.ValidationAccuracy, History = _history,
            BestEpoch = _options.EarlyStopping is not null && _bestEpoch > 0 ? _bestEpoch : null, Failure = _failure, SkippedSteps = _skipped,
            Duration = Stopwatch.GetElapsedTime(_started),
        };
    }

    private static int Evaluations(TrainingOptions options) => options.Epochs / options.ValidateEvery + 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Step()
    {
        int rows = _stepRows;
        double loss = _stepLoss;
        (_stepLoss, _stepRows, _stepBatches) = (0, 0, 0);
        double norm = _update.Finish(1f / rows);
        _step++;
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            if (_options.NonFinite == NonFiniteAction.Stop)
            {
                Fail(loss / rows, FindNonFiniteParameters() ?? _update.FindNonFiniteLayer());
                return false;
            }

            _skipped++;
        }
        else
        {
            _learningRate = LearningRate();
            _norm = (float)norm;
            _update.Apply(1f / rows, norm, _learningRate);
            _epochLoss += loss;
            _epochRows += rows;
        }

        if (_options.ReportEvery > 0 && _step % _options.ReportEvery == 0)
            _progress?.Report(_last = Progress(Stopwatch.GetElapsedTime(_epochStarted).TotalSeconds, isEpochEnd: false));
        if (_options.OnStep is null)
            return true;
        _last = Progress(Stopwatch.GetElapsedTime(_epochStarted).TotalSeconds, isEpochEnd: false);
        return Call(_options.OnStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float LearningRate()
    {
        double factor = _options.Schedule.FactorAt(_step - 1, (long)_stepsPerEpoch * _options.Epochs, _epoch, _options.Epochs);
        return (float)(_options.Optimizer.LearningRate * factor * _plateau.Factor);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlyMemory<float> Measure()
    {
        int count = _options.Metrics.Count;
        Memory<float> measured = _metrics.AsMemory(count * (_epoch / _options.ValidateEvery + (_epoch % _options.ValidateEvery == 0 ? -1 : 0)), count);
        for (int i = 0; i < count; i++)
            measured.Span[i] = (float)_options.Metrics[i].Compute(_validation!.Outputs, _validationData!);
        return measured;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(float loss)
    {
        if (_options.EarlyStopping is not { } stopping)
            return;
        double value = stopping.Metric is { } metric ? metric.Compute(_validation!.Outputs, _validationData!) : loss;
        double gain = stopping.Metric is { HigherIsBetter: true } ? value - _bestValue : _bestValue - value;
        if (_bestEpoch == 0 || gain > stopping.MinDelta || (double.IsNaN(_bestValue) && !double.IsNaN(value)))
        {
            (_bestValue, _bestEpoch, _badEvaluations) = (value, _epoch, 0);
            if (_best is not null)
                _network.Parameters.CopyTo(_best.Value.Span);
        }
        else if (++_badEvaluations >= stopping.Patience)
            _reason = EndReason.EarlyStopped;
    }

    private void Fail(double loss, LayerInfo? layer)
    {
        _reason = EndReason.NonFinite;
        _failure = new TrainingFailure(_step, _epoch + 1, layer?.Name, loss, _epoch);
        _lastGood.Span.CopyTo(_network.Parameters);
    }

    private LayerInfo? FindNonFiniteParameters()
    {
        Span<float> parameters = _network.Parameters;
        for (int i = _network.Layers.Length - 1; i >= 0; i--)
        {
            LayerInfo layer = _network.Layers[i];
            if (!Finite.All(layer, parameters))
                return layer;
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Call(TrainingCallback? callback)
    {
        if (callback is not null)
        {
            _callbackState.Progress = _last;
            callback(_callbackState);
            if (_callbackState.IsStopRequested)
                _reason ??= EndReason.Stopped;
        }

        return _reason is null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrainingProgress Progress(double seconds, bool isEpochEnd) => new()
    {
        Epoch = isEpochEnd ? _epoch : _epoch + 1, Epochs = _options.Epochs, Step = _step, StepsPerEpoch = _stepsPerEpoch, IsEpochEnd = isEpochEnd,
        Loss = (float)(_epochLoss / _epochRows), LearningRate = _learningRate, GradientNorm = _norm,
        SamplesPerSecond = (float)(_epochRows / Math.Max(seconds, 1e-9)), Elapsed = Stopwatch.GetElapsedTime(_started),
    };
}
