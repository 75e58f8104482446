using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>Whether targets are what a network's loss can learn from; the one place that says so, for data sets, streams and steps.</summary>
internal static class TargetCheck
{
    /// <summary>Checks rows of targets.</summary>
    /// <param name="targets">The rows, one after the other.</param>
    /// <param name="network">The network that is to learn them.</param>
    /// <param name="smoothing">The label smoothing that they are to be given, or 0.</param>
    /// <param name="firstRow">The number of the first row, for messages.</param>
    /// <param name="row">What a row is called: row, sample.</param>
    /// <param name="argument">The argument that they come from.</param>
    /// <exception cref="ArgumentException">A target does not fit; the message names row, value, range and cure.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ReadOnlySpan<float> targets, ITrainableNetwork network, float smoothing, long firstRow, string row, string argument)
    {
        TargetRange range = network.TargetRange;
        bool smooths = smoothing > 0 && !network.HasClassTargets;
        if (range.IsOneClass ? !Finite.All(targets) : !Within(targets, range.Least, range.Largest))
            ThrowOutside(targets, network, firstRow, row, argument);
        if (range.IsOneClass && IndexOfOther(targets, network.OutputSize) is >= 0 and int other)
        {
            throw new ArgumentException(
                $"Expected {range}, as the network's loss compares one class with all others, but {row} {firstRow + other} is "
                + $"[{string.Join(", ", targets.Slice(other * network.OutputSize, Math.Min(network.OutputSize, 8)).ToArray())}{(network.OutputSize > 8 ? ", …" : "")}]. "
                + $"{FromLabels(network.OutputSize)} makes such rows; for several labels at once take sigmoids with Loss.BinaryCrossEntropy.", argument);
        }

        if (smooths && !Within(targets, 0, 1))
        {
            int place = IndexOutside(targets, 0, 1);
            throw new ArgumentException(
                $"{nameof(TrainingOptions.LabelSmoothing)} needs targets from 0 to 1, but target {place % network.OutputSize} of {row} "
                + $"{firstRow + place / network.OutputSize} is {targets[place]}. Scale the targets to 0 to 1, or leave smoothing out.", "options");
        }
    }

    /// <summary>Whether a row is one 1 among zeros, or among −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsOneClass(ReadOnlySpan<float> row)
    {
        int ones = 0, zeros = 0, negative = 0;
        foreach (float t in row)
        {
            ones += t == 1 ? 1 : 0;
            zeros += t == 0 ? 1 : 0;
            negative += t == -1 ? 1 : 0;
        }

        return ones == 1 && (zeros == row.Length - 1 || negative == row.Length - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Within(ReadOnlySpan<float> values, float least, float largest)
    {
        ref float v = ref MemoryMarshal.GetReference(values);
        var low = new Vector<float>(least);
        var high = new Vector<float>(largest);
        var inside = Vector<int>.AllBitsSet;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.LoadUnsafe(ref v, (nuint)i);
            inside &= Vector.GreaterThanOrEqual(value, low) & Vector.LessThanOrEqual(value, high);
        }

        bool fits = Vector.EqualsAll(inside, Vector<int>.AllBitsSet);
        for (; i < values.Length; i++)
            fits &= values[i] >= least && values[i] <= largest;
        return fits;
    }

    private static int IndexOutside(ReadOnlySpan<float> values, float least, float largest)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= least && values[i] <= largest))
                return i;
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int IndexOfOther(ReadOnlySpan<float> targets, int size)
    {
        for (int row = 0; row < targets.Length / size; row++)
        {
            if (!IsOneClass(targets.Slice(row * size, size)))
                return row;
        }

        return -1;
    }

    private static void ThrowOutside(ReadOnlySpan<float> targets, ITrainableNetwork network, long firstRow, string row, string argument)
    {
        TargetRange range = network.TargetRange;
        int place = Finite.IndexOfOther(targets);
        bool isFinite = place < 0;
        if (isFinite)
            place = IndexOutside(targets, range.Least, range.Largest);
        string where = $"target {place % network.OutputSize} of {row} {firstRow + place / network.OutputSize} is {targets[place]}.";
        throw new ArgumentException(
            isFinite
                ? $"Expected targets of {range}, as the network's loss has no meaning outside, but {where} {Cure(targets, network)}"
                : $"Expected finite targets, but {where}", argument);
    }

    /// <summary>What to do, in code, told from all targets at hand.</summary>
    private static string Cure(ReadOnlySpan<float> targets, ITrainableNetwork network)
    {
        float least = float.MaxValue, largest = float.MinValue;
        bool areWhole = true;
        foreach (float t in targets)
        {
            (least, largest) = (MathF.Min(least, t), MathF.Max(largest, t));
            areWhole &= t == MathF.Floor(t);
        }

        TargetRange range = network.TargetRange;
        if (range == TargetRange.NotNegative || range.IsOneClass)
        {
            return least >= -1 && largest <= 1
                ? $"For targets of -1 and 1 take (y + 1) / 2. {FromLabels(network.OutputSize)} makes one-hot rows of class labels."
                : $"{FromLabels(network.OutputSize)} makes one-hot rows of class labels; for any numbers take a loss such as Loss.MeanSquaredError.";
        }

        if (range != TargetRange.UnitInterval)
            return $"Bring them to {range}, or take another loss.";
        if (least >= -1 && largest <= 1)
            return "For targets from -1 to 1 take (y + 1) / 2.";
        string others = "for any numbers take a loss such as Loss.MeanSquaredError.";
        if (least < 0 || !(largest <= 255))
            return $"Bring them to 0 to 1, such as (y - {least}) / {(double)largest - least:G9}; {others}";
        string classes = areWhole && network.OutputSize == 1
            ? largest == 2 && least == 1
                ? "For classes 1 and 2 take y - 1. "
                : $"For class labels take Dataset.FromLabels(inputs, labels, inputSize, classes: {largest + 1}) and a softmax of as many outputs with Loss.CrossEntropy. "
            : "";
        return $"{classes}For pixels and other bytes divide by 255; {others}";
    }

    private static string FromLabels(int classes) => $"Dataset.FromLabels(inputs, labels, inputSize, classes: {classes})";
}
