using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>A span at a chosen distance from a 64-byte line with NaNs on both sides: reading them shows in the results, writing them in <see cref="Check"/>.</summary>
internal sealed class GuardedBuffer
{
    private const int Guard = 64;
    private static readonly float Sentinel = BitConverter.Int32BitsToSingle(0x7FC1_2345);

    private readonly float[] _array;
    private readonly int _start;
    private readonly int _length;

    /// <param name="length">How many floats.</param>
    /// <param name="misalignment">How many floats behind a 64-byte line the span starts, 0 to 15.</param>
    public unsafe GuardedBuffer(int length, int misalignment = 0)
    {
        _array = GC.AllocateUninitializedArray<float>(length + 2 * Guard + 16, pinned: true);
        _array.AsSpan().Fill(Sentinel);
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _start = Guard + (int)((64 - address % 64) % 64 / sizeof(float)) + misalignment % 16 - (misalignment % 16 > 0 ? 16 : 0);
        _length = length;
    }

    /// <summary>A guarded copy.</summary>
    public static GuardedBuffer Of(ReadOnlySpan<float> values, int misalignment = 0)
    {
        var buffer = new GuardedBuffer(values.Length, misalignment);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    public Span<float> Span => _array.AsSpan(_start, _length);

    /// <summary>Fails if anything around the span was written.</summary>
    public void Check(string what)
    {
        for (int i = 0; i < _array.Length; i++)
        {
            if ((i < _start || i >= _start + _length) && BitConverter.SingleToInt32Bits(_array[i]) != BitConverter.SingleToInt32Bits(Sentinel))
                Assert.Fail($"{what}: element {i - _start} of a span of {_length} was written.");
        }
    }
}
