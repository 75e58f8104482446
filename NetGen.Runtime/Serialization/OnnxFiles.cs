using NetGen.Runtime.Serialization;
using NetGen.Runtime.Serialization.Onnx;

namespace NetGen;

/// <summary>Writes networks as ONNX, so that they run wherever that does: ONNX Runtime, browsers, game engines, other frameworks.</summary>
public static class OnnxFiles
{
    /// <summary>The oldest version of the operators that a file can ask for.</summary>
    public const int OldestOpset = 13;

    /// <summary>The newest version of the operators that a file can ask for.</summary>
    public const int NewestOpset = 23;

    /// <summary>The version a file asks for where none is named: old enough for every runtime of today.</summary>
    public const int StandardOpset = 17;

    /// <summary>
    /// Writes the network's inference as an ONNX model: one input <c>input</c>, [batch, …shape], and one output <c>output</c>, both with any number of rows, nodes and
    /// weights by the names of layers. The file is written beside an old one and takes its place when it is complete.
    /// </summary>
    /// <param name="network">A generated network.</param>
    /// <param name="path">The file.</param>
    /// <param name="opset">The version of the operators, <see cref="OldestOpset"/> to <see cref="NewestOpset"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Files of that version cannot be written.</exception>
    /// <exception cref="NotSupportedException">The network was written by hand, or has a layer that this version has no operator for.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is left as it was.</exception>
    public static void SaveOnnx(this INeuralNetwork network, string path, int opset = StandardOpset)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxModel model = Check(network, opset);
        new AtomicFile(path, "A model").Replace(model.Write);
    }

    /// <summary>Writes the network's inference as an ONNX model to a stream, which need not seek and stays open.</summary>
    /// <param name="network">A generated network.</param>
    /// <param name="stream">Receives the model.</param>
    /// <param name="opset">The version of the operators, <see cref="OldestOpset"/> to <see cref="NewestOpset"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Files of that version cannot be written.</exception>
    /// <exception cref="NotSupportedException">The network was written by hand, or has a layer that this version has no operator for.</exception>
    public static void SaveOnnx(this INeuralNetwork network, Stream stream, int opset = StandardOpset)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Check(network, opset).Write(stream);
    }

    private static OnnxModel Check(INeuralNetwork network, int opset)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (opset is < OldestOpset or > NewestOpset)
            throw new ArgumentOutOfRangeException(nameof(opset), opset, $"Models are written for opset {OldestOpset} to {NewestOpset}, not {opset}.");
        return new OnnxModel(network, opset);
    }
}
