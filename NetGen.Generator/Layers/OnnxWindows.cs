using System;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How windows are written as attributes of nodes of ONNX.</summary>
internal static class OnnxWindows
{
    /// <summary>The attributes of a window that moves over what a layer reads.</summary>
    public static string[] Of(WindowAxis height, WindowAxis width, bool isFlat) =>
    [
        Pair("kernel_shape", isFlat, height.Kernel, width.Kernel),
        Pair("strides", isFlat, height.Stride, width.Stride),
        $"pads={(isFlat ? OnnxNodes.Whole(width.PadBefore, width.PadAfter) : OnnxNodes.Whole(height.PadBefore, width.PadBefore, height.PadAfter, width.PadAfter))}",
        .. height.Dilation == 1 && width.Dilation == 1 ? Array.Empty<string>() : [Pair("dilations", isFlat, height.Dilation, width.Dilation)],
    ];

    /// <summary>The attributes of a window on the way from the smaller side to the larger.</summary>
    public static string[] Transposed(WindowAxis height, WindowAxis width, bool isFlat)
    {
        (int rowsAfter, int moreRows) = After(height);
        (int columnsAfter, int moreColumns) = After(width);
        string[] all = Of(height, width, isFlat);
        all[2] = $"pads={(isFlat ? OnnxNodes.Whole(width.PadBefore, columnsAfter) : OnnxNodes.Whole(height.PadBefore, width.PadBefore, rowsAfter, columnsAfter))}";
        return [.. all, Pair("output_padding", isFlat, moreRows, moreColumns)];
    }

    private static string Pair(string name, bool isFlat, int height, int width) => $"{name}={(isFlat ? OnnxNodes.Whole(width) : OnnxNodes.Whole(height, width))}";

    /// <summary>What is cut off at the end, or what stands there beyond the last window.</summary>
    private static (int Cut, int More) After(WindowAxis axis)
    {
        int rest = (axis.Output - 1) * axis.Stride + (axis.Kernel - 1) * axis.Dilation + 1 - axis.PadBefore - axis.Input;
        return (Math.Max(rest, 0), Math.Max(-rest, 0));
    }
}
