using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Activate;

/// <summary><c>[Activate]</c>: an activation by itself.</summary>
internal sealed class ActivateKind : ILayerKind
{
    public string AttributeName => "NetGen.ActivateAttribute";

    public string Name => "Activate";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new ActivateSpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        ActivationArguments.Check(spec.Head, inputs[0], report);
        return inputs[0];
    }
}
