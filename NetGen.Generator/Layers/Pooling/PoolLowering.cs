using System.Collections.Generic;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Pooling;

/// <summary>A layer that pools windows: its shape, its kernel, and steps that call it.</summary>
internal static class PoolLowering
{
    public static Shape? Infer(PoolSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        Shape input = inputs[0];
        if (input.IsVector)
        {
            report.ReportInput(Descriptors.WindowNeedsShape, 0, report.Subject, "[channels, length] or [channels, height, width]", report.Inputs[0].Shown, input, $"1, {input.Size}");
            return null;
        }

        if (input.Extents.Count == 2)
        {
            foreach (string argument in new[] { "KernelHeight", "KernelWidth", "StrideHeight", "StrideWidth", "DilationHeight", "DilationWidth", "PadTop", "PadBottom" })
            {
                if (report.Arguments.Has(argument))
                    report.Report(Descriptors.PictureSetting, argument, report.Subject, argument, report.Inputs[0].Shown, input);
            }
        }

        return WindowShapes.Over(input, spec.Height, spec.Width, spec.Padding, "size", report) is var (height, width)
            ? WindowShapes.Like(input, input.Channels, height.Output, width.Output)
            : null;
    }

    public static LayerPlan Lower(PoolSpec spec, string kind, LoweringContext context)
    {
        var (height, width) = WindowShapes.Over(context.Inputs[0], spec.Height, spec.Width, spec.Padding, "size")!.Value;
        var pool = new PoolPlan(spec.Name, spec.IsMean, spec.CountsZeros, context.Shape.Channels, height, width, context.InputStrides[0], context.Stride);
        return new LayerPlan(
            context.Number, spec.Name, kind, spec, context.Reads, context.Inputs, context.Shape, ActivationPlan.Identity, default, new EquatableArray<KernelPlan>([pool]), 0);
    }

    public static string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        var pool = (PoolPlan)layer.Kernels[0];
        string[] window = OnnxWindows.Of(pool.Height, pool.Width, layer.Shape.Extents.Count == 2);
        return pool.IsMean
            ? nodes.Add("AveragePool", [nodes.Read()], [.. window, $"count_include_pad={(pool.CountsZeros ? 1 : 0)}"])
            : nodes.Add("MaxPool", [nodes.Read()], window);
    }

    public static void Forward(LayerPlan layer, Flow flow)
    {
        var pool = (PoolPlan)layer.Kernels[0];
        var operands = new List<Operand> { Flow.Read(flow.Input()), Flow.Write(flow.Output) };
        if (pool.IsPadded)
            operands.Add(Flow.Write(flow.Own("s", 0, pool.PaddedSize)));
        flow.Call(pool, "Forward", [.. operands, Flow.Rows()]);
    }

    public static void Backward(LayerPlan layer, Flow flow)
    {
        var pool = (PoolPlan)layer.Kernels[0];
        flow.ToInput(0, gradient =>
        {
            var operands = new List<Operand>();
            if (!pool.IsMean)
                operands.AddRange([Flow.Read(flow.Input()), Flow.Read(flow.Output)]);
            operands.AddRange([Flow.Read(flow.OutputGradient), Flow.Write(gradient)]);
            if (pool is { IsPadded: true, IsMean: false })
                operands.Add(Flow.Write(flow.Own("s", 0, pool.PaddedSize)));
            if (pool.IsPadded)
                operands.Add(Flow.Write(flow.Own("q", 0, pool.PaddedSize)));
            return Flow.Step(pool, "InputGradients", [.. operands, Flow.Rows()]);
        });
    }
}
