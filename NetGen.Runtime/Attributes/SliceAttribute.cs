namespace NetGen;

/// <summary>
/// Takes a part of a vector, or of a shaped value's channels. Two inputs in one network are two slices of <c>"Input"</c>. PyTorch: <c>narrow(1, start, count)</c>.
/// </summary>
/// <param name="start">The first value, or channel, from 0.</param>
/// <param name="count">How many, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SliceAttribute(int start, int count) : LayerAttribute
{
    /// <summary>The first value, or channel.</summary>
    public int Start { get; } = start;

    /// <summary>How many values, or channels.</summary>
    public int Count { get; } = count;
}
