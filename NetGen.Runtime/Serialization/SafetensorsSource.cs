using System.Buffers.Binary;

namespace NetGen.Runtime.Serialization;

/// <summary>A safetensors file: the header when this is made, then the data.</summary>
internal sealed class SafetensorsSource : WeightsSource
{
    /// <summary>How many bytes tell the header's length.</summary>
    public const int LengthBytes = sizeof(long);

    private const int Piece = 1 << 16;

    private readonly Stream _stream;
    private readonly long _start;
    private long _position;

    /// <param name="stream">The stream behind <paramref name="length"/>.</param>
    /// <param name="length">The bytes that tell the header's length, or fewer where there are no more.</param>
    /// <exception cref="WeightsException">The header is not what the format asks for.</exception>
    public SafetensorsSource(Stream stream, ReadOnlySpan<byte> length)
    {
        _stream = stream;
        if (length.Length < LengthBytes)
            throw new WeightsException(WeightsProblem.Truncated, $"Expected a header's length of {LengthBytes} bytes, but {length.Length} bytes are all there is.");
        ulong bytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (bytes > SafetensorsHeader.MostBytes)
            throw NoHeader(length, bytes);
        long? left = stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) : null;
        if ((long)bytes > left)
            throw HeaderTooLong(bytes, left.Value);
        Header = SafetensorsHeader.Parse(ReadHeader((int)bytes, left is not null), left - (long)bytes);
        _start = stream.CanSeek ? stream.Position : 0;
    }

    public override SafetensorsHeader Header { get; }

    public override bool IsSteady => _stream.GetType() == typeof(MemoryStream) || _stream.GetType() == typeof(UnmanagedMemoryStream);

    public override void Rewind()
    {
        _stream.Position = _start;
        _position = 0;
    }

    public override void Begin(SafetensorsEntry entry) => SkipTo(entry.Begin);

    public override void Read(Span<byte> bytes)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += read;
        if (read < bytes.Length)
            throw new WeightsException(WeightsProblem.Truncated, $"Expected {Header.DataLength} bytes of data, but {_position} are all there are: the file was cut off.");
    }

    public override void End()
    {
        SkipTo(Header.DataLength);
        if (!_stream.CanSeek && _stream.ReadByte() >= 0)
            throw new WeightsException(WeightsProblem.Hole, $"The last tensor ends at byte {_position} of the data, but more follows: it belongs to no tensor.");
    }

    /// <summary>Goes on to a byte of the data.</summary>
    private void SkipTo(long position)
    {
        if (position == _position)
            return;
        if (_stream.CanSeek)
        {
            _stream.Position = _start + position;
            _position = position;
            return;
        }

        byte[] piece = new byte[(int)Math.Min(position - _position, Piece)];
        while (_position < position)
            Read(piece.AsSpan(0, (int)Math.Min(position - _position, piece.Length)));
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
            [0x80, 2 or 3 or 4 or 5, ..] => "This is a pickle, such as an old torch.save writes",
            [0x93, (byte)'N', (byte)'U', (byte)'M', ..] => "This is a single NumPy array, which net.Dense1.Weights.Load(path) reads",
            [(byte)'N', (byte)'e', (byte)'t', (byte)'G', (byte)'e', (byte)'n', ..] => "This is another file of NetGen's, such as a scaler or an old checkpoint",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => "This is an HDF5 file, such as Keras writes",
            _ => null,
        };
        return other is not null
            ? new(WeightsProblem.UnknownFormat, other + ", and no file of weights. docs/weights.md says how to write one.")
            : new(WeightsProblem.HeaderTooLong, $"The header claims {bytes} bytes, but a safetensors file's has {SafetensorsHeader.MostBytes} at most: this is no safetensors file.");
    }
}
