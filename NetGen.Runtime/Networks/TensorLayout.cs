using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>A tensor's sizes and strides, checked once: the elements must lie close together, each in a place of its own.</summary>
internal sealed class TensorLayout
{
    public TensorLayout(string name, ImmutableArray<int> shape, ImmutableArray<int> extents, ImmutableArray<int> strides)
    {
        Length = LengthOf(name, shape);
        Extents = extents;
        CountedStrides = RowMajor(extents.AsSpan());
        Strides = strides.IsDefault ? CountedStrides : strides;
        RowLength = shape.Length == 0 ? 1 : Length / Math.Max(shape[0], 1);
        bool splits = Split(shape.AsSpan(), extents.AsSpan());
        if (!splits || Strides.Length != extents.Length || !IsDense(extents.AsSpan(), Strides.AsSpan()))
        {
            throw new ArgumentException(string.Concat(
                "Tensor '", name, "' has the shape ", TensorInfo.ShapeText(shape.AsSpan()), ", extents ", TensorInfo.ShapeText(extents.AsSpan()), " and strides ",
                TensorInfo.ShapeText(Strides.AsSpan()), ": extents must split the shape's axes in order, and strides must put every element in a place of its own."));
        }

        IsRowMajor = Strides.AsSpan().SequenceEqual(CountedStrides.AsSpan());
        IsSplit = !extents.AsSpan().SequenceEqual(shape.AsSpan());
    }

    /// <summary>How many elements there are.</summary>
    public int Length { get; }

    /// <summary>How many elements one index of the first axis has.</summary>
    public int RowLength { get; }

    public ImmutableArray<int> Extents { get; }

    public ImmutableArray<int> Strides { get; }

    /// <summary>What the strides would be if elements lay in the order in which they are counted.</summary>
    public ImmutableArray<int> CountedStrides { get; }

    /// <summary>Whether elements lie in the order in which they are counted.</summary>
    public bool IsRowMajor { get; }

    /// <summary>Whether an axis of the shape is several of the extents.</summary>
    public bool IsSplit { get; }

    private static ImmutableArray<int> RowMajor(ReadOnlySpan<int> extents)
    {
        var strides = new int[extents.Length];
        int stride = 1;
        for (int axis = extents.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(extents[axis], 1);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(strides);
    }

    /// <summary>The place of the element that is counted as number <paramref name="index"/> in row-major order.</summary>
    public int PlaceOf(int index)
    {
        if (IsRowMajor)
            return index;
        int place = 0;
        for (int axis = Extents.Length - 1; axis >= 0; axis--)
        {
            place += index % Extents[axis] * Strides[axis];
            index /= Extents[axis];
        }

        return place;
    }

    private static int LengthOf(string name, ImmutableArray<int> shape)
    {
        long length = 1;
        foreach (int size in shape)
        {
            length = size >= 0 && length <= int.MaxValue ? length * size : -1;
            if (length < 0)
                break;
        }

        return length is >= 0 and <= int.MaxValue
            ? (int)length
            : throw new ArgumentException(
                string.Concat("Tensor '", name, "' has the shape ", TensorInfo.ShapeText(shape.AsSpan()), ", which is no number of floats that an array can have."));
    }

    private static bool Split(ReadOnlySpan<int> shape, ReadOnlySpan<int> extents)
    {
        int at = 0;
        foreach (int size in shape)
        {
            long product = 1;
            do
            {
                if (at == extents.Length)
                    return false;
                product *= extents[at++];
            }
            while (product < size);
            if (product != size)
                return false;
        }

        return at == extents.Length;
    }

    // Walked from the smallest stride up, every axis must begin where the one before it ends. Networks have few axes: sorting would pull in more code than this whole type.
    private static bool IsDense(ReadOnlySpan<int> extents, ReadOnlySpan<int> strides)
    {
        int axes = 0;
        foreach (int extent in extents)
            axes += extent > 1 ? 1 : 0;
        long end = 1;
        for (; axes > 0; axes--)
        {
            int next = -1;
            for (int axis = 0; axis < extents.Length && next < 0; axis++)
                next = extents[axis] > 1 && strides[axis] == end ? axis : -1;
            if (next < 0)
                return false;
            end *= extents[next];
        }

        return true;
    }
}
