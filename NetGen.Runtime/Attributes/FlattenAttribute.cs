namespace NetGen;

/// <summary>Makes a vector of a shaped value, in PyTorch's order: all of the first channel, then the second. PyTorch: <c>Flatten</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute;
