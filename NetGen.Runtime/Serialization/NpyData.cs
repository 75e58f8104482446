namespace NetGen.Runtime.Serialization;

/// <summary>The numbers of a NumPy array, row-major and little-endian whatever they are in the file.</summary>
internal sealed class NpyData
{
    private readonly Stream _stream;
    private readonly SafetensorsEntry _entry;
    private readonly byte[]? _turned;
    private int _read;

    /// <param name="stream">The numbers as they are in the file.</param>
    /// <param name="header">How they are.</param>
    /// <param name="entry">What they are, of a shape that is known to be the network's.</param>
    public NpyData(Stream stream, NpyHeader header, SafetensorsEntry entry)
    {
        (_stream, _entry) = (stream, entry);
        bool isTurned = header.IsColumnMajor && header.Shape.Length > 1;
        if (!isTurned && !header.IsBigEndian)
            return;
        byte[] bytes = new byte[checked((int)entry.ExpectedLength)];
        ReadAll(bytes);
        int size = TensorTypes.BitsOf(entry.Type) / 8;
        if (header.IsBigEndian)
        {
            for (int i = 0; i < bytes.Length; i += size)
                bytes.AsSpan(i, size).Reverse();
        }

        _turned = isTurned ? Turn(bytes, header, size) : bytes;
    }

    /// <summary>Reads the next bytes.</summary>
    /// <exception cref="WeightsException">There are fewer.</exception>
    public void Read(Span<byte> bytes)
    {
        if (_turned is null)
        {
            ReadAll(bytes);
            return;
        }

        _turned.AsSpan(_read, bytes.Length).CopyTo(bytes);
        _read += bytes.Length;
    }

    private void ReadAll(Span<byte> bytes)
    {
        try
        {
            if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length)
                return;
        }
        catch (InvalidDataException exception)
        {
            throw new WeightsException(WeightsProblem.Truncated, $"'{_entry.Name}' cannot be unpacked: {exception.Message}", _entry.Name);
        }

        throw new WeightsException(WeightsProblem.Truncated, $"'{_entry.Name}' ends before its last number: the file was cut off.", _entry.Name);
    }

    // The first axis runs fastest: count through it row-major, and step as far as the axes before one are large.
    private static byte[] Turn(byte[] columns, NpyHeader header, int size)
    {
        byte[] rows = new byte[columns.Length];
        int axes = header.Shape.Length;
        long[] index = new long[axes], strides = new long[axes];
        strides[0] = 1;
        for (int axis = 1; axis < axes; axis++)
            strides[axis] = strides[axis - 1] * header.Shape[axis - 1];
        for (int to = 0; to < rows.Length; to += size)
        {
            long from = 0;
            for (int axis = 0; axis < axes; axis++)
                from += index[axis] * strides[axis];
            columns.AsSpan((int)from * size, size).CopyTo(rows.AsSpan(to));
            for (int axis = axes - 1; axis >= 0 && ++index[axis] == header.Shape[axis]; axis--)
                index[axis] = 0;
        }

        return rows;
    }
}
