using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How windows move over the shapes they read.</summary>
internal static class WindowShapes
{
    /// <summary>Whether a shape has as many axes beside its channels as a layer reads; if not, that is reported.</summary>
    public static bool Check(Shape shape, int dimensions, ShapeReport report)
    {
        if (shape.Extents.Count == dimensions + 1)
            return true;
        int[] extents = [.. shape.Extents];
        int[] wanted = (dimensions, extents.Length) switch
        {
            (1, 1) => [1, extents[0]],
            (1, _) => [extents[0], extents[1] * extents[2]],
            (_, 1) => [1, 1, extents[0]],
            _ => [extents[0], 1, extents[1]],
        };
        report.ReportInput(Descriptors.WindowNeedsShape, 0, report.Subject, dimensions == 1 ? "[channels, length]" : "[channels, height, width]",
            report.Inputs[0].Shown, shape, string.Join(", ", wanted));
        return false;
    }

    /// <summary>How a window moves over a shape, down and along; null, with a report, where it is larger than that.</summary>
    public static (WindowAxis Height, WindowAxis Width)? Over(Shape shape, AxisSpec height, AxisSpec width, PaddingKind padding, string kernel, ShapeReport? report = null)
    {
        bool isFlat = shape.Extents.Count == 2;
        WindowAxis? down = isFlat ? WindowAxis.None : Axis(shape.Extents[1], height, "Height");
        return down is { } y && Axis(shape.Extents[shape.Extents.Count - 1], width, isFlat ? "" : "Width") is { } x ? (y, x) : null;

        WindowAxis? Axis(int inputs, AxisSpec axis, string name)
        {
            WindowAxis? result = axis.Over(inputs, padding);
            if (result is null && report is not null)
            {
                string own = "Kernel" + name;
                long room = (long)inputs + axis.PadBefore + axis.PadAfter;
                report.Report(Descriptors.WindowTooLarge, report.Arguments.Has(own) ? own : kernel, report.Subject, axis.Extent,
                    name.Length == 0 ? "length" : name.ToLowerInvariant(), report.Inputs[0].Shown, shape, room, axis.Extent - room);
            }

            return result;
        }
    }

    /// <summary>A shape with other channels, height and width, of as many axes as another.</summary>
    public static Shape Like(Shape shape, int channels, int height, int width) =>
        shape.Extents.Count == 2 ? Shape.Of(channels, width) : Shape.Of(channels, height, width);
}
