namespace NetGen;

/// <summary>What layers that pool windows have: how large a window is and how it moves, over sequences or over pictures.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class PoolAttribute : LayerAttribute
{
    private int? _height, _width, _stride, _strideHeight, _strideWidth;

    private protected PoolAttribute(int size) => Size = size;

    /// <summary>How many places a window has along each axis.</summary>
    public int Size { get; }

    /// <summary>How many rows a window has; the size by default. Pictures only.</summary>
    public int KernelHeight { get => _height ?? Size; set => _height = value; }

    /// <summary>How many columns a window has; the size by default. Pictures only.</summary>
    public int KernelWidth { get => _width ?? Size; set => _width = value; }

    /// <summary>How far windows lie apart: 1 or more; by default the size, so that they lie side by side.</summary>
    public int Stride { get => _stride ?? Size; set => _stride = value; }

    /// <summary>How many rows windows lie apart; by default the stride where it is given, else a window's height. Pictures only.</summary>
    public int StrideHeight { get => _strideHeight ?? _stride ?? KernelHeight; set => _strideHeight = value; }

    /// <summary>How many columns windows lie apart; by default the stride where it is given, else a window's width. Pictures only.</summary>
    public int StrideWidth { get => _strideWidth ?? _stride ?? KernelWidth; set => _strideWidth = value; }

    /// <summary>Whether the padding is what keeps the size, or with a stride ⌈size / stride⌉; not by default.</summary>
    public Padding Padding { get; set; }

    /// <summary>How many places before each row windows may reach: 0 to half a window, 0 by default.</summary>
    public int PadLeft { get; set; }

    /// <summary>How many places behind each row windows may reach: 0 to half a window, 0 by default.</summary>
    public int PadRight { get; set; }

    /// <summary>How many rows above the picture windows may reach: 0 to half a window, 0 by default. Pictures only.</summary>
    public int PadTop { get; set; }

    /// <summary>How many rows below the picture windows may reach: 0 to half a window, 0 by default. Pictures only.</summary>
    public int PadBottom { get; set; }
}
