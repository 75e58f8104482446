using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>Measures a network after epochs: on the validation set, by metrics, and for what follows a measure, early stopping and plateaus.</summary>
internal sealed class EpochMeasures
{
    // Values of metrics are handed out as parts of arrays, each for so many epochs at most.
    private const int EpochsAnArray = 1024;

    private readonly TrainingOptions _options;
    private readonly Dataset? _data;
    private readonly Evaluator? _evaluator;
    private float[] _metrics = [];
    private int _used;

    public EpochMeasures(ITrainableNetwork network, TrainingOptions options, Dataset? data, WorkerTeam team)
    {
        (_options, _data) = (options, data);
        if (data is null)
            return;
        _evaluator = new Evaluator(network, data, team, keepsOutputs: options.Metrics.Count > 0 || options.EarlyStopping?.Metric is not null, options.OutputWeights);
        GrowMetrics((int)Math.Min((long)options.Epochs / options.ValidateEvery + 1, EpochsAnArray));
    }

    /// <summary>Measures after an epoch, if it is its turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public EpochResult Measure(int epoch, bool isLast)
    {
        var result = new EpochResult { Epoch = epoch };
        if (_evaluator is null || (epoch % _options.ValidateEvery != 0 && !isLast))
            return result;
        Evaluation evaluation = _evaluator.Evaluate();
        return result with { ValidationLoss = evaluation.Loss, ValidationAccuracy = evaluation.Accuracy, Metrics = MeasureMetrics() };
    }

    /// <summary>Tells early stopping and the schedule what was measured. Returns whether training is to end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Observe(in EpochResult result, TrainingMemory memory, ReadOnlySpan<float> parameters)
    {
        if (_evaluator is not null && result.ValidationLoss is null)
            return false;
        float loss = result.ValidationLoss ?? result.Loss;
        if (_options.Schedule.Plateau is { } plateau)
            memory.ObservePlateau(plateau, loss);
        if (_options.EarlyStopping is not { } stopping)
            return false;
        double value = stopping.Metric is { } metric ? metric.Compute(_evaluator!.Outputs, _data!) : loss;
        memory.Best.Observe(result.Epoch, value, loss, parameters);
        return memory.Best.IsOutOfPatience;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlyMemory<float> MeasureMetrics()
    {
        int count = _options.Metrics.Count;
        if (_used + count > _metrics.Length)
            GrowMetrics(EpochsAnArray);
        Memory<float> measured = _metrics.AsMemory(_used, count);
        _used += count;
        for (int i = 0; i < count; i++)
            measured.Span[i] = (float)_options.Metrics[i].Compute(_evaluator!.Outputs, _data!);
        return measured;
    }

    private void GrowMetrics(int epochs) => (_metrics, _used) = (new float[(long)epochs * _options.Metrics.Count], 0);
}
