using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Reshape;

/// <summary><c>[Reshape]</c>: the same numbers, counted in PyTorch's order, under another shape.</summary>
internal sealed class ReshapeKind : ILayerKind
{
    private const string ShapeArgument = "shape";

    public string AttributeName => "NetGen.ReshapeAttribute";

    public string Name => "Reshape";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context) =>
        context.GetShape(ShapeArgument) is { } shape ? new ReshapeSpec(context.Name, shape) : null;

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        Shape shape = ((ReshapeSpec)spec).Shape;
        if (shape.LongSize == inputs[0].LongSize)
            return shape;
        report.Report(
            Descriptors.ReshapeOfOtherSize, ShapeArgument, report.Subject, shape, shape.LongSize, report.Inputs[0].Shown, inputs[0], inputs[0].LongSize);
        return null;
    }
}

/// <summary>A <c>[Reshape]</c> attribute.</summary>
internal sealed record ReshapeSpec(string Name, Shape Shape) : LayerSpec(Name);
