using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>Writes and reads blocks laid out like the parameters in an order that no layout changes: layer by layer, tensor by tensor, row-major.</summary>
internal static class ParameterOrder
{
    // The bytes of more floats than this are no span.
    private const int MostFloats = 1 << 28;

    /// <summary>Writes a block as long as the parameters, or one that holds the statistics, too.</summary>
    public static void Write(BinaryWriter writer, INeuralNetwork network, Span<float> block)
    {
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (!tensor.IsParameter && block.Length == network.ParameterCount)
                    continue;
                var view = new TensorView(tensor, block);
                ReadOnlySpan<float> values = tensor.Layout.IsRowMajor ? view.Memory : view.ToArray();
                for (; values.Length > MostFloats; values = values[MostFloats..])
                    writer.Write(MemoryMarshal.AsBytes(values[..MostFloats]));
                writer.Write(MemoryMarshal.AsBytes(values));
            }
        }
    }

    /// <summary>Reads into an array in the network's layout.</summary>
    /// <exception cref="InvalidDataException">Less is left than the network needs, or a number is none, or negative where that cannot be.</exception>
    public static float[] Read(CheckpointReader reader, INeuralNetwork network, string what, bool withStatistics = false, bool isNotNegative = false)
    {
        int length = network.ParameterCount + (withStatistics ? network.StatisticCount : 0);
        reader.ExpectFloats(length);
        float[] block = new float[length];
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (!tensor.IsParameter && !withStatistics)
                    continue;
                var view = new TensorView(tensor, block);
                if (tensor.Layout.IsRowMajor)
                {
                    Read(reader, view.Memory);
                }
                else
                {
                    float[] values = new float[tensor.Length];
                    Read(reader, values);
                    view.CopyFrom(values);
                }

                if (view.Memory.Contains(float.NaN))
                    throw new InvalidDataException($"The checkpoint is damaged: {what} of layer '{layer.Name}' are NaN.");
                if (isNotNegative && view.Memory.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon))
                    throw new InvalidDataException($"The checkpoint is damaged: {what} of layer '{layer.Name}' are negative, but are squares or sizes.");
            }
        }

        return block;
    }

    private static void Read(CheckpointReader reader, Span<float> values)
    {
        for (; values.Length > MostFloats; values = values[MostFloats..])
            reader.Read(MemoryMarshal.AsBytes(values[..MostFloats]));
        reader.Read(MemoryMarshal.AsBytes(values));
    }
}
