using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>
/// A tensor of a block of parameters or gradients, addressed in PyTorch's order whatever its layout in memory is: weights are
/// [output, input], biases [output]. Nothing is copied.
/// </summary>
public readonly ref struct TensorView
{
    private readonly Span<float> _values;
    private readonly TensorInfo? _info;

    /// <summary>Makes a view of a tensor described by <paramref name="info"/> over <paramref name="block"/>.</summary>
    /// <param name="info">The tensor.</param>
    /// <param name="block">All parameters, or anything laid out like them.</param>
    /// <exception cref="ArgumentException">The block is too short for the tensor.</exception>
    public TensorView(TensorInfo info, Span<float> block)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (block.Length - info.Offset < info.Length)
            throw TooShort(info, block.Length);
        _info = info;
        _values = block.Slice(info.Offset, info.Length);
    }

    private static ArgumentException TooShort(TensorInfo info, int length) => new(
        string.Concat("Tensor '", info.ToString(), "' needs a block of at least ", ((long)info.Offset + info.Length).ToString(CultureInfo.InvariantCulture),
            " floats, but the block has ", length.ToString(CultureInfo.InvariantCulture), "."), "block");

    /// <summary>The tensor's description.</summary>
    public TensorInfo Info => _info ?? throw new InvalidOperationException("This is a view of no tensor.");

    /// <summary>The sizes of the axes, in PyTorch's order.</summary>
    public ImmutableArray<int> Shape => _info is null ? [] : _info.Shape;

    /// <summary>How many elements there are.</summary>
    public int Length => _values.Length;

    /// <summary>Whether there is no element, as in a view that was not made of a tensor.</summary>
    public bool IsEmpty => _values.IsEmpty;

    /// <summary>The elements in the order of memory, which is the generator's choice.</summary>
    public Span<float> Memory => _values;

    /// <summary>An element of a tensor with one axis.</summary>
    /// <param name="i">Its index, such as the output of a bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of its range, or the tensor has another number of axes.</exception>
    public ref float this[int i]
    {
        get
        {
            if (_info is not { Shape: [int a] } || (uint)i >= (uint)a) throw OutOfRange(i);
            return ref _values[_info.Layout.IsSplit ? _info.Layout.PlaceOf(i) : i * _info.Layout.Strides[0]];
        }
    }

    /// <summary>An element of a tensor with two axes.</summary>
    /// <param name="i">Its index along the first, such as the output of a weight.</param>
    /// <param name="j">Its index along the second, such as the input of a weight.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of its range, or the tensor has another number of axes.</exception>
    public ref float this[int i, int j]
    {
        get
        {
            if (_info is not { Shape: [int a, int b] } || (uint)i >= (uint)a || (uint)j >= (uint)b) throw OutOfRange(i, j);
            TensorLayout layout = _info.Layout;
            return ref _values[layout.IsSplit ? layout.PlaceOf(i * b + j) : i * layout.Strides[0] + j * layout.Strides[1]];
        }
    }

    /// <summary>An element of a tensor with three axes.</summary>
    /// <param name="i">Its index along the first.</param>
    /// <param name="j">Its index along the second.</param>
    /// <param name="k">Its index along the third.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of its range, or the tensor has another number of axes.</exception>
    public ref float this[int i, int j, int k]
    {
        get
        {
            if (_info is not { Shape: [int a, int b, int c] } || (uint)i >= (uint)a || (uint)j >= (uint)b || (uint)k >= (uint)c) throw OutOfRange(i, j, k);
            return ref _values[_info.Layout.PlaceOf((i * b + j) * c + k)];
        }
    }

    /// <summary>An element of a tensor with four axes.</summary>
    /// <param name="i">Its index along the first.</param>
    /// <param name="j">Its index along the second.</param>
    /// <param name="k">Its index along the third.</param>
    /// <param name="l">Its index along the fourth.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of its range, or the tensor has another number of axes.</exception>
    public ref float this[int i, int j, int k, int l]
    {
        get
        {
            if (_info is not { Shape: [int a, int b, int c, int d] } || (uint)i >= (uint)a || (uint)j >= (uint)b || (uint)k >= (uint)c || (uint)l >= (uint)d)
                throw OutOfRange(i, j, k, l);
            return ref _values[_info.Layout.PlaceOf(((i * b + j) * c + k) * d + l)];
        }
    }

    /// <summary>Copies all elements from row-major order: the last axis runs fastest, as in PyTorch and NumPy.</summary>
    /// <param name="rowMajor">As many floats as the tensor has elements.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyFrom(ReadOnlySpan<float> rowMajor)
    {
        if (rowMajor.Length != Length) throw WrongLength(nameof(rowMajor), rowMajor.Length);
        CopyFrom(rowMajor, 0);
    }

    /// <summary>Copies all elements to row-major order: the last axis runs fastest, as in PyTorch and NumPy.</summary>
    /// <param name="rowMajor">Receives as many floats as the tensor has elements.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<float> rowMajor)
    {
        if (rowMajor.Length != Length) throw WrongLength(nameof(rowMajor), rowMajor.Length);
        CopyTo(rowMajor, 0);
    }

    /// <summary>The elements in row-major order.</summary>
    public float[] ToArray()
    {
        float[] values = new float[Length];
        CopyTo(values, 0);
        return values;
    }

    /// <summary>Sets all elements to one value.</summary>
    /// <param name="value">The value.</param>
    public void Fill(float value) => _values.Fill(value);

    /// <summary>Copies whole rows, those of the first axis from <paramref name="firstRow"/> on, from row-major order.</summary>
    internal void CopyFrom(ReadOnlySpan<float> rows, int firstRow)
    {
        if (_info is null || rows.IsEmpty)
            return;
        TensorLayout layout = _info.Layout;
        if (layout.IsRowMajor)
            rows.CopyTo(_values[(firstRow * layout.RowLength)..]);
        else
            StridedCopy.FromRows(rows, _values, layout, firstRow);
    }

    /// <summary>Copies whole rows, those of the first axis from <paramref name="firstRow"/> on, to row-major order.</summary>
    internal void CopyTo(Span<float> rows, int firstRow)
    {
        if (_info is null || rows.IsEmpty)
            return;
        TensorLayout layout = _info.Layout;
        if (layout.IsRowMajor)
            _values.Slice(firstRow * layout.RowLength, rows.Length).CopyTo(rows);
        else
            StridedCopy.ToRows(_values, rows, layout, firstRow);
    }

    private ArgumentOutOfRangeException OutOfRange(params ReadOnlySpan<int> index)
    {
        string actual = TensorInfo.ShapeText(index);
        if (index.Length != Shape.Length)
            return new("i", $"Expected {Shape.Length} indices into the tensor '{_info}', but got {actual}.");
        int axis = 0;
        while ((uint)index[axis] < (uint)Shape[axis])
            axis++;
        return new("ijkl"[axis].ToString(), index[axis], $"Expected an index from 0 to {Shape[axis] - 1} into axis {axis} of the tensor '{_info}', but got {actual}.");
    }

    private ArgumentException WrongLength(string argument, int length) =>
        new($"Expected {Length} floats for the tensor '{(_info is null ? "none" : _info)}' in row-major order, but got {length}.", argument);
}
