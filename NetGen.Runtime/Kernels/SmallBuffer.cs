using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Sixty-four floats on the stack, for passes over one row so small that even a stackalloc would be felt.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(Length)]
public struct SmallBuffer
{
    /// <summary>How many floats there are.</summary>
    public const int Length = 64;

    private float _first;
}
