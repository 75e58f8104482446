namespace NetGen.Runtime.Serialization;

/// <summary>Writes a network's weights and statistics.</summary>
internal static class NetworkWriter
{
    /// <summary>Writes a file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="stream">Receives the file.</param>
    /// <param name="options">What else is written.</param>
    /// <exception cref="ArgumentException">Test rows have another number of inputs than the network.</exception>
    public static void Write(INeuralNetwork network, Stream stream, SaveOptions options)
    {
        List<OutgoingTensor> tensors = TensorsOf(network, () => network.ParametersAndStatistics);
        if (options.TestRows is { } rows)
            tensors.AddRange(TestRows(network, rows));
        if (options.Format == WeightsFormat.NumPy)
            NpzWriter.Write(stream, tensors);
        else
            SafetensorsWriter.Write(stream, tensors, WeightsMetadata.Of(network));
    }

    private static List<OutgoingTensor> TensorsOf(INeuralNetwork network, FloatBlock block)
    {
        var tensors = new List<OutgoingTensor>();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                tensors.Add(new NetworkTensor($"{layer.Name}.{tensor.Name}", tensor, block));
            // PyTorch counts batches beside its statistics, and asks for the number.
            if (TensorMatcher.CounterOf(layer) is { } counter)
                tensors.Add(new WholeNumber(counter, 0));
        }

        return tensors;
    }

    private static FloatTensor[] TestRows(INeuralNetwork network, Dataset rows)
    {
        if (rows.InputSize != network.InputSize)
            throw new ArgumentException($"The network takes {network.InputSize} inputs, but the test rows have {rows.InputSize}.", nameof(rows));
        float[] inputs = new float[Require.Floats(rows.Count, network.InputSize, "inputs")], outputs = new float[Require.Floats(rows.Count, network.OutputSize, "outputs")];
        for (int row = 0; row < rows.Count; row++)
            rows.Input(row).CopyTo(inputs.AsSpan(row * network.InputSize));
        network.ForwardBatch(inputs, outputs, new float[network.WorkspaceLength]);
        return
        [
            new FloatTensor(TensorMatcher.TestInput, [rows.Count, network.InputSize], inputs),
            new FloatTensor(TensorMatcher.TestOutput, [rows.Count, network.OutputSize], outputs),
        ];
    }
}
