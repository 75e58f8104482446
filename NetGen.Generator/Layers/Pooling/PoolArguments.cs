using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Pooling;

/// <summary>Reads how a layer pools.</summary>
/// <param name="Height">Down the pictures.</param>
/// <param name="Width">Along sequences, and rows of pictures.</param>
internal sealed record PoolArguments(PaddingKind Padding, AxisSpec Height, AxisSpec Width)
{
    /// <summary>Null, with a report, where nothing can be said of the layer's shape.</summary>
    public static PoolArguments? Read(LayerReaderContext context)
    {
        PaddingKind padding = WindowArguments.ReadPadding(context, "PadTop", "PadBottom", "PadLeft", "PadRight");
        AxisSpec? down = WindowArguments.Read(context, "size", "Height", "PadTop", "PadBottom", strideIsKernel: true);
        AxisSpec? along = WindowArguments.Read(context, "size", "Width", "PadLeft", "PadRight", strideIsKernel: true);
        if (down is not { } height || along is not { } width)
            return null;
        Check("PadTop", height.PadBefore, height.Kernel);
        Check("PadBottom", height.PadAfter, height.Kernel);
        Check("PadLeft", width.PadBefore, width.Kernel);
        Check("PadRight", width.PadAfter, width.Kernel);
        return new PoolArguments(padding, height, width);

        void Check(string side, int pad, int kernel)
        {
            if (pad > kernel / 2)
                context.Report(Descriptors.PaddingTooLarge, side, context.Subject, side, pad, kernel, kernel / 2);
        }
    }
}
