using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>One tensor of a layer with its place decided.</summary>
/// <param name="Name">What PyTorch calls it within the layer, such as <c>weight</c>.</param>
/// <param name="Member">What the layer's view calls it, such as <c>Weights</c>.</param>
/// <param name="Title">What it is, for people, such as <c>The weights, [output, input]</c>.</param>
/// <param name="Shape">Its shape in PyTorch's order.</param>
/// <param name="Extents">The shape with axes split where memory has them in another order; else the same as the shape.</param>
/// <param name="Strides">How far apart neighbours along each extent lie.</param>
/// <param name="Offset">Where it starts in the block; −1 until the allocator has given it a place.</param>
internal sealed record TensorPlan(
    string Name,
    string Member,
    string Title,
    EquatableArray<int> Shape,
    EquatableArray<int> Extents,
    EquatableArray<int> Strides,
    TensorRole Role,
    bool IsTrained,
    Penalties Penalties,
    InitializerPlan Initializer,
    int Offset = -1)
{
    public int Length => Shape.Aggregate(1, static (product, size) => checked(product * size));

    public bool IsParameter => Role != TensorRole.Statistic;

    /// <summary>Whether elements lie in the order in which they are counted.</summary>
    public bool IsRowMajor => Strides.Equals(RowMajor(Extents));

    /// <summary>The strides of elements that lie in the order in which they are counted.</summary>
    public static EquatableArray<int> RowMajor(EquatableArray<int> extents)
    {
        var strides = new int[extents.Count];
        for (int axis = extents.Count - 1, stride = 1; axis >= 0; stride *= extents[axis--])
            strides[axis] = stride;
        return new EquatableArray<int>(strides);
    }
}

/// <summary>What the trainer adds to a tensor's gradients, and how far it lets its norm grow; 0 for nothing.</summary>
internal readonly record struct Penalties(float L1, float L2, float MaxNorm);

/// <summary>How a tensor is drawn.</summary>
/// <param name="Scale">σ of Normal, the limit of Uniform or the value of Constant.</param>
internal readonly record struct InitializerPlan(InitializerKind Kind, float Scale, int FanIn, int FanOut)
{
    /// <summary>All elements are one value.</summary>
    public static InitializerPlan Constant(float value) => new(InitializerKind.Constant, value, 0, 0);
}
