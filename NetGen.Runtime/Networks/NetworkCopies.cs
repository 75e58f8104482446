namespace NetGen;

/// <summary>Copies networks and their parameters.</summary>
public static class NetworkCopies
{
    /// <summary>Makes a network of its own with the same parameters and statistics. Whatever else the user's type holds is shared, as <c>with</c> of a record shares it.</summary>
    /// <typeparam name="TNetwork">The network's type.</typeparam>
    /// <param name="network">The network.</param>
    public static TNetwork Clone<TNetwork>(this TNetwork network)
        where TNetwork : class, INeuralNetwork
    {
        ArgumentNullException.ThrowIfNull(network);
        return (TNetwork)network.Clone();
    }

    /// <summary>
    /// Takes over all parameters and statistics of a network with the same tensors: one of the same type, or one that differs in what it computes with them, such as one
    /// for inference beside one with a loss.
    /// </summary>
    /// <param name="network">Receives them.</param>
    /// <param name="other">Has them.</param>
    /// <exception cref="ArgumentException">A tensor has another name or shape there; nothing is changed then.</exception>
    public static void CopyParametersFrom(this INeuralNetwork network, INeuralNetwork other)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(other);
        if (network.GetType() == other.GetType())
        {
            other.ParametersAndStatistics.CopyTo(network.ParametersAndStatistics);
            return;
        }

        List<(string Name, TensorInfo Tensor)> tensors = TensorsOf(network), others = TensorsOf(other);
        for (int i = 0; i < Math.Max(tensors.Count, others.Count); i++)
        {
            string own = i < tensors.Count ? $"'{tensors[i].Name}' {Text(tensors[i].Tensor)}" : "no more tensor", found = i < others.Count ? $"'{others[i].Name}' {Text(others[i].Tensor)}" : "no more tensor";
            if (own != found)
                throw new ArgumentException($"Expected a network of the same tensors: this one has {own}, but the other has {found}.", nameof(other));
        }

        for (int i = 0; i < tensors.Count; i++)
        {
            var from = new TensorView(others[i].Tensor, other.ParametersAndStatistics);
            var to = new TensorView(tensors[i].Tensor, network.ParametersAndStatistics);
            if (tensors[i].Tensor.Strides.SequenceEqual(others[i].Tensor.Strides) && tensors[i].Tensor.Extents.SequenceEqual(others[i].Tensor.Extents))
                from.Memory.CopyTo(to.Memory);
            else
                to.CopyFrom(from.ToArray());
        }
    }

    private static List<(string Name, TensorInfo Tensor)> TensorsOf(INeuralNetwork network)
    {
        var tensors = new List<(string, TensorInfo)>();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                tensors.Add(($"{layer.Name}.{tensor.Name}", tensor));
        }

        return tensors;
    }

    private static string Text(TensorInfo tensor) => TensorInfo.ShapeText(tensor.Shape.AsSpan());
}
