using System.Collections.Immutable;
using System.Globalization;

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

    /// <summary>Its name, kind, sizes and tensors, such as <c>Dense1: Dense 784 → 16 Relu, weight [16, 784], bias [16]</c>.</summary>
    public override string ToString()
    {
        string text = string.Concat(Name, ": ", Kind, " ") + string.Concat(Text(InputSize), " → ", Text(OutputSize));
        if (Activation != Activation.Identity)
            text = string.Concat(text, " ", NameOf(Activation));
        foreach (TensorInfo tensor in Tensors)
            text = string.Concat(text, ", ", tensor.ToString());
        return text;
    }

    // What a record would write by itself, too, but of enums, floats and arrays as they are: in a small application compiled ahead of time the comparers and
    // formatters of these were half of all that NetGen added.

    /// <summary>Whether both describe the same layer.</summary>
    /// <param name="other">The other description.</param>
    public bool Equals(LayerInfo? other)
    {
        if (other is null || Name != other.Name || Kind != other.Kind || InputSize != other.InputSize || OutputSize != other.OutputSize || MultiplyAdds != other.MultiplyAdds
            || Activation != other.Activation || !ActivationParameter.Equals(other.ActivationParameter) || Tensors.Length != other.Tensors.Length)
        {
            return false;
        }

        for (int i = 0; i < Tensors.Length; i++)
        {
            if (!Tensors[i].Equals(other.Tensors[i]))
                return false;
        }

        return true;
    }

    /// <summary>A hash of name and sizes.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal) ^ InputSize ^ (OutputSize << 16);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(Activation activation) => activation switch
    {
        Activation.Sigmoid => nameof(Activation.Sigmoid),
        Activation.Tanh => nameof(Activation.Tanh),
        Activation.Relu => nameof(Activation.Relu),
        Activation.LeakyRelu => nameof(Activation.LeakyRelu),
        Activation.Elu => nameof(Activation.Elu),
        Activation.Selu => nameof(Activation.Selu),
        Activation.Gelu => nameof(Activation.Gelu),
        Activation.GeluTanh => nameof(Activation.GeluTanh),
        Activation.Silu => nameof(Activation.Silu),
        Activation.Mish => nameof(Activation.Mish),
        Activation.Softplus => nameof(Activation.Softplus),
        Activation.Softsign => nameof(Activation.Softsign),
        Activation.HardSigmoid => nameof(Activation.HardSigmoid),
        Activation.HardTanh => nameof(Activation.HardTanh),
        Activation.HardSwish => nameof(Activation.HardSwish),
        Activation.Softmax => nameof(Activation.Softmax),
        _ => Text((int)activation),
    };

    internal string TensorNames => Tensors.IsEmpty ? "none" : string.Join(", ", Tensors.Select(static tensor => $"'{tensor.Name}'"));
}
