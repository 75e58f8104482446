namespace NetGen;

/// <summary>
/// The way back of a <see cref="Conv2DAttribute">Conv2D</see>: every input adds its kernel to the outputs, each axis by the formula of
/// <see cref="ConvTranspose1DAttribute">ConvTranspose1D</see>. PyTorch: <c>ConvTranspose2d</c>, with weights [channels read, channels / groups, kernel height, kernel width].
/// </summary>
/// <param name="channels">How many channels the layer gives, 1 or more.</param>
/// <param name="kernel">How many outputs each input adds to along each axis, 1 or more.</param>
/// <param name="activation">The function applied to the sums.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvTranspose2DAttribute(int channels, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute(channels, kernel, activation)
{
    private int? _kernelHeight, _kernelWidth, _strideHeight, _strideWidth, _dilationHeight, _dilationWidth, _outputPaddingHeight, _outputPaddingWidth;

    /// <summary>How many rows the kernel reads; as many as columns by default.</summary>
    public int KernelHeight { get => _kernelHeight ?? Kernel; set => _kernelHeight = value; }

    /// <summary>How many columns the kernel reads; as many as rows by default.</summary>
    public int KernelWidth { get => _kernelWidth ?? Kernel; set => _kernelWidth = value; }

    /// <summary>How many rows the kernel moves at a time; the stride by default.</summary>
    public int StrideHeight { get => _strideHeight ?? Stride; set => _strideHeight = value; }

    /// <summary>How many columns the kernel moves at a time; the stride by default.</summary>
    public int StrideWidth { get => _strideWidth ?? Stride; set => _strideWidth = value; }

    /// <summary>How far apart the rows lie that the kernel reads; the dilation by default.</summary>
    public int DilationHeight { get => _dilationHeight ?? Dilation; set => _dilationHeight = value; }

    /// <summary>How far apart the columns lie that the kernel reads; the dilation by default.</summary>
    public int DilationWidth { get => _dilationWidth ?? Dilation; set => _dilationWidth = value; }

    /// <summary>How many rows of outputs are taken away above: 0 or more, 0 by default.</summary>
    public int PadTop { get; set; }

    /// <summary>How many rows of outputs are taken away below: 0 or more, 0 by default.</summary>
    public int PadBottom { get; set; }

    /// <summary>How many rows and columns of outputs more there are at the end: less than the stride or the dilation, 0 by default.</summary>
    public int OutputPadding { get; set; }

    /// <summary>How many rows more there are; the output padding by default.</summary>
    public int OutputPaddingHeight { get => _outputPaddingHeight ?? OutputPadding; set => _outputPaddingHeight = value; }

    /// <summary>How many columns more there are; the output padding by default.</summary>
    public int OutputPaddingWidth { get => _outputPaddingWidth ?? OutputPadding; set => _outputPaddingWidth = value; }
}
