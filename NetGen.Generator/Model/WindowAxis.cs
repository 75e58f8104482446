using System;

namespace NetGen.Generator.Model;

/// <summary>How a window moves along one axis: output o reads the inputs o·stride + k·dilation − padding for k below kernel, those that exist.</summary>
/// <param name="Input">How many inputs there are.</param>
/// <param name="Output">How many outputs there are.</param>
/// <param name="PadBefore">How many zeros stand before the first input.</param>
internal readonly record struct WindowAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int PadBefore)
{
    /// <summary>The axis that sequences do not have.</summary>
    public static readonly WindowAxis None = new(1, 1, 1, 1, 1, 0);

    /// <summary>How many zeros behind the last input a window reads.</summary>
    public int PadAfter => Math.Max(0, (Output - 1) * Stride + (Kernel - 1) * Dilation + 1 - PadBefore - Input);

    /// <summary>The inputs with the zeros around them.</summary>
    public int Padded => PadBefore + Input + PadAfter;

    public bool IsPadded => Padded > Input;
}

/// <summary>What a user says of a window along one axis.</summary>
internal readonly record struct AxisSpec(int Kernel, int Stride, int Dilation, int PadBefore, int PadAfter)
{
    /// <summary>The axis that sequences do not have.</summary>
    public static readonly AxisSpec None = new(1, 1, 1, 0, 0);

    /// <summary>How many inputs lie between the first and the last that a window reads, both included.</summary>
    public long Extent => (Kernel - 1L) * Dilation + 1;

    /// <summary>How the window moves over so many inputs; null where it is larger than they are with their padding.</summary>
    public WindowAxis? Over(int inputs, PaddingKind padding)
    {
        if (padding == PaddingKind.Same)
        {
            int outputs = (inputs + Stride - 1) / Stride;
            long total = Math.Max((outputs - 1L) * Stride + Extent - inputs, 0);
            return new WindowAxis(inputs, outputs, Kernel, Stride, Dilation, (int)(total / 2));
        }

        long room = (long)inputs + PadBefore + PadAfter - Extent;
        return room < 0 ? null : new WindowAxis(inputs, (int)(room / Stride) + 1, Kernel, Stride, Dilation, PadBefore);
    }

    /// <summary>How a window moves whose outputs are so many, the way back: over a larger side that is as long as it must be, and may have no place.</summary>
    public (WindowAxis Axis, long Length) Under(int outputs, PaddingKind padding, int more)
    {
        long extent = Extent, length = padding == PaddingKind.Same ? (long)outputs * Stride : (outputs - 1L) * Stride + extent + more - PadBefore - PadAfter;
        int before = padding == PaddingKind.Same ? (int)(Math.Max(extent - Stride, 0) / 2) : PadBefore;
        return (new WindowAxis((int)Math.Max(1, Math.Min(length, int.MaxValue)), outputs, Kernel, Stride, Dilation, before), length);
    }

    public override string ToString() => $"{Kernel} by {Stride}, dilation {Dilation}, padding {PadBefore} and {PadAfter}";
}
