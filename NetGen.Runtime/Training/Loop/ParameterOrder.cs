namespace NetGen.Runtime.Training;

/// <summary>Writes and reads blocks laid out like the parameters in an order that no layout changes: layer by layer, tensor by tensor, row-major.</summary>
internal static class ParameterOrder
{
    /// <summary>Writes a block as long as the parameters, or one that holds the statistics, too.</summary>
    public static void Write(BinaryWriter writer, INeuralNetwork network, Span<float> block)
    {
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (!tensor.IsParameter && block.Length == network.ParameterCount)
                    continue;
                foreach (float value in new TensorView(tensor, block).ToArray())
                    writer.Write(value);
            }
        }
    }

    /// <summary>Reads into an array in the network's layout.</summary>
    public static float[] Read(BinaryReader reader, INeuralNetwork network, bool withStatistics = false)
    {
        float[] block = new float[network.ParameterCount + (withStatistics ? network.StatisticCount : 0)];
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (!tensor.IsParameter && !withStatistics)
                    continue;
                float[] values = new float[tensor.Length];
                foreach (ref float value in values.AsSpan())
                    value = reader.ReadSingle();
                new TensorView(tensor, block).CopyFrom(values);
            }
        }

        return block;
    }

    /// <summary>A line that tells networks of different shape apart.</summary>
    public static string ShapeOf(INeuralNetwork network)
    {
        var shape = new System.Text.StringBuilder();
        foreach (LayerInfo layer in network.Layers)
        {
            shape.Append(shape.Length == 0 ? "" : "; ");
            shape.Append(System.Globalization.CultureInfo.InvariantCulture, $"{layer.Kind} {layer.InputSize}-{layer.OutputSize} {layer.Activation}");
            if (layer.ActivationParameter != 0)
                shape.Append(System.Globalization.CultureInfo.InvariantCulture, $" {layer.ActivationParameter}");
            if (!layer.Tensors.IsEmpty)
                shape.Append(System.Globalization.CultureInfo.InvariantCulture, $" ({string.Join(", ", layer.Tensors)})");
        }

        return shape.ToString();
    }
}
