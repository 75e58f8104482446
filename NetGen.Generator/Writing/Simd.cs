using System.Collections.Generic;

namespace NetGen.Generator.Writing;

/// <summary>The vocabulary of one vector width: <c>Vector512</c>, or <c>Vector</c>, whose width the machine decides.</summary>
internal sealed class Simd
{
    /// <summary>512-bit vectors, 16 lanes and 32 registers.</summary>
    public static readonly Simd Wide = new("Vector512", "Vector512<float>", "16", isPortable: false);

    /// <summary>Vectors of 4 or 8 lanes and, where it matters most, 16 registers.</summary>
    public static readonly Simd Portable = new("Vector", "Vector<float>", "V", isPortable: true);

    /// <summary>Vectors of 4 lanes.</summary>
    public static readonly Simd Small = new("Vector128", "Vector128<float>", "4", isPortable: false);

    private Simd(string name, string type, string width, bool isPortable)
    {
        Name = name;
        Type = type;
        Width = width;
        IsPortable = isPortable;
    }

    public string Name { get; }

    public string Type { get; }

    /// <summary>The number of lanes, as an expression of type nuint or a constant.</summary>
    public string Width { get; }

    public bool IsPortable { get; }

    /// <summary>Whether a row of <paramref name="count"/> floats is made of whole vectors at every width this text may run at.</summary>
    public bool Divides(int count) => count % (IsPortable ? 8 : 16) == 0;

    /// <summary>How many of a row of <paramref name="count"/> floats are in whole vectors.</summary>
    public string Whole(int count) => Divides(count) ? count.ToString() : IsPortable ? $"{count} / V * V" : (count / 16 * 16).ToString();

    /// <summary>How many of a row of <paramref name="count"/> floats are left over.</summary>
    public string Rest(int count) => IsPortable ? $"{count} % V" : (count % 16).ToString();

    /// <summary>The head of the block that takes what is left over; null where something always is.</summary>
    public string? IfRest(int count) => IsPortable && count % 4 == 0 ? $"if ({Rest(count)} != 0)" : null;

    public string Zero => "default(" + Type + ")";

    public string Load(string from, string index) => index == "0"
        ? $"{Name}.LoadUnsafe(ref {from})"
        : $"{Name}.LoadUnsafe(ref {from}, {index})";

    /// <summary>A vector whose first lanes are read from memory, and whose others are 0.</summary>
    public string First(string from, string index, int count) => IsPortable ? $"Lanes.First(ref {from}, {index}, {count})" : $"Lanes.First512(ref {from}, {index}, {count})";

    /// <summary>What is left of a row after its whole vectors, in pieces that are powers of two.</summary>
    public IEnumerable<(int At, int Count)> Pieces(int length)
    {
        int rest = length % (IsPortable ? 8 : 16);
        for (int count = 8; count > 0; count /= 2)
        {
            if ((rest & count) != 0)
                yield return (length - rest % (2 * count), count);
        }
    }

    public string Broadcast(string value) => IsPortable ? $"Vector.Create<float>({value})" : $"{Name}.Create({value})";

    public string MultiplyAdd(string left, string right, string addend) => $"{Name}.MultiplyAddEstimate({left}, {right}, {addend})";

    /// <summary>An index that starts at <paramref name="start"/> and is <paramref name="vectors"/> vectors further.</summary>
    public string Offset(string start, int vectors) => vectors switch
    {
        0 => start,
        _ when start == "0" => Step(vectors),
        _ => $"{start} + {Step(vectors)}",
    };

    /// <summary>How far a loop goes that takes some vectors at a time.</summary>
    public string Step(int vectors) => IsPortable ? (vectors == 1 ? "V" : $"{vectors} * V") : (vectors * 16).ToString();
}
