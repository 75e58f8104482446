using System.Runtime.InteropServices;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>
/// Address space for lengths near and past 2³¹ floats: one piece of memory, mapped again and again, so that gigabytes cost a few megabytes.
/// Pages that trap stand on both sides. A pass that goes past its span writes into <c>spill</c> and the test sees it; further on it dies.
/// </summary>
internal sealed unsafe class ReservedMemory : IDisposable
{
    private const int Piece = 64 << 20;
    private const int Page = 64 << 10;
    private const int None = 0, ReadWrite = 3;
    private const int Shared = 0x01, Private = 0x02, Fixed = 0x10, Anonymous = 0x20, NoReserve = 0x4000;

    private readonly int _length;
    private readonly nuint _size;
    private readonly byte* _region;
    private readonly float* _start;

    /// <param name="length">How many floats the span has.</param>
    /// <param name="spill">How many floats behind the span may be written by mistake.</param>
    public ReservedMemory(int length, long spill = 0)
    {
        _length = length;
        nuint bytes = RoundUp((nuint)(length + spill) * sizeof(float), Page);
        _size = bytes + 2 * Page;
        _region = (byte*)Map(null, _size, None, Private | Anonymous | NoReserve, -1);
        int file = memfd_create("netgen", 0);
        try
        {
            if (file < 0 || ftruncate(file, (nint)RoundUp(Math.Min(bytes, Piece), Page)) != 0)
                throw new InvalidOperationException("No memory file.");
            for (nuint at = 0; at < bytes; at += Piece)
                Map(_region + Page + at, Math.Min(bytes - at, Piece), ReadWrite, Shared | Fixed, file);
        }
        finally
        {
            _ = close(file);
        }

        // Without a spill the span ends where the trap begins.
        _start = (float*)(spill > 0 ? _region + Page : _region + Page + bytes) - (spill > 0 ? 0 : length);
    }

    public Span<float> Span => new(_start, _length);

    public void Dispose() => munmap(_region, _size);

    private static nuint RoundUp(nuint value, nuint unit) => (value + unit - 1) / unit * unit;

    private static void* Map(void* at, nuint size, int protection, int flags, int file)
    {
        void* address = mmap(at, size, protection, flags, file, 0);
        return (nint)address != -1 ? address : throw new InvalidOperationException($"{size} bytes of address space cannot be reserved.");
    }

    [DllImport("libc")]
    private static extern int memfd_create([MarshalAs(UnmanagedType.LPStr)] string name, uint flags);

    [DllImport("libc")]
    private static extern int ftruncate(int file, nint length);

    [DllImport("libc")]
    private static extern void* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int munmap(void* address, nuint length);

    [DllImport("libc")]
    private static extern int close(int file);
}

/// <summary>A test that reserves memory as Linux on 64 bits does.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReservedMemoryFactAttribute : FactAttribute
{
    public ReservedMemoryFactAttribute() => Skip = ReservedMemoryTheoryAttribute.Reason!;
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ReservedMemoryTheoryAttribute : TheoryAttribute
{
    public static readonly string? Reason = OperatingSystem.IsLinux() && Environment.Is64BitProcess ? null : "Reserves memory with calls of 64-bit Linux.";

    public ReservedMemoryTheoryAttribute() => Skip = Reason!;
}
