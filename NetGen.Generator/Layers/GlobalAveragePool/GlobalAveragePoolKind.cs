using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.GlobalAveragePool;

/// <summary><c>[GlobalAveragePool]</c>: the mean of every channel.</summary>
internal sealed class GlobalAveragePoolKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.GlobalAveragePoolAttribute";

    public string Name => "GlobalAveragePool";

    public Type SpecType => typeof(GlobalAveragePoolSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) => new GlobalAveragePoolSpec(context.Name);

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        if (!inputs[0].IsVector)
            return Shape.Of(inputs[0].Channels);
        report.ReportInput(Descriptors.WindowNeedsShape, 0, report.Subject, "[channels, length] or [channels, height, width]", report.Inputs[0].Shown, inputs[0], $"1, {inputs[0].Size}");
        return null;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow) => flow.Add(Call("Pooling.Mean", layer, flow.Input(), flow.Output));

    public void Backward(LayerPlan layer, Flow flow) => flow.ToInput(0, gradient => Call("Pooling.SpreadMean", layer, flow.OutputGradient, gradient));

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => nodes.Add("Flatten", [nodes.Add("GlobalAveragePool", [nodes.Read()])]);

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    private static CallStep Call(string method, LayerPlan layer, ValuePlan from, ValuePlan to) => Flow.Step(method, Flow.Read(from), Flow.Write(to),
        Flow.Number(layer.InputShapes[0].Channels), Flow.Number(layer.InputShapes[0].Pixels), Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride));
}

/// <summary>A <c>[GlobalAveragePool]</c> attribute.</summary>
internal sealed record GlobalAveragePoolSpec(string Name) : LayerSpec(Name);
