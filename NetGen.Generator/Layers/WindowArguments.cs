using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads how a window moves, in whatever attribute it stands.</summary>
internal static class WindowArguments
{
    /// <summary>Reads an axis: <c>KernelHeight</c> where it is given, else the kernel of both axes; so the stride and the dilation.</summary>
    /// <param name="context">The attribute.</param>
    /// <param name="kernel">The argument that is the kernel of all axes.</param>
    /// <param name="suffix">What the axis's own arguments end with, such as <c>Height</c>; empty where there is one axis.</param>
    /// <param name="before">The argument that is the padding before.</param>
    /// <param name="after">The argument that is the padding behind.</param>
    /// <param name="strideIsKernel">Whether windows lie side by side where no stride is given.</param>
    public static AxisSpec? Read(LayerReaderContext context, string kernel, string suffix, string before, string after, bool strideIsKernel = false)
    {
        string own = "Kernel" + suffix;
        int? size = Number(context, context.Arguments.Has(own) ? own : kernel, 1, 1);
        int? stride = Number(context, Own("Stride"), strideIsKernel ? size ?? 1 : 1, 1), dilation = Number(context, Own("Dilation"), 1, 1);
        int? padBefore = Number(context, before, 0, 0), padAfter = Number(context, after, 0, 0);
        return size is { } k && stride is { } s && dilation is { } d && padBefore is { } b && padAfter is { } a ? new AxisSpec(k, s, d, b, a) : null;

        string Own(string name) => suffix.Length > 0 && context.Arguments.Has(name + suffix) ? name + suffix : name;
    }

    /// <summary>Reads <c>Padding</c>; what else says how much there is must not stand beside <c>Same</c>.</summary>
    public static PaddingKind ReadPadding(LayerReaderContext context, params string[] sides)
    {
        var padding = context.GetEnum<PaddingKind>("Padding", "Padding");
        foreach (string side in sides)
        {
            if (padding == PaddingKind.Same && context.Arguments.Has(side))
                context.Report(Descriptors.PaddingTwice, side, context.Subject, side, context.Arguments.Get(side, 0));
        }

        return padding;
    }

    /// <summary>A number within range; null, with a report, for another.</summary>
    public static int? Number(LayerReaderContext context, string argument, int fallback, int least)
    {
        int value = context.Arguments.Get(argument, fallback);
        if (value >= least && value <= Limits.LayerSize)
            return value;
        context.Report(Descriptors.WindowOutOfRange, argument, context.Subject, argument, value, least, Limits.LayerSize);
        return null;
    }
}
