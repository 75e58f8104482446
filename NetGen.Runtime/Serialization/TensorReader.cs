using System.Buffers;
using System.Runtime.InteropServices;
using NetGen.Runtime.Training;

namespace NetGen.Runtime.Serialization;

/// <summary>Reads tensors from a file's data to where they go, in pieces of whole rows; what needs no conversion goes there at once.</summary>
internal static class TensorReader
{
    private const int PieceFloats = 1 << 14, LeastRows = 64, MostFloats = 1 << 28;

    /// <summary>Looks at every value and copies none.</summary>
    /// <exception cref="WeightsException">A value is not finite.</exception>
    public static void Check(WeightsSource source, IEnumerable<TensorCopy> copies)
    {
        foreach (TensorCopy copy in copies.OrderBy(static copy => copy.Entry.Begin))
            ReadPieces(source, copy, isRowWise: false, allowsNonFinite: false, copies: false);
    }

    /// <summary>Copies all tensors.</summary>
    /// <param name="source">The data.</param>
    /// <param name="copies">The tensors.</param>
    /// <param name="allowsNonFinite">Whether values may be NaN or infinite.</param>
    /// <exception cref="WeightsException">There is less data than there should be, or a value is not finite.</exception>
    public static void Copy(WeightsSource source, IEnumerable<TensorCopy> copies, bool allowsNonFinite)
    {
        foreach (TensorCopy copy in copies.OrderBy(static copy => copy.Entry.Begin))
        {
            bool isRowMajor = copy.Tensor.Layout.IsRowMajor;
            if (isRowMajor && copy.Entry.Type == TensorTypes.Float32)
                ReadAtOnce(source, copy, allowsNonFinite);
            else
                ReadPieces(source, copy, isRowWise: !isRowMajor, allowsNonFinite, copies: true);
        }
    }

    private static void ReadAtOnce(WeightsSource source, TensorCopy copy, bool allowsNonFinite)
    {
        source.Begin(copy.Entry);
        Span<float> values = new TensorView(copy.Tensor, copy.Block()).Memory;
        for (int start = 0; start < values.Length; start += MostFloats)
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(values.Slice(start, Math.Min(MostFloats, values.Length - start)));
            source.Read(bytes);
            if (!BitConverter.IsLittleEndian)
                ReverseEach(bytes);
        }

        if (!allowsNonFinite && Finite.IndexOfOther(values) is >= 0 and int place)
            throw NotFinite(copy, place, values[place]);
    }

    private static void ReadPieces(WeightsSource source, TensorCopy copy, bool isRowWise, bool allowsNonFinite, bool copies)
    {
        source.Begin(copy.Entry);
        int row = isRowWise ? copy.Tensor.Layout.RowLength : 1, count = copy.Tensor.Length;
        if (count == 0)
            return;
        // Where an output's weights lie beside another's, several rows fill a line of memory.
        int piece = (int)Math.Min(count, Math.Max(PieceFloats / row, isRowWise ? LeastRows : 1) * (long)row), size = TensorTypes.BitsOf(copy.Entry.Type) / 8;
        float[] floats = ArrayPool<float>.Shared.Rent(piece);
        byte[] bytes = size == sizeof(float) ? [] : ArrayPool<byte>.Shared.Rent(piece * size);
        try
        {
            for (int start = 0; start < count; start += piece)
            {
                Span<float> values = floats.AsSpan(0, Math.Min(piece, count - start));
                Span<byte> raw = size == sizeof(float) ? MemoryMarshal.AsBytes(values) : bytes.AsSpan(0, values.Length * size);
                source.Read(raw);
                if (size != sizeof(float))
                    FloatConversion.ToFloats(copy.Entry.Type, raw, values);
                else if (!BitConverter.IsLittleEndian)
                    ReverseEach(raw);
                if (!allowsNonFinite && Finite.IndexOfOther(values) is >= 0 and int place)
                    throw NotFinite(copy, start + place, FloatConversion.ToDouble(copy.Entry.Type, raw, place));
                if (copies)
                    Put(copy, values, start);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(floats);
            if (bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static void Put(TensorCopy copy, ReadOnlySpan<float> values, int start)
    {
        var view = new TensorView(copy.Tensor, copy.Block());
        if (copy.Tensor.Layout.IsRowMajor)
            values.CopyTo(view.Memory[start..]);
        else
            view.CopyFrom(values, start / copy.Tensor.Layout.RowLength);
    }

    private static void ReverseEach(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i += sizeof(float))
            bytes.Slice(i, sizeof(float)).Reverse();
    }

    private static WeightsException NotFinite(TensorCopy copy, int index, double value)
    {
        Span<long> place = stackalloc long[copy.Tensor.Shape.Length];
        for (int axis = place.Length - 1, rest = index; axis >= 0; rest /= copy.Tensor.Shape[axis--])
            place[axis] = rest % copy.Tensor.Shape[axis];
        string why = double.IsFinite(value) ? "too large for 32 bits" : "not finite";
        return new WeightsException(
            WeightsProblem.NotFinite, $"Tensor '{copy.Name}' holds {value} at {TensorInfo.ShapeText<long>(place)}, which is {why}. LoadOptions.AllowNonFinite reads it all the same.", copy.Name);
    }
}
