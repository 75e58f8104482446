namespace NetGen;

/// <summary>
/// The largest value of each window, channel by channel, from [channels, length] or [channels, height, width]. Places beside the edge count as −∞. The
/// gradient goes to the first largest. PyTorch: <c>MaxPool1d</c>, <c>MaxPool2d</c>.
/// </summary>
/// <param name="size">How many places a window has along each axis, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxPoolAttribute(int size) : PoolAttribute(size)
{
    private int? _dilationHeight, _dilationWidth;

    /// <summary>How far apart the places of a window lie: 1 or more, 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>How far apart the rows of a window lie; the dilation by default. Pictures only.</summary>
    public int DilationHeight { get => _dilationHeight ?? Dilation; set => _dilationHeight = value; }

    /// <summary>How far apart the columns of a window lie; the dilation by default. Pictures only.</summary>
    public int DilationWidth { get => _dilationWidth ?? Dilation; set => _dilationWidth = value; }
}
