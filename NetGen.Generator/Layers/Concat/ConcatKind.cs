using System;
using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Concat;

/// <summary><c>[Concat]</c>: layers side by side, one after the other along the channels.</summary>
internal sealed class ConcatKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.ConcatAttribute";

    public string Name => "Concat";

    public Type SpecType => typeof(ConcatSpec);

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new ConcatSpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        for (int i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].Extents.Skip(1).SequenceEqual(inputs[0].Extents.Skip(1)))
                continue;
            report.ReportInput(Descriptors.ShapesCannotJoin, i, report.Subject, report.Inputs[0].Shown, inputs[0], report.Inputs[i].Shown, inputs[i]);
            return null;
        }

        long channels = inputs.Sum(static input => (long)input.Channels);
        if (channels > int.MaxValue)
        {
            report.Report(Descriptors.ValueTooLarge, "", report.Subject, $"[{channels}]", inputs.Sum(static input => input.LongSize), Limits.RowSize);
            return null;
        }

        var shape = new Shape(new EquatableArray<int>(inputs[0].Extents.Skip(1).Prepend((int)channels)));
        ActivationArguments.Check(spec.Head, shape, report);
        return shape;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationRegistry.Plan(((ConcatSpec)spec).Activation, ((ConcatSpec)spec).ActivationParameter));

    public void Forward(LayerPlan layer, Flow flow)
    {
        ValuePlan before = flow.BeforeActivation(layer.Activation);
        int at = 0;
        for (int input = 0; input < layer.Reads.Count; input++)
        {
            ValuePlan from = flow.Input(input);
            flow.Call("Rows.Copy", Flow.Read(from), input == 0 ? Flow.Write(before) : Flow.Update(before, at), Flow.Number(from.Shape.Channels),
                Channels.Rows(layer.Shape), Channels.Stride(from), Channels.Stride(before));
            at += from.Shape.Channels;
        }

        flow.Activate(layer.Activation, before, flow.Output);
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        flow.Derive(layer.Activation, flow.BeforeActivation(layer.Activation));
        int at = 0;
        for (int input = 0; input < layer.Reads.Count; input++)
        {
            Operand part = Flow.Read(flow.OutputGradient, at);
            flow.AddToInput(input, (gradient, isBegun) => Flow.Step(isBegun ? "Rows.Add" : "Rows.Copy", part,
                isBegun ? Flow.Update(gradient) : Flow.Write(gradient), Flow.Number(gradient.Shape.Channels),
                Channels.Rows(layer.Shape), Channels.Stride(flow.OutputGradient), Channels.Stride(gradient)));
            at += layer.InputShapes[input].Channels;
        }
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) =>
        nodes.Activate(layer.Activation, nodes.Add("Concat", Enumerable.Range(0, layer.Reads.Count).Select(nodes.Read), "axis=1"));

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}
