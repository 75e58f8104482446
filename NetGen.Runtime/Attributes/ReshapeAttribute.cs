namespace NetGen;

/// <summary>Gives the same numbers another shape, in PyTorch's order: [n], [channels, length] or [channels, height, width]. PyTorch: <c>reshape</c>, <c>Unflatten</c>.</summary>
/// <param name="shape">One to three extents, each 1 or more, whose product is the number of values the layer reads.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The extents.</summary>
    public IReadOnlyList<int> Shape { get; } = shape;
}
