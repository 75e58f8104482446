using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>A batch filled sample by sample from a stream.</summary>
internal sealed class StreamBatch(ITrainableNetwork network, TrainingOptions options) : BatchSource
{
    private readonly ParameterBlock _inputs = new(Require.Floats(options.BatchSize, network.InputSize, "inputs")), _targets = new(Require.Floats(options.BatchSize, network.OutputSize, "targets"));
    private readonly float[] _weights = new float[options.BatchSize];
    private long _taken;

    /// <summary>How many samples the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no sample fits any more.</summary>
    public bool IsFull => Count == options.BatchSize;

    public override bool HasWeights => true;

    /// <summary>Adds a copy of a sample.</summary>
    /// <exception cref="ArgumentException">The sample has another size than the network, or a number that is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TrainingSample sample)
    {
        DataCheck.Sample(sample, _taken, network, options);
        sample.Input.Span.CopyTo(_inputs.Span[(Count * network.InputSize)..]);
        sample.Target.Span.CopyTo(_targets.Span[(Count * network.OutputSize)..]);
        _weights[Count++] = sample.Weight;
        _taken++;
    }

    /// <summary>Empties the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Inputs(int first, int count) => _inputs.Span.Slice(first * network.InputSize, count * network.InputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Targets(int first, int count) => _targets.Span.Slice(first * network.OutputSize, count * network.OutputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Input(int row) => Inputs(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Target(int row) => Targets(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Weight(int row) => _weights[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Label(int row) => Classes.Of(Target(row));
}
