using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Upsample;

/// <summary><c>[Upsample]</c>: every pixel several times.</summary>
internal sealed class UpsampleKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.UpsampleAttribute";

    public string Name => "Upsample";

    public Type SpecType => typeof(UpsampleSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context)
    {
        int? height = WindowArguments.Number(context, context.Arguments.Has("FactorHeight") ? "FactorHeight" : "factor", 1, 1);
        int? width = WindowArguments.Number(context, context.Arguments.Has("FactorWidth") ? "FactorWidth" : "factor", 1, 1);
        return height is { } y && width is { } x ? new UpsampleSpec(context.Name, y, x) : null;
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        Shape input = inputs[0];
        if (input.IsVector)
        {
            report.ReportInput(Descriptors.WindowNeedsShape, 0, report.Subject, "[channels, length] or [channels, height, width]", report.Inputs[0].Shown, input, $"1, {input.Size}");
            return null;
        }

        bool isFlat = input.Extents.Count == 2;
        foreach (string argument in new[] { "FactorHeight", "FactorWidth" })
        {
            if (isFlat && report.Arguments.Has(argument))
                report.Report(Descriptors.PictureSetting, argument, report.Subject, argument, report.Inputs[0].Shown, input);
        }

        var factors = (UpsampleSpec)spec;
        long height = isFlat ? 1 : (long)input.Extents[1] * factors.Height, width = (long)input.Extents[input.Extents.Count - 1] * factors.Width;
        if ((double)height * width * input.Channels <= Limits.RowSize)
            return WindowShapes.Like(input, input.Channels, (int)height, (int)width);
        report.Report(Descriptors.ValueTooLarge, "factor", report.Subject, isFlat ? $"[{input.Channels}, {width}]" : $"[{input.Channels}, {height}, {width}]",
            (long)((double)height * width * input.Channels), Limits.RowSize);
        return null;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow) => flow.Add(Call("Pixels.Repeat", layer, flow.Input(), flow.Output));

    public void Backward(LayerPlan layer, Flow flow) => flow.ToInput(0, gradient => Call("Pixels.SumRepeats", layer, flow.OutputGradient, gradient));

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        var factors = (UpsampleSpec)layer.Spec;
        string scales = layer.Shape.Extents.Count == 2 ? $"{{1,1,{factors.Width}}}" : $"{{1,1,{factors.Height},{factors.Width}}}";
        return nodes.Add("Resize", [nodes.Read(), null, scales], "mode=\"nearest\"", "coordinate_transformation_mode=\"asymmetric\"", "nearest_mode=\"floor\"");
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    private static CallStep Call(string method, LayerPlan layer, ValuePlan from, ValuePlan to)
    {
        Shape input = layer.InputShapes[0];
        var factors = (UpsampleSpec)layer.Spec;
        bool isFlat = input.Extents.Count == 2;
        return Flow.Step(method, Flow.Read(from), Flow.Write(to), Flow.Number(input.Channels), Flow.Number(isFlat ? 1 : input.Extents[1]),
            Flow.Number(input.Extents[input.Extents.Count - 1]), Flow.Number(isFlat ? 1 : factors.Height), Flow.Number(factors.Width),
            Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride));
    }
}

/// <summary>An <c>[Upsample]</c> attribute.</summary>
internal sealed record UpsampleSpec(string Name, int Height, int Width) : LayerSpec(Name);
