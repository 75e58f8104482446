namespace NetGen;

/// <summary>How far a window may reach over the edge of what it reads; what lies there counts as 0.</summary>
public enum Padding
{
    /// <summary>As far as <c>PadLeft</c>, <c>PadRight</c> and the like say: not at all where they say nothing.</summary>
    Valid,

    /// <summary>
    /// So far that with a stride of 1 the output is as long as the input, and else ⌈input / stride⌉: (output − 1)·stride + (kernel − 1)·dilation + 1 − input in all,
    /// half of it before, the odd one behind.
    /// </summary>
    Same,
}
