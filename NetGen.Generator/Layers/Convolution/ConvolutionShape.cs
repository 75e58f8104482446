using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Convolution;

/// <summary>The shapes that convolutions read and give.</summary>
internal static class ConvolutionShape
{
    public static Shape? Infer(ConvolutionSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        Shape input = inputs[0];
        if (!WindowShapes.Check(input, spec.Dimensions, report))
            return null;
        if (input.Channels % spec.Groups != 0 || spec.Channels % spec.Groups != 0)
        {
            report.Report(Descriptors.GroupsDoNotDivide, "Groups", report.Subject, spec.Groups, input.Channels, report.Inputs[0].Shown, spec.Channels);
            return null;
        }

        if (spec.IsTransposed)
            return Transposed(spec, input, report);
        if (WindowShapes.Over(input, spec.Height, spec.Width, spec.Padding, "kernel", report) is not var (height, width))
            return null;
        Shape shape = WindowShapes.Like(input, spec.Channels, height.Output, width.Output);
        long padded = (long)height.Padded * width.Padded * input.Channels;
        if (padded > Limits.RowSize)
        {
            report.Report(Descriptors.ValueTooLarge, "kernel", report.Subject, $"[{input.Channels}, {height.Padded}, {width.Padded}] with its padding", padded, Limits.RowSize);
            return null;
        }

        ActivationArguments.Check(spec.Activation, shape, report);
        return shape;
    }

    /// <summary>How the window moves, down and along, from the side of what the layer reads.</summary>
    public static (WindowAxis Height, WindowAxis Width) Axes(ConvolutionSpec spec, Shape input) => spec.IsTransposed
        ? (spec.Height.Under(input.Extents.Count == 2 ? 1 : input.Extents[1], spec.Padding, spec.OutputPadding.Height).Axis,
            spec.Width.Under(input.Extents[input.Extents.Count - 1], spec.Padding, spec.OutputPadding.Width).Axis)
        : WindowShapes.Over(input, spec.Height, spec.Width, spec.Padding, "kernel")!.Value;

    private static Shape? Transposed(ConvolutionSpec spec, Shape input, ShapeReport report)
    {
        bool isFlat = spec.Dimensions == 1;
        var (height, rows) = spec.Height.Under(isFlat ? 1 : input.Extents[1], spec.Padding, spec.OutputPadding.Height);
        var (width, columns) = spec.Width.Under(input.Extents[input.Extents.Count - 1], spec.Padding, spec.OutputPadding.Width);
        if (rows < 1 || columns < 1)
        {
            bool isWidth = columns < 1;
            string side = isWidth ? (spec.Width.PadBefore > 0 ? "PadLeft" : "PadRight") : spec.Height.PadBefore > 0 ? "PadTop" : "PadBottom";
            report.Report(Descriptors.PaddingTakesAll, side, report.Subject, isFlat ? "length" : isWidth ? "width" : "height", isWidth ? columns : rows, 1 - (isWidth ? columns : rows));
            return null;
        }

        double size = (double)rows * columns * spec.Channels, padded = (double)height.Padded * width.Padded * spec.Channels;
        if (Math.Max(size, padded) > Limits.RowSize)
        {
            report.Report(Descriptors.ValueTooLarge, "kernel", report.Subject, $"[{spec.Channels}, {rows}, {columns}] with its padding", (long)Math.Max(size, padded), Limits.RowSize);
            return null;
        }

        Shape shape = WindowShapes.Like(input, spec.Channels, (int)rows, (int)columns);
        ActivationArguments.Check(spec.Activation, shape, report);
        return shape;
    }
}
