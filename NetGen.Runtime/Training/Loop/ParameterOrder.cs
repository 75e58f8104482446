namespace NetGen.Runtime.Training;

/// <summary>Writes and reads blocks laid out like the parameters in an order that no layout changes: layer by layer, weights [output, input], then biases.</summary>
internal static class ParameterOrder
{
    public static void Write(BinaryWriter writer, INeuralNetwork network, Span<float> block)
    {
        foreach (LayerInfo layer in network.Layers)
        {
            // Layers without parameters, such as dropout, have no weights to view.
            if (layer.WeightCount == 0)
                continue;
            var view = new DenseView(layer, block);
            for (int output = 0; output < view.Weights.Outputs; output++)
            {
                for (int input = 0; input < view.Weights.Inputs; input++)
                    writer.Write(view.Weights[output, input]);
            }

            foreach (float bias in view.Biases)
                writer.Write(bias);
        }
    }

    /// <summary>Reads into an array in the network's layout.</summary>
    public static float[] Read(BinaryReader reader, INeuralNetwork network)
    {
        float[] block = new float[network.ParameterCount];
        foreach (LayerInfo layer in network.Layers)
        {
            if (layer.WeightCount == 0)
                continue;
            var view = new DenseView(layer, block);
            for (int output = 0; output < view.Weights.Outputs; output++)
            {
                for (int input = 0; input < view.Weights.Inputs; input++)
                    view.Weights[output, input] = reader.ReadSingle();
            }

            foreach (ref float bias in view.Biases)
                bias = reader.ReadSingle();
        }

        return block;
    }

    /// <summary>A line that tells networks of different shape apart.</summary>
    public static string ShapeOf(INeuralNetwork network)
    {
        var shape = new System.Text.StringBuilder();
        foreach (LayerInfo layer in network.Layers)
        {
            shape.Append(System.Globalization.CultureInfo.InvariantCulture, $"{layer.Kind} {layer.InputSize}-{layer.OutputSize} {layer.Activation}");
            shape.Append(layer.BiasCount == 0 ? " without biases; " : "; ");
        }

        return shape.ToString().TrimEnd(' ', ';');
    }
}
