using System;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Activate;

/// <summary><c>[Activate]</c>: an activation by itself.</summary>
internal sealed class ActivateKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.ActivateAttribute";

    public string Name => "Activate";

    public Type SpecType => typeof(ActivateSpec);

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

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationRegistry.Plan(((ActivateSpec)spec).Activation, ((ActivateSpec)spec).ActivationParameter));

    public void Forward(LayerPlan layer, Flow flow)
    {
        if (layer.Activation.IsIdentity)
            flow.GiveInput();
        else
            flow.Activate(layer.Activation, flow.Input(), flow.Output);
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        flow.Derive(layer.Activation, flow.Input());
        flow.PassToInput(0);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => nodes.Activate(layer.Activation, nodes.Read());

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}
