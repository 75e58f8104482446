namespace NetGen.Runtime.Serialization;

/// <summary>A network's tensors without its passes: what reading a file needs of one.</summary>
internal sealed class EmbeddedNetwork(int inputSize, int outputSize, int parameterCount, LayerInfo[] layers, FloatBlock block) : INeuralNetwork
{
    public int InputSize => inputSize;

    public int OutputSize => outputSize;

    public int ParameterCount => parameterCount;

    public int StatisticCount => block().Length - parameterCount;

    public int WorkspaceLength => 0;

    public ReadOnlySpan<LayerInfo> Layers => layers;

    public Span<float> Parameters => block()[..parameterCount];

    public Span<float> ParametersAndStatistics => block();

    public void Initialize(int seed) => throw new NotSupportedException();

    public void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default) => throw new NotSupportedException();

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default) => throw new NotSupportedException();
}
