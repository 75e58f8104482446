using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Serialization;

/// <summary>A tensor that is written to a file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its sizes.</param>
internal abstract record OutgoingTensor(string Name, string Type, ImmutableArray<long> Shape)
{
    /// <summary>How many bytes it has.</summary>
    public abstract long Length { get; }

    /// <summary>Writes its numbers, row-major and little-endian.</summary>
    public abstract void Write(Stream stream);

    private protected static void Write(Stream stream, Span<float> values)
    {
        // The bytes of more floats than this are no span.
        const int MostFloats = 1 << 28;
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Files are written on little-endian machines alone.");
        for (; values.Length > MostFloats; values = values[MostFloats..])
            stream.Write(MemoryMarshal.AsBytes(values[..MostFloats]));
        stream.Write(MemoryMarshal.AsBytes(values));
    }
}

/// <summary>A tensor of a network, or of a block laid out like one's.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Tensor">Where its elements lie.</param>
/// <param name="Block">The block that they lie in.</param>
internal sealed record NetworkTensor(string Name, TensorInfo Tensor, FloatBlock Block)
    : OutgoingTensor(Name, TensorTypes.Float32, [.. Tensor.Shape.Select(static size => (long)size)])
{
    private const int PieceFloats = 1 << 14, LeastRows = 64;

    public override long Length => (long)Tensor.Length * sizeof(float);

    public override void Write(Stream stream)
    {
        var view = new TensorView(Tensor, Block());
        if (Tensor.Layout.IsRowMajor)
        {
            Write(stream, view.Memory);
            return;
        }

        // Where an output's weights lie beside another's, several rows fill a line of memory.
        int row = Math.Max(Tensor.Layout.RowLength, 1), count = Tensor.Length;
        int piece = (int)Math.Min(count, Math.Max(PieceFloats / row, LeastRows) * (long)row);
        float[] rows = ArrayPool<float>.Shared.Rent(piece);
        try
        {
            for (int start = 0; start < count; start += piece)
            {
                Span<float> values = rows.AsSpan(0, Math.Min(piece, count - start));
                view.CopyTo(values, start / row);
                Write(stream, values);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }
    }
}

/// <summary>Floats that are no tensor of a network.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Values">The numbers, row-major.</param>
internal sealed record FloatTensor(string Name, ImmutableArray<long> Shape, float[] Values) : OutgoingTensor(Name, TensorTypes.Float32, Shape)
{
    public override long Length => (long)Values.Length * sizeof(float);

    public override void Write(Stream stream) => Write(stream, Values);
}

/// <summary>A single whole number.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Value">The number.</param>
internal sealed record WholeNumber(string Name, long Value) : OutgoingTensor(Name, TensorTypes.Int64, [])
{
    public override long Length => sizeof(long);

    public override void Write(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(bytes, Value);
        stream.Write(bytes);
    }
}
