using System.Buffers.Binary;

namespace NetGen.Runtime.Serialization;

/// <summary>A file's bytes, read once from front to back: the header when it is made, then the data.</summary>
internal sealed class WeightsSource
{
    private const int LengthBytes = sizeof(long), Piece = 1 << 16;

    private readonly Stream _stream;
    private readonly long _start;

    /// <exception cref="WeightsException">The header is not what the format asks for.</exception>
    public WeightsSource(Stream stream)
    {
        _stream = stream;
        Span<byte> length = stackalloc byte[LengthBytes];
        int read = stream.ReadAtLeast(length, LengthBytes, throwOnEndOfStream: false);
        if (read < LengthBytes)
            throw new WeightsException(WeightsProblem.Truncated, $"Expected a header's length of {LengthBytes} bytes, but {read} bytes are all there is.");
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes > SafetensorsHeader.MostBytes)
            throw NoHeader(length, bytes);
        long? left = stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) : null;
        if ((long)bytes > left)
            throw HeaderTooLong(bytes, left.Value);
        Header = SafetensorsHeader.Parse(ReadHeader((int)bytes, left is not null), left - (long)bytes);
        _start = stream.CanSeek ? stream.Position : 0;
    }

    public SafetensorsHeader Header { get; }

    /// <summary>Where the next byte stands in the data.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the data lies in memory and is complete, so that reading it twice gives the same and cannot fail.</summary>
    public bool IsSteady => _stream.GetType() == typeof(MemoryStream) || _stream.GetType() == typeof(UnmanagedMemoryStream);

    /// <summary>Goes back to the first byte of the data.</summary>
    public void Rewind()
    {
        _stream.Position = _start;
        Position = 0;
    }

    /// <summary>Reads so many bytes.</summary>
    /// <exception cref="WeightsException">There are fewer.</exception>
    public void Read(Span<byte> bytes)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Position += read;
        if (read < bytes.Length)
            throw new WeightsException(WeightsProblem.Truncated, $"Expected {Header.DataLength} bytes of data, but {Position} are all there are: the file was cut off.");
    }

    /// <summary>Goes on to a byte of the data.</summary>
    public void SkipTo(long position)
    {
        if (position == Position)
            return;
        if (_stream.CanSeek)
        {
            _stream.Position = _start + position;
            Position = position;
            return;
        }

        byte[] piece = new byte[(int)Math.Min(position - Position, Piece)];
        while (Position < position)
            Read(piece.AsSpan(0, (int)Math.Min(position - Position, piece.Length)));
    }

    /// <summary>Looks whether the stream ends where the file does.</summary>
    /// <exception cref="WeightsException">It does not.</exception>
    public void End()
    {
        SkipTo(Header.DataLength);
        if (!_stream.CanSeek && _stream.ReadByte() >= 0)
            throw new WeightsException(WeightsProblem.Hole, $"The last tensor ends at byte {Position} of the data, but more follows: it belongs to no tensor.");
    }

    private byte[] ReadHeader(int length, bool isThere)
    {
        // Of a stream that may be shorter than it claims no more is believed than has come.
        byte[] header = new byte[isThere ? length : Math.Min(length, Piece)];
        int read = 0;
        while (true)
        {
            read += _stream.ReadAtLeast(header.AsSpan(read), header.Length - read, throwOnEndOfStream: false);
            if (read == length)
                return header;
            if (read < header.Length)
                throw HeaderTooLong((ulong)length, read);
            Array.Resize(ref header, (int)Math.Min(2L * header.Length, length));
        }
    }

    private static WeightsException HeaderTooLong(ulong bytes, long left) =>
        new(WeightsProblem.HeaderTooLong, $"The header claims {bytes} bytes, but only {left} follow: the file was cut off, or is no safetensors file.");

    private static WeightsException NoHeader(ReadOnlySpan<byte> start, ulong bytes)
    {
        string? other = start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "This is a zip file, such as torch.save or numpy.savez write",
            [0x80, 2 or 3 or 4 or 5, ..] => "This is a pickle, such as an old torch.save writes",
            [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => "This is a NumPy array",
            [(byte)'N', (byte)'e', (byte)'t', (byte)'G', (byte)'e', (byte)'n', ..] => "This is another file of NetGen's, such as a scaler or an old checkpoint",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "This is an HDF5 file, such as Keras writes",
            _ => null,
        };
        return other is not null
            ? new(WeightsProblem.NotSafetensors, other + ", and no safetensors file. docs/weights.md says how to write one.")
            : new(WeightsProblem.HeaderTooLong, $"The header claims {bytes} bytes, but a safetensors file's has {SafetensorsHeader.MostBytes} at most: this is no safetensors file.");
    }
}
