using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Copies between row-major order and a tensor's layout. The two innermost loops run over the axis along which memory is close and the last
/// axis, a line of memory at a time, so that both sides are read and written in order.
/// </summary>
internal static class StridedCopy
{
    private const int Line = 16;

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

    private static void CopyPlane(
        Span<float> rows, int row, int rowStride, Span<float> tensor, int place, int placeStride, int count, int lastStride, int lastCount, bool intoTensor)
    {
        for (int from = 0; from < count; from += Line)
        {
            int to = Math.Min(from + Line, count);
            for (int i = 0; i < lastCount; i++)
            {
                int r = row + from * rowStride + i, p = place + from * placeStride + i * lastStride;
                if (intoTensor)
                {
                    for (int j = from; j < to; j++, r += rowStride, p += placeStride)
                        tensor[p] = rows[r];
                }
                else
                {
                    for (int j = from; j < to; j++, r += rowStride, p += placeStride)
                        rows[r] = tensor[p];
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
