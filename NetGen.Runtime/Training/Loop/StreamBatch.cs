using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>A batch filled sample by sample from a stream.</summary>
internal sealed class StreamBatch(int inputSize, int outputSize, int capacity) : BatchSource
{
    private readonly ParameterBlock _inputs = new(Require.Floats(capacity, inputSize, "inputs")), _targets = new(Require.Floats(capacity, outputSize, "targets"));
    private readonly float[] _weights = new float[capacity];
    private long _taken;

    /// <summary>How many samples the batch holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no sample fits any more.</summary>
    public bool IsFull => Count == capacity;

    public override bool HasWeights => true;

    /// <summary>Adds a copy of a sample.</summary>
    /// <exception cref="ArgumentException">The sample has another size than the network, or a number that is not finite.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in TrainingSample sample)
    {
        if (sample.Input.Length != inputSize)
            throw new ArgumentException($"Expected samples of {inputSize} inputs, but sample {_taken} has {sample.Input.Length}.", "samples");
        if (sample.Target.Length != outputSize)
            throw new ArgumentException($"Expected samples of {outputSize} targets, but sample {_taken} has {sample.Target.Length}.", "samples");
        if (Finite.IndexOfOther(sample.Input.Span) is >= 0 and int input)
            throw new ArgumentException($"Expected finite inputs, but input {input} of sample {_taken} is {sample.Input.Span[input]}.", "samples");
        if (Finite.IndexOfOther(sample.Target.Span) is >= 0 and int target)
            throw new ArgumentException($"Expected finite targets, but target {target} of sample {_taken} is {sample.Target.Span[target]}.", "samples");
        if (!(sample.Weight >= 0 && float.IsFinite(sample.Weight)))
            throw new ArgumentException($"Expected weights of 0 or more, but that of sample {_taken} is {sample.Weight}.", "samples");
        sample.Input.Span.CopyTo(_inputs.Span[(Count * inputSize)..]);
        sample.Target.Span.CopyTo(_targets.Span[(Count * outputSize)..]);
        _weights[Count++] = sample.Weight;
        _taken++;
    }

    /// <summary>Empties the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Clear() => Count = 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Inputs(int first, int count) => _inputs.Span.Slice(first * inputSize, count * inputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Targets(int first, int count) => _targets.Span.Slice(first * outputSize, count * outputSize);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Input(int row) => Inputs(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override ReadOnlySpan<float> Target(int row) => Targets(row, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Weight(int row) => _weights[row];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Label(int row) => Classes.Of(Target(row));
}
