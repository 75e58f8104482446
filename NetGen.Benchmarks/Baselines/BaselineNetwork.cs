namespace NetGen.Benchmarks.Baselines;

/// <summary>A network of dense layers with the parameters of one of ours, written as one writes it without a generator: weights [output, input].</summary>
internal abstract class BaselineNetwork
{
    private readonly Layer[] _layers;

    protected BaselineNetwork(INeuralNetwork network)
    {
        (InputSize, OutputSize) = (network.InputSize, network.OutputSize);
        _layers = new Layer[network.Layers.Length];
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerInfo info = network.Layers[i];
            var view = new LayerView(info, network.Parameters);
            _layers[i] = new Layer(view["weight"].ToArray(), view["bias"].ToArray(), new float[info.OutputSize], info.Activation);
        }
    }

    public int InputSize { get; }

    public int OutputSize { get; }

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> x = input;
        foreach (Layer layer in _layers)
        {
            Multiply(layer.Weights, layer.Biases, x, layer.Outputs);
            switch (layer.Activation)
            {
                case Activation.Relu:
                    Relu(layer.Outputs);
                    break;
                case Activation.Sigmoid:
                    Sigmoid(layer.Outputs);
                    break;
                case Activation.Softmax:
                    Softmax(layer.Outputs);
                    break;
                default:
                    throw new NotSupportedException($"The baselines have no {layer.Activation}.");
            }

            x = layer.Outputs;
        }

        x.CopyTo(output);
    }

    public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        for (int row = 0; row * InputSize < inputs.Length; row++)
            Forward(inputs.Slice(row * InputSize, InputSize), outputs.Slice(row * OutputSize, OutputSize));
    }

    /// <summary>y = W·x + b.</summary>
    protected abstract void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> x, Span<float> y);

    protected abstract void Relu(Span<float> y);

    protected abstract void Sigmoid(Span<float> y);

    protected abstract void Softmax(Span<float> y);

    private sealed record Layer(float[] Weights, float[] Biases, float[] Outputs, Activation Activation);
}
