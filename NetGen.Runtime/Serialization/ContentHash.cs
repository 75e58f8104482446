using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Serialization;

/// <summary>
/// A file's hash, 64 bits: eight bytes at a time are mixed in and multiplied. It tells a file from another one, not from a forgery. NetGen.Build has the same,
/// and a test holds both together.
/// </summary>
internal static class ContentHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>The hash as 16 hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
            hash = Mix(hash, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        ReadOnlySpan<byte> rest = bytes[(bytes.Length & ~7)..];
        if (!rest.IsEmpty)
        {
            Span<byte> last = stackalloc byte[8];
            last.Clear();
            rest.CopyTo(last);
            hash = Mix(hash, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(last));
        }

        return Mix(hash, (ulong)bytes.Length).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * Prime;
        return hash ^ (hash >> 32);
    }
}
