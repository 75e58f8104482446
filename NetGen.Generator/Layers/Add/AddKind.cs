using System;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Add;

/// <summary><c>[Add]</c>: the sum of layers of one shape.</summary>
internal sealed class AddKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.AddAttribute";

    public string Name => "Add";

    public Type SpecType => typeof(AddSpec);

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new AddSpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Joins.Infer(spec.Head, inputs, report);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationRegistry.Plan(((AddSpec)spec).Activation, ((AddSpec)spec).ActivationParameter));

    public void Forward(LayerPlan layer, Flow flow)
    {
        ValuePlan before = flow.BeforeActivation(layer.Activation);
        Operand size = Flow.Number(layer.Shape.Size), stride = Flow.Number(before.RowStride);
        flow.CallInPlace("Rows.Sum", Flow.Read(flow.Input()), Flow.Read(flow.Input(1)), Flow.Write(before), size, Flow.Rows(),
            Flow.Number(flow.Input().RowStride), Flow.Number(flow.Input(1).RowStride), stride);
        for (int input = 2; input < layer.Reads.Count; input++)
            flow.Call("Rows.Add", Flow.Read(flow.Input(input)), Flow.Update(before), size, Flow.Rows(), Flow.Number(flow.Input(input).RowStride), stride);
        flow.Activate(layer.Activation, before, flow.Output);
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        flow.Derive(layer.Activation, flow.BeforeActivation(layer.Activation));
        for (int input = 0; input < layer.Reads.Count; input++)
            flow.PassToInput(input);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        string joined = nodes.Read();
        for (int input = 1; input < layer.Reads.Count; input++)
            joined = nodes.Add("Add", [joined, nodes.Read(input)]);
        return nodes.Activate(layer.Activation, joined);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}
