using System.Buffers.Binary;

namespace NetGen.Runtime.Training;

/// <summary>Reads content that <see cref="BlockWriter"/> wrote, from a stream or from blocks that were kept.</summary>
internal sealed class BlockReader
{
    private readonly Stream? _stream;
    private readonly List<byte[]>? _kept;
    private readonly byte[] _buffer = [];
    private ReadOnlyMemory<byte> _block;
    private readonly long _end;
    private int _next;

    /// <summary>Reads from a stream that has been checked, up to where that came to an end.</summary>
    public BlockReader(Stream stream, long end) => (_stream, _end, _buffer) = (stream, end, new byte[BlockWriter.MostBytes]);

    public BlockReader(List<byte[]> kept) => _kept = kept;

    /// <summary>Goes through all blocks, compares length and checksum, and returns the length of the content.</summary>
    /// <param name="stream">The stream, behind its header.</param>
    /// <param name="keep">Receives the blocks, unless they are not to be kept.</param>
    /// <exception cref="InvalidDataException">The content is cut off or damaged.</exception>
    public static long Check(Stream stream, List<byte[]>? keep)
    {
        byte[] buffer = new byte[BlockWriter.MostBytes];
        long length = 0;
        uint checksum = ~0u;
        while (ReadBlock(stream, buffer) is > 0 and int count)
        {
            checksum = BlockWriter.Checksum(checksum, buffer.AsSpan(0, count));
            length += count;
            keep?.Add(buffer.AsSpan(0, count).ToArray());
        }

        Span<byte> end = stackalloc byte[sizeof(long) + sizeof(uint)];
        ReadExactly(stream, end);
        if (BinaryPrimitives.ReadInt64LittleEndian(end) is var expected && expected != length)
            throw new InvalidDataException($"The checkpoint is damaged: it holds {length} bytes, but should hold {expected}.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(end[8..]) is var sum && sum != ~checksum)
            throw new InvalidDataException($"The checkpoint is damaged: its checksum is {~checksum:x8}, but should be {sum:x8}.");
        return length;
    }

    /// <summary>Reads so many bytes.</summary>
    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public void Read(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_block.IsEmpty)
                _block = NextBlock();
            int count = Math.Min(bytes.Length, _block.Length);
            _block.Span[..count].CopyTo(bytes);
            _block = _block[count..];
            bytes = bytes[count..];
        }
    }

    /// <summary>Leaves a stream behind the checkpoint.</summary>
    public void End()
    {
        if (_stream is not null)
            _stream.Position = _end;
    }

    private ReadOnlyMemory<byte> NextBlock()
    {
        if (_kept is not null)
            return _next < _kept.Count ? _kept[_next++] : throw new InvalidDataException("The checkpoint is cut off.");
        int count = ReadBlock(_stream!, _buffer);
        return count > 0 ? _buffer.AsMemory(0, count) : throw new InvalidDataException("The checkpoint is cut off.");
    }

    private static int ReadBlock(Stream stream, byte[] buffer)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        ReadExactly(stream, head);
        int count = BinaryPrimitives.ReadInt32LittleEndian(head);
        if ((uint)count > BlockWriter.MostBytes)
            throw new InvalidDataException($"The checkpoint is damaged: a block claims a length of {count}, but has {BlockWriter.MostBytes} at most.");
        ReadExactly(stream, buffer.AsSpan(0, count));
        return count;
    }

    private static void ReadExactly(Stream stream, Span<byte> bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new InvalidDataException("The checkpoint is cut off.");
    }
}
