using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Samples in memory: rows of inputs with rows of targets or class labels. Immutable; views such as <see cref="Split"/> and
/// <see cref="Shuffle"/> share the arrays and copy no row.
/// </summary>
public sealed partial class Dataset
{
    private readonly float[] _inputs;
    private readonly float[]? _targets;
    private readonly int[]? _labels;
    private readonly float[]? _weights;

    // A window over this array is the one-hot row of any class.
    private readonly float[]? _oneHot;
    private readonly int[]? _order;
    private readonly int _start;

    /// <summary>Makes a dataset of inputs and targets. The arrays are kept, not copied.</summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> numbers, row-major.</param>
    /// <param name="targets">As many rows of <paramref name="outputSize"/> numbers; may be the same array as <paramref name="inputs"/>.</param>
    /// <param name="inputSize">How many numbers one input has, 1 or more.</param>
    /// <param name="outputSize">How many numbers one target has, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no row, an array holds no whole number of rows, or the two have different numbers of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    public Dataset(float[] inputs, float[] targets, int inputSize, int outputSize)
    {
        Count = CountRows(inputs, inputSize);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        if (targets.Length != (long)Count * outputSize)
        {
            throw new ArgumentException(
                $"Expected {Count} rows of {outputSize} targets, {(long)Count * outputSize} in all, as there are {Count} rows of inputs, but got {targets.Length}.",
                nameof(targets));
        }

        (_inputs, _targets, InputSize, OutputSize) = (inputs, targets, inputSize, outputSize);
    }

    private Dataset(float[] inputs, int[] labels, int inputSize, int classes, string labelsName)
    {
        Count = CountRows(inputs, inputSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.Length != Count)
            throw new ArgumentException($"Expected {Count} labels, one a row of inputs, but got {labels.Length}.", labelsName);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentOutOfRangeException(labelsName, labels[i], $"Expected labels from 0 to {classes - 1}, but row {i} has {labels[i]}.");
        }

        (_inputs, _labels, InputSize, OutputSize) = (inputs, labels, inputSize, classes);
        _oneHot = new float[Require.Floats(2, classes, "classes") - 1];
        _oneHot[classes - 1] = 1;
    }

    private Dataset(Dataset source, float[]? weights, int[]? order, int start, int count)
    {
        (_inputs, _targets, _labels, _oneHot) = (source._inputs, source._targets, source._labels, source._oneHot);
        (_weights, _order, _start, Count) = (weights, order, start, count);
        (InputSize, OutputSize) = (source.InputSize, source.OutputSize);
    }

    /// <summary>How many rows there are; 1 or more.</summary>
    public int Count { get; }

    /// <summary>How many numbers one input has.</summary>
    public int InputSize { get; }

    /// <summary>How many numbers one target has: for labels, the number of classes.</summary>
    public int OutputSize { get; }

    /// <summary>Whether rows have class labels rather than rows of targets.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>Whether rows count differently in training: see <see cref="WithWeights"/>.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>Makes a dataset of inputs and class labels. The arrays are kept, not copied; targets are one-hot rows.</summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> numbers, row-major.</param>
    /// <param name="labels">One class a row, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="inputSize">How many numbers one input has, 1 or more.</param>
    /// <param name="classes">How many classes there are, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no row, the inputs are no whole number of rows, or the numbers of rows and labels differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a label is out of its range; the message names the row.</exception>
    public static Dataset FromLabels(float[] inputs, int[] labels, int inputSize, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset(inputs, labels, inputSize, classes, nameof(labels));
    }

    /// <summary>Makes a dataset of inputs and class labels, which are copied; as the other overload otherwise.</summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> numbers, row-major.</param>
    /// <param name="labels">One class a row, from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="inputSize">How many numbers one input has, 1 or more.</param>
    /// <param name="classes">How many classes there are, 1 or more.</param>
    /// <exception cref="ArgumentException">There is no row, the inputs are no whole number of rows, or the numbers of rows and labels differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a label is out of its range; the message names the row.</exception>
    public static Dataset FromLabels(float[] inputs, ReadOnlySpan<byte> labels, int inputSize, int classes)
    {
        int[] copy = new int[labels.Length];
        for (int i = 0; i < copy.Length; i++)
            copy[i] = labels[i];
        return new Dataset(inputs, copy, inputSize, classes, nameof(labels));
    }

    /// <summary>Makes a dataset by copying rows that lie apart.</summary>
    /// <param name="inputs">The inputs, all of one length.</param>
    /// <param name="targets">As many targets, all of one length.</param>
    /// <exception cref="ArgumentException">There is no row, the numbers of rows differ, or a row has another length than the first.</exception>
    public static Dataset FromRows(IReadOnlyList<float[]> inputs, IReadOnlyList<float[]> targets)
    {
        float[] flatInputs = Flatten(inputs, nameof(inputs)), flatTargets = Flatten(targets, nameof(targets));
        if (inputs.Count != targets.Count)
            throw new ArgumentException($"Expected {inputs.Count} rows of targets, one a row of inputs, but got {targets.Count}.", nameof(targets));
        return new Dataset(flatInputs, flatTargets, inputs[0].Length, targets[0].Length);
    }

    /// <summary>The inputs of a row.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Input(int row) => _inputs.AsSpan(Place(row) * InputSize, InputSize);

    /// <summary>The targets of a row; the one-hot row of its label where rows have labels.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Target(int row)
    {
        int place = Place(row);
        return _labels is null
            ? _targets.AsSpan(place * OutputSize, OutputSize)
            : _oneHot.AsSpan(OutputSize - 1 - _labels[place], OutputSize);
    }

    /// <summary>The class of a row: its label, or the index of its largest target; with a single target 1 where that is at least ½, else 0.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Label(int row)
    {
        int place = Place(row);
        return _labels is null ? Classes.Of(_targets.AsSpan(place * OutputSize, OutputSize)) : _labels[place];
    }

    /// <summary>How much a row counts in training; 1 unless <see cref="WithWeights"/> said otherwise.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weight(int row)
    {
        int place = Place(row);
        return _weights is null ? 1 : _weights[place];
    }

    /// <summary>The inputs of rows that follow each other in memory; empty where they do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<float> ContiguousInputs(int row, int count) =>
        _order is null ? _inputs.AsSpan((_start + row) * InputSize, count * InputSize) : default;

    /// <summary>The targets of rows that follow each other in memory; empty where they do not, or rows have labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<float> ContiguousTargets(int row, int count) =>
        _order is null && _targets is not null ? _targets.AsSpan((_start + row) * OutputSize, count * OutputSize) : default;

    private static int CountRows(float[] inputs, int inputSize)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        if (inputs.Length == 0)
            throw new ArgumentException("Expected at least one row of inputs, but there is none.", nameof(inputs));
        if (inputs.Length % inputSize != 0)
            throw new ArgumentException($"Expected rows of {inputSize} inputs, but {inputs.Length} is no multiple of {inputSize}.", nameof(inputs));
        return inputs.Length / inputSize;
    }

    private static float[] Flatten(IReadOnlyList<float[]> rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        if (rows.Count == 0)
            throw new ArgumentException("Expected at least one row, but there is none.", name);
        int size = rows[0].Length;
        float[] flat = new float[Require.Floats(rows.Count, size, "numbers")];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != size)
                throw new ArgumentException($"Expected rows of {size} numbers as the first is, but row {i} has {rows[i].Length}.", name);
            rows[i].CopyTo(flat.AsSpan(i * size));
        }

        return flat;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Place(int row)
    {
        if ((uint)row >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The dataset has {Count} rows.");
        return _order is null ? _start + row : _order[_start + row];
    }
}
