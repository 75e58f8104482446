using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Takes steps: adds up the gradients of batches, and updates the parameters with them. All that takes steps goes through here: a training
/// over a data set or a stream, and <see cref="Trainer.Step"/> and <see cref="Trainer.Apply"/>.
/// </summary>
internal sealed class GradientStep
{
    private readonly ITrainableNetwork _network;
    private readonly TrainingOptions _options;
    private readonly TrainingMemory _memory;
    private readonly StepGradient _gradient;
    private readonly ParameterUpdate _update;

    private double _loss;
    private long _rows;

    public GradientStep(ITrainableNetwork network, TrainingOptions options, TrainingMemory memory, WorkerTeam team)
    {
        (_network, _options, _memory) = (network, options, memory);
        _gradient = new BatchGradient(network, options, team);
        _update = new ParameterUpdate(network, options, memory, _gradient, team);
    }

    /// <summary>How many batches were added to the step that is under way.</summary>
    public int Batches { get; private set; }

    /// <summary>The learning rate of the last step taken.</summary>
    public float LearningRate { get; private set; }

    /// <summary>The norm of the last step's gradient.</summary>
    public float Norm { get; private set; }

    /// <summary>Allocates what batches of so many rows need, unless it is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Prepare(int largestBatch) => _gradient.Prepare(largestBatch);

    /// <summary>Forgets the step that is under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin() => (_loss, _rows, Batches) = (0, 0, 0);

    /// <summary>Adds a batch to the step that is under way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(BatchSource batch, int rows)
    {
        _loss += _gradient.Add(batch, rows, (ulong)_memory.Step, _rows);
        _rows += rows;
        Batches++;
    }

    /// <summary>Takes the step, unless its loss or gradients are not finite. Returns whether it did, and which loss of how many rows it stepped on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(in ScheduleSpan span, out double loss, out long rows)
    {
        (loss, rows) = (_loss, _rows);
        Begin();
        return Take(1f / rows, loss, span);
    }

    /// <summary>Takes a step on gradients from elsewhere, unless they are not finite. Returns whether it did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(ReadOnlySpan<float> gradients, in ScheduleSpan span)
    {
        Begin();
        _gradient.Take(gradients);
        return Take(1, 0, span);
    }

    /// <summary>The layer nearest to the outputs whose parameters, or else gradients, are not finite; null where there is none.</summary>
    public LayerInfo? FindNonFiniteLayer() => _update.FindNonFiniteParameters() ?? _update.FindNonFiniteGradients();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Take(float scale, double loss, in ScheduleSpan span)
    {
        if (_network.Parameters.Length != _network.ParameterCount)
            throw new InvalidOperationException($"The network's parameters have changed their number from {_network.ParameterCount} to {_network.Parameters.Length}.");
        double norm = _update.Finish(scale);
        long step = _memory.Step++;
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
            return false;
        LearningRate = span.RateAt(step, _options, _memory);
        Norm = (float)norm;
        _update.Apply(scale, norm, LearningRate);
        _memory.Average?.AfterStep(_memory.Step);
        return true;
    }
}
