using System.Collections.Immutable;

namespace NetGen;

/// <summary>Describes one layer of a generated network: its shape and its tensors.</summary>
public sealed record LayerInfo
{
    /// <summary>The layer's name, such as <c>Dense1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of layer, such as <c>Dense</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many numbers the layer takes.</summary>
    public required int InputSize { get; init; }

    /// <summary>How many numbers the layer gives.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The layer's activation.</summary>
    public Activation Activation { get; init; }

    /// <summary>The activation's parameter: the slope of LeakyRelu or α of Elu; 0 for all others.</summary>
    public float ActivationParameter { get; init; }

    /// <summary>The layer's tensors, in PyTorch's order; none for a layer without.</summary>
    public ImmutableArray<TensorInfo> Tensors { get; init; } = [];

    /// <summary>How many parameters the layer has: the lengths of its tensors, statistics left out.</summary>
    public int ParameterCount
    {
        get
        {
            int count = 0;
            foreach (TensorInfo tensor in Tensors)
                count += tensor.IsParameter ? tensor.Length : 0;
            return count;
        }
    }

    /// <summary>The multiply-adds of one sample.</summary>
    public long MultiplyAdds { get; init; }

    internal string TensorNames => Tensors.IsEmpty ? "none" : string.Join(", ", Tensors.Select(static tensor => $"'{tensor.Name}'"));
}
