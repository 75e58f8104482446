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
}
