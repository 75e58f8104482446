namespace NetGen;

/// <summary>What every generated network can do. Passes may run concurrently on one instance as long as nothing writes its parameters.</summary>
public interface INeuralNetwork
{
    /// <summary>How many numbers one input sample has.</summary>
    int InputSize { get; }

    /// <summary>How many numbers one output has.</summary>
    int OutputSize { get; }

    /// <summary>How many parameters the network has. Statistics, such as running means, are none.</summary>
    int ParameterCount { get; }

    /// <summary>How many statistics the network has: what is measured in training and not learned, such as running means.</summary>
    int StatisticCount => 0;

    /// <summary>How many floats a pass keeps its buffers in where the stack is too small; 0 where it never is.</summary>
    int WorkspaceLength { get; }

    /// <summary>How many floats of state the network carries from one step to the next; 0 where it carries none.</summary>
    int StateLength => 0;

    /// <summary>The shape of one sample: [n], [channels, length] or [channels, height, width].</summary>
    ReadOnlySpan<int> InputShape => new[] { InputSize };

    /// <summary>The shape of one output.</summary>
    ReadOnlySpan<int> OutputShape => new[] { OutputSize };

    /// <summary>The layers with their shapes, parameters and multiply-adds, as a table.</summary>
    string Summary => SummaryOf(Layers);

    /// <summary>Inference as nodes of ONNX, one a line, from which <see cref="OnnxFiles.SaveOnnx(INeuralNetwork, string, int)"/> makes a file; empty where a network does not say.</summary>
    [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
    string OnnxGraph => "";

    /// <summary>The layers in order, with their shapes and tensors.</summary>
    ReadOnlySpan<LayerInfo> Layers { get; }

    /// <summary>All parameters as one block: all matrices first, then all vectors, layer by layer. How each lies is told by its <see cref="TensorInfo"/>.</summary>
    Span<float> Parameters { get; }

    /// <summary>The parameters and, behind them, the statistics: the block that the offsets of all tensors count in.</summary>
    Span<float> ParametersAndStatistics => Parameters;

    /// <summary>Makes a network of the same type with parameters of its own, equal to these.</summary>
    /// <exception cref="NotSupportedException">The network was written by hand, without this.</exception>
    INeuralNetwork Clone() => throw new NotSupportedException($"{GetType().Name} does not say how it is cloned.");

    /// <summary>Draws all parameters anew; the same seed gives the same bits.</summary>
    /// <param name="seed">Any number.</param>
    void Initialize(int seed);

    /// <summary>Computes one sample's outputs.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats; where it is empty and the stack is too small, they are rented.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default);

    /// <summary>Computes the outputs of as many samples as <paramref name="inputs"/> holds, row-major.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> numbers; no row at all is allowed.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats; where it is empty and the stack is too small, they are rented.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default);

    private static string SummaryOf(ReadOnlySpan<LayerInfo> layers)
    {
        var lines = new List<string>();
        foreach (LayerInfo layer in layers)
            lines.Add($"{layer.Name}  {layer.Kind}  {layer.InputSize} → {layer.OutputSize}  {layer.Activation}");
        return string.Join('\n', lines);
    }
}
