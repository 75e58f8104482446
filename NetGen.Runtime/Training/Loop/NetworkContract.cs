namespace NetGen.Runtime.Training;

/// <summary>What a network says of itself must agree before anything is written to the memory it gives; one of a user's own may be wrong.</summary>
internal static class NetworkContract
{
    /// <exception cref="ArgumentException">The network contradicts itself.</exception>
    public static void Check(ITrainableNetwork network)
    {
        Expect(network.InputSize >= 1, $"{nameof(network.InputSize)} must be 1 or more, but is {network.InputSize}");
        Expect(network.OutputSize >= 1, $"{nameof(network.OutputSize)} must be 1 or more, but is {network.OutputSize}");
        Expect(network.WorkspaceLength >= 0, $"{nameof(network.WorkspaceLength)} must be 0 or more, but is {network.WorkspaceLength}");
        Expect(network.StatisticCount >= 0, $"{nameof(network.StatisticCount)} must be 0 or more, but is {network.StatisticCount}");
        Expect(
            network.Parameters.Length == network.ParameterCount,
            $"{nameof(network.ParameterCount)} is {network.ParameterCount}, but {nameof(network.Parameters)} has {network.Parameters.Length} floats");
        long block = network.ParametersAndStatistics.Length;
        Expect(
            block == (long)network.ParameterCount + network.StatisticCount,
            $"{nameof(network.ParametersAndStatistics)} must have {(long)network.ParameterCount + network.StatisticCount} floats, but has {block}");
        foreach (LayerInfo layer in network.Layers)
        {
            Expect(layer is not null, "a layer is null");
            Expect(!layer!.Tensors.IsDefault, $"the tensors of layer '{layer.Name}' are not given; of a layer without they are empty");
            foreach (TensorInfo tensor in layer.Tensors)
            {
                Expect(tensor is not null, $"a tensor of layer '{layer.Name}' is null");
                long end = (long)tensor!.Offset + tensor.Length, room = tensor.IsParameter ? network.ParameterCount : block;
                Expect(
                    tensor.Offset >= 0 && end <= room,
                    $"tensor '{tensor.Name}' of layer '{layer.Name}' lies from {tensor.Offset} to {end}, but there are {room} floats");
            }
        }
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new ArgumentException($"The network contradicts itself: {otherwise}.", "network");
    }
}
