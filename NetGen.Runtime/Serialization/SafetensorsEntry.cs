using System.Collections.Immutable;

namespace NetGen.Runtime.Serialization;

/// <summary>One tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers, such as <c>F32</c>.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">Where they end.</param>
internal sealed record SafetensorsEntry(string Name, string Type, ImmutableArray<long> Shape, long Begin, long End)
{
    /// <summary>How many bytes it has.</summary>
    public long Length => End - Begin;

    /// <summary>How many bytes shape and type need; −1 where no number says it.</summary>
    public long ExpectedLength
    {
        get
        {
            Int128 bits = TensorTypes.BitsOf(Type);
            bool isEmpty = Shape.Contains(0);
            foreach (long size in Shape)
            {
                bits = isEmpty ? 0 : bits * size;
                if (bits > long.MaxValue)
                    return -1;
            }

            return bits % 8 == 0 ? (long)(bits / 8) : -1;
        }
    }

    /// <summary>Where its name's layer ends: what stands before is the layer, what stands behind is the tensor's name within it.</summary>
    public static (string Layer, string Tensor) Split(string name) => name.LastIndexOf('.') is >= 0 and int dot ? (name[..dot], name[(dot + 1)..]) : ("", name);
}
