using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>The buffers of one pass that the stack is too small for: the caller's, or, where there are none, rented until the pass is over.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Workspace
{
    private readonly float[]? _rented;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Workspace(Span<float> given, int length)
    {
        _rented = given.IsEmpty ? ArrayPool<float>.Shared.Rent(length) : null;
        Span = _rented is null ? given : _rented;
    }

    /// <summary>The buffers; rented ones hold anything.</summary>
    public Span<float> Span { get; }

    /// <summary>What the caller gave, or, where that is empty, <paramref name="length"/> floats or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Workspace Of(Span<float> given, int length) => new(given, length);

    /// <summary>Rents <paramref name="length"/> floats or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Workspace Rent(int length) => new(default, length);

    /// <summary>Gives back what was rented.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<float>.Shared.Return(_rented);
    }
}
