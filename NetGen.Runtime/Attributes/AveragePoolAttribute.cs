namespace NetGen;

/// <summary>The mean of each window, channel by channel, from [channels, length] or [channels, height, width]. PyTorch: <c>AvgPool1d</c>, <c>AvgPool2d</c>.</summary>
/// <param name="size">How many places a window has along each axis, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AveragePoolAttribute(int size) : PoolAttribute(size)
{
    /// <summary>Whether places beside the edge count as zeros, as in PyTorch by default; else the mean is over those within it.</summary>
    public bool CountIncludePad { get; set; } = true;
}
