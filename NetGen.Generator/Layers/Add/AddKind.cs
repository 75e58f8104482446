using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Add;

/// <summary><c>[Add]</c>: the sum of layers of one shape.</summary>
internal sealed class AddKind : ILayerKind
{
    public string AttributeName => "NetGen.AddAttribute";

    public string Name => "Add";

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new AddSpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Joins.Infer(spec.Head, inputs, report);
}
