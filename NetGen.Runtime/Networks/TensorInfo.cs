using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>Describes one tensor of a layer: what PyTorch calls it, its shape there, and where its elements lie in the network's block.</summary>
public sealed record TensorInfo
{
    private readonly ImmutableArray<int> _shape, _extents, _strides;

    // Made when first asked for; what 'with' changes of the shape forgets it.
    private TensorLayout? _layout;

    /// <summary>Its name within the layer, PyTorch's: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>weight_ih_l0</c>. In files the layer's name stands before it.</summary>
    public required string Name { get; init; }

    /// <summary>Its shape in PyTorch's order, such as [outputs, inputs].</summary>
    public required ImmutableArray<int> Shape
    {
        get => _shape;
        init => (_shape, _layout) = (value, null);
    }

    /// <summary>What it is for.</summary>
    public TensorRole Role { get; init; }

    /// <summary>Where its first element lies in the block: the parameters, and behind them the statistics.</summary>
    public int Offset { get; init; }

    /// <summary>How many elements it has. They lie close together, in the order that the strides say.</summary>
    public int Length => Layout.Length;

    /// <summary>
    /// How far apart neighbours along each of the <see cref="Extents"/> lie, in floats; row-major when not given.
    /// </summary>
    public ImmutableArray<int> Strides
    {
        get => Layout.Strides;
        init => (_strides, _layout) = (value, null);
    }

    /// <summary>
    /// The shape with axes split where their elements lie in another order than they are counted: [10, 64, 7, 7] for a <see cref="Shape"/> of [10, 3136]
    /// behind a flattened image whose channels lie together. The same as the shape when not given.
    /// </summary>
    public ImmutableArray<int> Extents
    {
        get => _extents.IsDefault ? _shape : _extents;
        init => (_extents, _layout) = (value, null);
    }

    /// <summary>Whether training changes it.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>λ of the tensor's own L1 penalty λ·Σ|w|.</summary>
    public float L1 { get; init; }

    /// <summary>λ of the tensor's own L2 penalty λ·Σw².</summary>
    public float L2 { get; init; }

    /// <summary>The largest Euclidean norm of what belongs to one index of the first axis, a unit's incoming weights; 0 for no limit.</summary>
    public float MaxNorm { get; init; }

    /// <summary>Whether it is a parameter: everything but statistics.</summary>
    public bool IsParameter => Role != TensorRole.Statistic;

    internal TensorLayout Layout => _layout ??= new TensorLayout(Name, _shape, Extents, _strides);

    /// <summary>Its name and shape, such as <c>weight [16, 784]</c>.</summary>
    public override string ToString() => string.Concat(Name, " ", ShapeText(Shape.AsSpan()));

    /// <summary>Whether both describe the same tensor at the same place.</summary>
    /// <param name="other">The other description.</param>
    public bool Equals(TensorInfo? other) =>
        other is not null && (Name, Role, Offset, IsTrained, L1, L2, MaxNorm) == (other.Name, other.Role, other.Offset, other.IsTrained, other.L1, other.L2, other.MaxNorm)
        && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan()) && Extents.AsSpan().SequenceEqual(other.Extents.AsSpan()) && Strides.AsSpan().SequenceEqual(other.Strides.AsSpan());

    /// <summary>A hash of name and place.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal) ^ Offset;

    /// <summary>A shape as people write it: <c>[16, 784]</c>.</summary>
    internal static string ShapeText<T>(ReadOnlySpan<T> shape)
        where T : IFormattable
    {
        string text = "";
        foreach (T extent in shape)
            text = string.Concat(text, text.Length == 0 ? "" : ", ", extent.ToString(null, CultureInfo.InvariantCulture));
        return string.Concat("[", text, "]");
    }
}
