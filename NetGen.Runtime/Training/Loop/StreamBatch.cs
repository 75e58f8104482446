using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>A batch filled sample by sample from a stream. Its memory grows with what comes, up to a batch.</summary>
internal sealed class StreamBatch : BatchSource
{
    private const int FirstRows = 32;

    private readonly ITrainableNetwork _network;
    private readonly TrainingOptions _options;
    private readonly int _inputSize, _outputSize, _capacity;
    private ParameterBlock _inputs, _targets;
    private float[] _weights = [];
    private long _taken;

    public StreamBatch(ITrainableNetwork network, TrainingOptions options)
    {
        (_network, _options, _inputSize, _outputSize, _capacity) = (network, options, network.InputSize, network.OutputSize, options.BatchSize);
        Grow(Math.Min(_capacity, FirstRows));
    }

    /// <summary>How many samples the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no sample fits any more.</summary>
    public bool IsFull => Count == _capacity;

    public override bool HasWeights => true;

    /// <summary>Adds a copy of a sample.</summary>
    /// <exception cref="ArgumentException">The sample has another size than the network, or a number that does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TrainingSample sample)
    {
        DataCheck.Sample(sample, _taken, _network, _options);
        if (Count == _weights.Length)
            Grow((int)Math.Min(_capacity, 2L * Count));
        sample.Input.Span.CopyTo(_inputs.Span[(Count * _inputSize)..]);
        sample.Target.Span.CopyTo(_targets.Span[(Count * _outputSize)..]);
        _weights[Count++] = sample.Weight;
        _taken++;
    }

    /// <summary>Empties the batch, for a pass from the first sample on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Begin() => (Count, _taken) = (0, 0);

    /// <summary>Empties the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Inputs(int first, int count) => _inputs.Span.Slice(first * _inputSize, count * _inputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Targets(int first, int count) => _targets.Span.Slice(first * _outputSize, count * _outputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Input(int row) => Inputs(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Target(int row) => Targets(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Weight(int row) => _weights[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Label(int row) => Classes.Of(Target(row));

    private void Grow(int rows)
    {
        // What an array of floats can hold, less what a block keeps free.
        long most = (Array.MaxLength - 64) / Math.Max(_inputSize, _outputSize);
        rows = (int)Math.Min(rows, most);
        if (rows <= _weights.Length)
        {
            throw new ArgumentException(
                $"{nameof(TrainingOptions.BatchSize)} is {_capacity}, but {most} samples are all that fits into memory at once; "
                + $"{nameof(TrainingOptions.AccumulationSteps)} makes larger steps of smaller batches.", "options");
        }

        _inputs = Grown(_inputs, rows * _inputSize);
        _targets = Grown(_targets, rows * _outputSize);
        Array.Resize(ref _weights, rows);
    }

    private ParameterBlock Grown(ParameterBlock old, int length)
    {
        var block = new ParameterBlock(length);
        if (Count > 0)
            old.Span.CopyTo(block.Span);
        return block;
    }
}
