using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>
/// A block of floats that starts on a 64-byte line, so that aligned rows load in one access, with <see cref="Slack"/> floats behind it
/// that a vector may read past the end. Blocks of the same bits are equal, so that records of the same parameters are.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ParameterBlock : IEquatable<ParameterBlock>
{
    /// <summary>How many floats behind the last one may be read (never written).</summary>
    public const int Slack = 32;

    private const int MostLanes = 8;

    private readonly float[] _array;
    private readonly nuint _start;

    /// <summary>Allocates a block of zeros.</summary>
    /// <param name="length">How many floats, 0 or more.</param>
    /// <exception cref="PlatformNotSupportedException">The process was told to use a <see cref="Vector{T}"/> of more than 256 bits.</exception>
    public unsafe ParameterBlock(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        // Every network has a block, so no pass ever runs where its windows of Vector<float> would be wider than its rows.
        if (Vector<float>.Count > MostLanes)
        {
            // Put together by hand: a string's handler would be a part of every small application.
            throw new PlatformNotSupportedException(
                "Expected Vector<float> to have at most 8 lanes, but it has " + Vector<float>.Count.ToString(CultureInfo.InvariantCulture)
                + ". Remove the setting DOTNET_MaxVectorTBitWidth: 512-bit registers are used without it.");
        }

        Length = length;
        // Pinned arrays never move, so the offset to the next line holds for the block's life.
        _array = GC.AllocateArray<float>(checked(length + Slack + 16), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _start = (64 - (address & 63)) % 64 / sizeof(float);
    }

    /// <summary>A block of its own with the same floats.</summary>
    public ParameterBlock Copy()
    {
        var copy = new ParameterBlock(Length);
        Span.CopyTo(copy.Span);
        return copy;
    }

    /// <summary>How many floats the block holds.</summary>
    public int Length { get; }

    /// <summary>The block's floats.</summary>
    public Span<float> Span => _array.AsSpan((int)_start, Length);

    /// <summary>The first float.</summary>
    public ref float Reference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
    }

    /// <summary>Whether both have the same bits.</summary>
    public bool Equals(ParameterBlock other) => MemoryMarshal.AsBytes(Span).SequenceEqual(MemoryMarshal.AsBytes(other.Span));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ParameterBlock other && Equals(other);

    /// <summary>The same before and after training, so that a record is found again in a set.</summary>
    public override int GetHashCode() => Length;
}
