using System.Runtime.CompilerServices;
using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>
/// Samples in memory: rows of inputs with rows of targets or class labels. Immutable; views such as <see cref="Split"/> and
/// <see cref="Shuffle"/> share the arrays and copy no row.
/// </summary>
/// <remarks>
/// A label is the number of a class: label 2 stands for the third class. Rows have classes where they have labels, where every row of targets
/// is one-hot or made of shares that sum up to 1, and, with a single target, where all are 0 or 1. Rows of several targets that are all 0
/// or 1 are several labels at once. Everything else are numbers. What rows have is told by all rows of the arrays, so that a view says the
/// same as the whole.
/// </remarks>
public sealed partial class Dataset
{
    private readonly float[] _inputs;
    private readonly float[]? _targets;
    private readonly int[]? _labels;
    private readonly TargetTraits _traits;

    // A window over this array is the one-hot row of any class; with a single output it holds the targets of both.
    private readonly float[]? _oneHot;
    private readonly int[]? _order;

    // One weight a place in the order: a row that was taken twice has one for each take.
    private readonly float[]? _weights;
    private readonly int _start;

    // How far the rows' starts lie apart, and the row of targets of the first row.
    private readonly int _inputStride, _targetStride, _firstTarget;

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

        (_inputs, _targets, InputSize, OutputSize, _inputStride, _targetStride) = (inputs, targets, inputSize, outputSize, inputSize, outputSize);
        _traits = new TargetTraits(Count);
    }

    private Dataset(float[] inputs, int[] labels, int inputSize, int classes, string labelsName)
    {
        Count = CountRows(inputs, inputSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (labels.Length != Count)
            throw new ArgumentException($"Expected {Count} labels, one a row of inputs, but got {labels.Length}.", labelsName);
        int largest = Math.Max(classes - 1, 1);
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] > (uint)largest)
                throw new ArgumentOutOfRangeException(labelsName, labels[i], $"Expected labels from 0 to {largest}, but row {i} has {labels[i]}.{CureOf(labels, classes)}");
        }

        (_inputs, _labels, InputSize, OutputSize, _inputStride, _targetStride) = (inputs, labels, inputSize, classes, inputSize, classes);
        _oneHot = new float[classes == 1 ? 2 : Require.Floats(2, classes, "classes") - 1];
        _oneHot[largest] = 1;
        _traits = new TargetTraits(Count, classes == 1 ? TargetKind.TwoClasses : TargetKind.Classes);
    }

    private Dataset(float[] series, float[] targets, int inputSize, int outputSize, int count, int inputStride, int targetStride, int firstTarget)
    {
        (_inputs, _targets, InputSize, OutputSize, Count) = (series, targets, inputSize, outputSize, count);
        (_inputStride, _targetStride, _firstTarget) = (inputStride, targetStride, firstTarget);
        _traits = new TargetTraits(Count);
    }

    private Dataset(Dataset source, float[] inputs, float[]? targets, int[]? labels, float[]? weights)
    {
        (_inputs, _targets, _labels, _oneHot, _weights, _traits) = (inputs, targets, labels, source._oneHot, weights, source._traits);
        (InputSize, OutputSize, _inputStride, _targetStride, Count) = (source.InputSize, source.OutputSize, source.InputSize, source.OutputSize, source.Count);
    }

    private Dataset(Dataset source, float[]? weights, int[]? order, int start, int count)
    {
        (_inputs, _targets, _labels, _oneHot, _traits) = (source._inputs, source._targets, source._labels, source._oneHot, source._traits);
        (_weights, _order, _start, Count) = (weights, order, start, count);
        (InputSize, OutputSize) = (source.InputSize, source.OutputSize);
        (_inputStride, _targetStride, _firstTarget) = (source._inputStride, source._targetStride, source._firstTarget);
    }

    /// <summary>How many rows there are; 1 or more.</summary>
    public int Count { get; }

    /// <summary>How many numbers one input has.</summary>
    public int InputSize { get; }

    /// <summary>How many numbers one target has: for labels, the number of classes, or 1 for two classes told by one output.</summary>
    public int OutputSize { get; }

    /// <summary>Whether rows have class labels rather than rows of targets.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>Whether rows count differently in training: see <see cref="WithWeights"/>.</summary>
    public bool HasWeights => _weights is not null;

    /// <summary>
    /// Makes a dataset of inputs and class labels. The arrays are kept, not copied. Targets are one-hot rows of as many numbers as there are
    /// classes; with <c>classes: 1</c>, for a network with a single sigmoid, labels are 0 or 1 and are the targets themselves.
    /// </summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> numbers, row-major.</param>
    /// <param name="labels">One class a row, from 0 to <paramref name="classes"/> − 1; 0 or 1 where that is 1.</param>
    /// <param name="inputSize">How many numbers one input has, 1 or more.</param>
    /// <param name="classes">How many outputs the network has: one a class, or 1 for two classes told by a single sigmoid.</param>
    /// <exception cref="ArgumentException">There is no row, the inputs are no whole number of rows, or the numbers of rows and labels differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or a label is out of its range; the message names the row.</exception>
    public static Dataset FromLabels(float[] inputs, int[] labels, int inputSize, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Dataset(inputs, labels, inputSize, classes, nameof(labels));
    }

    /// <summary>Makes a dataset of inputs and class labels, which are copied; as the other overload otherwise.</summary>
    /// <param name="inputs">Rows of <paramref name="inputSize"/> numbers, row-major.</param>
    /// <param name="labels">One class a row, from 0 to <paramref name="classes"/> − 1; 0 or 1 where that is 1.</param>
    /// <param name="inputSize">How many numbers one input has, 1 or more.</param>
    /// <param name="classes">How many outputs the network has: one a class, or 1 for two classes told by a single sigmoid.</param>
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
    public ReadOnlySpan<float> Input(int row) => _inputs.AsSpan(Place(row) * _inputStride, InputSize);

    /// <summary>The targets of a row; the one-hot row of its label where rows have labels.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<float> Target(int row)
    {
        int place = Place(row);
        return _labels is null ? TargetAt(place)
            : OutputSize == 1 ? _oneHot.AsSpan(_labels[place], 1)
            : _oneHot.AsSpan(OutputSize - 1 - _labels[place], OutputSize);
    }

    /// <summary>The class of a row: its label, or the index of its largest target; with a single target 1 where that is at least ½, else 0.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Label(int row)
    {
        int place = Place(row);
        return _labels is null ? Classes.Of(TargetAt(place)) : _labels[place];
    }

    /// <summary>How much a row counts in training, evaluation and metrics; 1 unless <see cref="WithWeights"/> said otherwise.</summary>
    /// <param name="row">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Weight(int row)
    {
        Place(row);
        return _weights is null ? 1 : _weights[_start + row];
    }

    /// <summary>The inputs of rows that follow each other in memory; empty where they do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<float> ContiguousInputs(int row, int count) =>
        _order is null && _inputStride == InputSize ? _inputs.AsSpan((_start + row) * InputSize, count * InputSize) : default;

    /// <summary>The targets of rows that follow each other in memory; empty where they do not, or rows have labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ReadOnlySpan<float> ContiguousTargets(int row, int count) =>
        _order is null && _targets is not null && _targetStride == OutputSize
            ? _targets.AsSpan(_firstTarget + (_start + row) * OutputSize, count * OutputSize)
            : default;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<float> TargetAt(int place) => _targets.AsSpan(_firstTarget + place * _targetStride, OutputSize);

    private static string CureOf(int[] labels, int classes)
    {
        int least = labels.Min(), largest = labels.Max();
        return least == 1 && largest == Math.Max(classes, 2) ? " Labels begin at 0: take 1 off each."
            : least == -1 && largest == 1 && classes <= 2 ? " For labels of -1 and 1 take (label + 1) / 2."
            : least < 0 ? " A class that is not known is no class: leave such rows out."
            : $" As many classes as the labels need: classes: {largest + 1L}.";
    }

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
