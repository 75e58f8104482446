using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Flatten;

/// <summary><c>[Flatten]</c>: a vector of everything, in PyTorch's order.</summary>
internal sealed class FlattenKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.FlattenAttribute";

    public string Name => "Flatten";

    public Type SpecType => typeof(FlattenSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) => new FlattenSpec(context.Name);

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Shape.Of(inputs[0].Size);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow)
    {
        if (layer.InputShapes[0].IsChannelsLast)
            flow.Add(Order.ToUser(layer.InputShapes[0], flow.Input(), flow.Output));
        else
            flow.GiveInput();
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        if (layer.InputShapes[0].IsChannelsLast)
            flow.ToInput(0, gradient => Order.ToMemory(layer.InputShapes[0], flow.OutputGradient, gradient));
        else
            flow.PassToInput(0);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => layer.InputShapes[0].IsVector ? nodes.Read() : nodes.Add("Flatten", [nodes.Read()]);

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}

/// <summary>A <c>[Flatten]</c> attribute.</summary>
internal sealed record FlattenSpec(string Name) : LayerSpec(Name)
{
    public override bool KeepsStride => true;
}
