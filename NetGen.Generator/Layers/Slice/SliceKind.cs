using System;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Slice;

/// <summary><c>[Slice]</c>: a part of a vector, or of the channels.</summary>
internal sealed class SliceKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.SliceAttribute";

    public string Name => "Slice";

    public Type SpecType => typeof(SliceSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) =>
        new SliceSpec(context.Name, context.Arguments.Get("start", 0), context.Arguments.Get("count", 0));

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        var slice = (SliceSpec)spec;
        Shape input = inputs[0];
        bool isStart = slice.Start < 0 || slice.Start >= input.Channels;
        if (!isStart && slice.Count >= 1 && (long)slice.Start + slice.Count <= input.Channels)
            return new Shape(new EquatableArray<int>(input.Extents.Skip(1).Prepend(slice.Count)));
        report.Report(
            Descriptors.SliceOutOfRange, isStart ? "start" : "count", report.Subject, slice.Count, input.IsVector ? "values" : "channels", slice.Start,
            report.Inputs[0].Shown, input.Channels);
        return null;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow)
    {
        int start = ((SliceSpec)layer.Spec).Start;
        flow.Call("Rows.Copy", Flow.Read(flow.Input(), start), Flow.Write(flow.Output), Flow.Number(layer.Shape.Channels),
            Channels.Rows(layer.Shape), Channels.Stride(flow.Input()), Channels.Stride(flow.Output));
    }

    public void Backward(LayerPlan layer, Flow flow) => flow.AddToInput(0, (gradient, isBegun) =>
    {
        int start = ((SliceSpec)layer.Spec).Start;
        Operand d = Flow.Read(flow.OutputGradient), size = Flow.Number(layer.Shape.Channels), rows = Channels.Rows(layer.Shape);
        Operand from = Channels.Stride(flow.OutputGradient), to = Channels.Stride(gradient);
        return isBegun
            ? Flow.Step("Rows.Add", d, Flow.Update(gradient, start), size, rows, from, to)
            : Flow.Step("Rows.Pad", d, Flow.Write(gradient), Flow.Number(start), size, Flow.Number(gradient.Shape.Channels), rows, from, to);
    });

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        var slice = (SliceSpec)layer.Spec;
        return nodes.Add("Slice", [nodes.Read(), OnnxNodes.Whole(slice.Start), OnnxNodes.Whole(slice.Start + slice.Count), OnnxNodes.Whole(1)]);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}

/// <summary>A <c>[Slice]</c> attribute.</summary>
internal sealed record SliceSpec(string Name, int Start, int Count) : LayerSpec(Name);
