namespace NetGen;

/// <summary>What every generated network can do. Passes may run concurrently on one instance as long as nothing writes its parameters.</summary>
public interface INeuralNetwork
{
    /// <summary>How many numbers one input sample has.</summary>
    int InputSize { get; }

    /// <summary>How many numbers one output has.</summary>
    int OutputSize { get; }

    /// <summary>How many weights and biases the network has.</summary>
    int ParameterCount { get; }

    /// <summary>How many floats of workspace make passes fastest; 0 when passes keep all buffers on the stack and take no workspace.</summary>
    int WorkspaceLength { get; }

    /// <summary>The layers in order, with their shapes and where their parameters lie.</summary>
    ReadOnlySpan<LayerInfo> Layers { get; }

    /// <summary>All parameters as one block: all weights first, then all biases, layer by layer. How a layer's weights lie is told by its <see cref="LayerInfo"/>.</summary>
    Span<float> Parameters { get; }

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
