using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Flatten;

/// <summary><c>[Flatten]</c>: a vector of everything, in PyTorch's order.</summary>
internal sealed class FlattenKind : ILayerKind
{
    public string AttributeName => "NetGen.FlattenAttribute";

    public string Name => "Flatten";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) => new FlattenSpec(context.Name);

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Shape.Of(inputs[0].Size);
}

/// <summary>A <c>[Flatten]</c> attribute.</summary>
internal sealed record FlattenSpec(string Name) : LayerSpec(Name);
