using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Multiply;

/// <summary><c>[Multiply]</c>: the product of layers of one shape, value by value.</summary>
internal sealed class MultiplyKind : ILayerKind
{
    public string AttributeName => "NetGen.MultiplyAttribute";

    public string Name => "Multiply";

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new MultiplySpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Joins.Infer(spec.Head, inputs, report);
}
