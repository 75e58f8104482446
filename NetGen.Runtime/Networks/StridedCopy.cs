using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Copies between row-major order and a tensor's layout. The two innermost loops run over the axis along which memory is close and the last
/// axis, a tile at a time, so that lines of memory on both sides are used as a whole.
/// </summary>
internal static class StridedCopy
{
    private const int TileRows = 64, TileColumns = 16;

    /// <summary>Copies rows of the first axis into the tensor.</summary>
    public static void FromRows(ReadOnlySpan<float> rows, Span<float> tensor, TensorLayout layout, int firstRow) =>
        Copy(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(rows), rows.Length), tensor, layout, firstRow, intoTensor: true);

    /// <summary>Copies rows of the first axis out of the tensor.</summary>
    public static void ToRows(Span<float> tensor, Span<float> rows, TensorLayout layout, int firstRow) =>
        Copy(rows, tensor, layout, firstRow, intoTensor: false);

    private static void Copy(Span<float> rows, Span<float> tensor, TensorLayout layout, int firstRow, bool intoTensor)
    {
        int axes = layout.Extents.Length, last = axes - 1;
        Span<int> extents = stackalloc int[axes], index = stackalloc int[axes];
        layout.Extents.CopyTo(extents);
        ReadOnlySpan<int> outer = layout.CountedStrides.AsSpan(), inner = layout.Strides.AsSpan();
        int first = firstRow * layout.RowLength, count = rows.Length;
        if (count % outer[0] != 0 || first % outer[0] != 0)
        {
            // Rows of a first axis that is split, cut within one of its parts.
            CopySingly(rows, tensor, layout, first, intoTensor);
            return;
        }

        extents[0] = count / outer[0];
        int close = Close(extents, inner, last);
        int start = first / outer[0] * inner[0];
        index.Clear();
        while (true)
        {
            int row = 0, place = start;
            for (int axis = 0; axis < axes; axis++)
            {
                row += index[axis] * outer[axis];
                place += index[axis] * inner[axis];
            }

            CopyPlane(rows, row, outer[close], tensor, place, inner[close], extents[close], inner[last], close == last ? 1 : extents[last], intoTensor);
            int next = last;
            while (next >= 0 && (next == close || next == last || ++index[next] == extents[next]))
                index[next--] = 0;
            if (next < 0)
                return;
        }
    }

    /// <summary>The axis along which memory is closest, the last one aside unless there is no other.</summary>
    private static int Close(ReadOnlySpan<int> extents, ReadOnlySpan<int> strides, int last)
    {
        int close = last;
        for (int axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] > 1 && strides[axis] < strides[close])
                close = axis;
        }

        return close;
    }

    /// <summary>Copies a plane in tiles whose lines of memory stay at hand: each is read once, though both sides are walked through across.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPlane(
        Span<float> rows, int row, int rowStride, Span<float> tensor, int place, int placeStride, int count, int lastStride, int lastCount, bool intoTensor)
    {
        // The last element on each side lies within its span: so do all.
        _ = rows[row + (count - 1) * rowStride + lastCount - 1];
        _ = tensor[place + (count - 1) * placeStride + (lastCount - 1) * lastStride];
        for (int from = 0; from < count; from += TileRows)
        {
            int to = Math.Min(from + TileRows, count);
            for (int first = 0; first < lastCount; first += TileColumns)
            {
                nint columns = Math.Min(TileColumns, lastCount - first);
                for (int j = from; j < to; j++)
                {
                    ref float r = ref Unsafe.Add(ref MemoryMarshal.GetReference(rows), row + (nint)j * rowStride + first);
                    ref float t = ref Unsafe.Add(ref MemoryMarshal.GetReference(tensor), place + (nint)j * placeStride + (nint)first * lastStride);
                    if (intoTensor)
                    {
                        for (nint i = 0; i < columns; i++)
                            Unsafe.Add(ref t, i * lastStride) = Unsafe.Add(ref r, i);
                    }
                    else
                    {
                        for (nint i = 0; i < columns; i++)
                            Unsafe.Add(ref r, i) = Unsafe.Add(ref t, i * lastStride);
                    }
                }
            }
        }
    }

    private static void CopySingly(Span<float> rows, Span<float> tensor, TensorLayout layout, int first, bool intoTensor)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            ref float element = ref tensor[layout.PlaceOf(first + i)];
            if (intoTensor)
                element = rows[i];
            else
                rows[i] = element;
        }
    }
}
