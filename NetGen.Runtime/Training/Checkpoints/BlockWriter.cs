using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>Writes content in blocks, each behind its length, and at the end the length and the checksum of all.</summary>
internal sealed class BlockWriter(Stream stream) : WriteOnlyStream
{
    /// <summary>The most bytes of a block.</summary>
    public const int MostBytes = 1 << 16;

    // The block's length stands in front of its bytes.
    private readonly byte[] _block = new byte[sizeof(int) + MostBytes];
    private int _used;
    private long _length;
    private uint _checksum = ~0u;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_used == MostBytes)
                EndBlock();
            int count = Math.Min(buffer.Length, MostBytes - _used);
            buffer[..count].CopyTo(_block.AsSpan(sizeof(int) + _used));
            _used += count;
            buffer = buffer[count..];
        }
    }

    /// <summary>Writes what is left, and the end.</summary>
    public void End()
    {
        if (_used > 0)
            EndBlock();
        Span<byte> end = stackalloc byte[sizeof(int) + sizeof(long) + sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(end, 0);
        BinaryPrimitives.WriteInt64LittleEndian(end[4..], _length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[12..], ~_checksum);
        stream.Write(end);
    }

    /// <summary>Goes on with a checksum (CRC-32C) over more bytes.</summary>
    public static uint Checksum(uint checksum, ReadOnlySpan<byte> bytes)
    {
        foreach (ulong eight in MemoryMarshal.Cast<byte, ulong>(bytes))
            checksum = BitOperations.Crc32C(checksum, eight);
        foreach (byte value in bytes[(bytes.Length & ~7)..])
            checksum = BitOperations.Crc32C(checksum, value);
        return checksum;
    }

    private void EndBlock()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_block, _used);
        stream.Write(_block, 0, sizeof(int) + _used);
        _checksum = Checksum(_checksum, _block.AsSpan(sizeof(int), _used));
        _length += _used;
        _used = 0;
    }
}

/// <summary>A stream that can do nothing but be written to.</summary>
internal abstract class WriteOnlyStream : Stream
{
    public sealed override bool CanRead => false;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => true;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public sealed override void Flush()
    {
    }

    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();
}
