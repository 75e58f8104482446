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

    /// <summary>How many floats of workspace make passes fastest; 0 when passes keep all buffers on the stack and take no workspace.</summary>
    int WorkspaceLength { get; }

    /// <summary>The layers in order, with their shapes and tensors.</summary>
    ReadOnlySpan<LayerInfo> Layers { get; }

    /// <summary>All parameters as one block: all matrices first, then all vectors, layer by layer. How each lies is told by its <see cref="TensorInfo"/>.</summary>
    Span<float> Parameters { get; }

    /// <summary>The parameters and, behind them, the statistics: the block that the offsets of all tensors count in.</summary>
    Span<float> ParametersAndStatistics => Parameters;

    /// <summary>Computes one sample's outputs.</summary>
    /// <param name="input"><see cref="InputSize"/> numbers.</param>
    /// <param name="output">Receives <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats, or empty where that is 0.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default);

    /// <summary>Computes the outputs of as many samples as <paramref name="inputs"/> holds, row-major.</summary>
    /// <param name="inputs">Rows of <see cref="InputSize"/> numbers; no row at all is allowed.</param>
    /// <param name="outputs">Receives as many rows of <see cref="OutputSize"/> numbers.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats, or empty where that is 0.</param>
    /// <exception cref="ArgumentException">A span has another length than expected.</exception>
    void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default);
}
