using System.Buffers.Binary;
using System.IO.Compression;

namespace NetGen.Samples.Support;

/// <summary>
/// An array of bytes in the IDX format of MNIST: two zero bytes, the element type (8: unsigned byte), the rank,
/// one big-endian 32-bit size per dimension, then the elements. Compression with gzip is recognised by content.
/// </summary>
internal sealed class IdxArray
{
    private const byte UnsignedByte = 8;
    private const int LargestRank = 8;

    private IdxArray(int[] dimensions, byte[] elements)
    {
        Dimensions = dimensions;
        Elements = elements;
    }

    /// <summary>The size of each dimension, the slowest first.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The elements in row-major order.</summary>
    public byte[] Elements { get; }

    /// <summary>How many elements one entry of the first dimension has.</summary>
    public int EntrySize => Dimensions[0] == 0 ? 0 : Elements.Length / Dimensions[0];

    /// <summary>Reads a file, gzip-compressed or not.</summary>
    /// <exception cref="InvalidDataException">The file is no IDX file of bytes, has another rank or size than it should, or is cut short.</exception>
    public static IdxArray Read(string path, int rank)
    {
        byte[] bytes = ReadUncompressed(path);
        if (bytes.Length < 4)
            throw new InvalidDataException($"'{path}' is cut short: an IDX file starts with 4 bytes, but it has {bytes.Length}.");
        if (bytes[0] != 0 || bytes[1] != 0)
            throw new InvalidDataException($"'{path}' is no IDX file: expected it to start with 00 00, but found {bytes[0]:X2} {bytes[1]:X2}.");
        if (bytes[2] != UnsignedByte)
            throw new InvalidDataException($"'{path}' has elements of type {bytes[2]:X2}, but only unsigned bytes, type 08, can be read.");
        if (bytes[3] != rank || rank is < 1 or > LargestRank)
            throw new InvalidDataException($"'{path}' has {bytes[3]} dimensions, but {rank} were expected.");

        int headerLength = 4 + 4 * rank;
        if (bytes.Length < headerLength)
            throw new InvalidDataException($"'{path}' is cut short: its header has {headerLength} bytes, but the file has {bytes.Length}.");
        int[] dimensions = new int[rank];
        long expected = 1;
        for (int i = 0; i < rank; i++)
        {
            dimensions[i] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4 + 4 * i));
            if (dimensions[i] < 0)
                throw new InvalidDataException($"'{path}' has a negative size, {dimensions[i]}, in dimension {i + 1}.");
            expected *= dimensions[i];
            if (expected > Array.MaxLength)
                throw new InvalidDataException($"'{path}' claims more than {Array.MaxLength} elements.");
        }

        int actual = bytes.Length - headerLength;
        if (actual != expected)
        {
            string shape = string.Join(" × ", dimensions);
            string fault = actual < expected ? "is cut short" : "is too long";
            throw new InvalidDataException($"'{path}' {fault}: {shape} takes {expected} elements, but the file has {actual}.");
        }

        return new IdxArray(dimensions, bytes[headerLength..]);
    }

    private static byte[] ReadUncompressed(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes is not [0x1F, 0x8B, ..])
            return bytes;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"'{path}' is damaged: {exception.Message}", exception);
        }
    }
}
