namespace NetGen;

/// <summary>
/// A convolution over pictures: y[o, i, j] = f(Σ w[o, c, k, l]·in[c, i·stride + k·dilation − padTop, j·stride + l·dilation − padLeft] + b[o]), from
/// [channels, height, width] to [<paramref name="channels"/>, …, (width + padLeft + padRight − (kernel − 1)·dilation − 1) / stride + 1], rounded down.
/// PyTorch: <c>Conv2d</c>, with weights [channels, channels read / groups, kernel height, kernel width].
/// </summary>
/// <param name="channels">How many channels the layer gives, 1 or more.</param>
/// <param name="kernel">How many places the kernel reads along each axis, 1 or more.</param>
/// <param name="activation">The function f.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv2DAttribute(int channels, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute(channels, kernel, activation)
{
    private int? _kernelHeight, _kernelWidth, _strideHeight, _strideWidth, _dilationHeight, _dilationWidth;

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

    /// <summary>How many rows of zeros stand above the picture: 0 or more, 0 by default.</summary>
    public int PadTop { get; set; }

    /// <summary>How many rows of zeros stand below the picture: 0 or more, 0 by default.</summary>
    public int PadBottom { get; set; }
}
