using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime;

/// <summary>What emitted passes do with their rows of floats besides mathematics.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Buffers
{
    /// <summary>How many floats <see cref="Align"/> may skip: allocate that many more.</summary>
    public const int AlignmentSlack = 16;

    /// <summary>The first float of a stack buffer or pinned array that starts on a 64-byte line. On memory that may move the start is merely some float among the first 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe ref float Align(Span<float> buffer)
    {
        ref float start = ref MemoryMarshal.GetReference(buffer);
        nuint address = (nuint)Unsafe.AsPointer(ref start);
        return ref Unsafe.AddByteOffset(ref start, (0 - address) & 60);
    }

    /// <summary>The first of some gradients, after a look at their length; a null reference where there are none, which are not wanted then.</summary>
    /// <exception cref="ArgumentException">There are some, but more or fewer than parameters.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ref float Gradients(Span<float> gradients, int expected)
    {
        if (gradients.Length == expected)
            return ref MemoryMarshal.GetReference(gradients);
        if (!gradients.IsEmpty) Throw.Length(nameof(gradients), expected, gradients.Length);
        return ref Unsafe.NullRef<float>();
    }

    /// <summary>How much the one row of a pass counts.</summary>
    /// <exception cref="ArgumentException">There is more than one weight.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Weight(ReadOnlySpan<float> sampleWeights)
    {
        if (sampleWeights.IsEmpty)
            return 1;
        if (sampleWeights.Length != 1) Throw.RowCount(nameof(sampleWeights), 1, 1, sampleWeights.Length);
        return sampleWeights[0];
    }

    /// <summary>How much the one row of a pass counts; its outputs cannot be weighed.</summary>
    /// <exception cref="ArgumentException">There is more than one weight, or there are weights of outputs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Weight(TrainingContext context)
    {
        if (!context.OutputWeights.IsEmpty) Throw.OutputWeightsOfRow();
        return Weight(context.SampleWeights);
    }

    /// <summary>A span that must be one row.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<float> OneRow(ReadOnlySpan<float> row, int length, string argument)
    {
        if (row.Length != length) Throw.Length(argument, length, row.Length);
        return row;
    }

    /// <summary>Targets that are needed: as many as outputs.</summary>
    /// <exception cref="ArgumentException">There are none, though there are outputs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<float> Targets(ReadOnlySpan<float> targets, ReadOnlySpan<float> outputs)
    {
        if (targets.IsEmpty && !outputs.IsEmpty) Throw.Length(nameof(targets), outputs.Length, 0);
        return targets;
    }

    /// <summary>The mean loss of some rows; 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Mean(float sum, int rows) => rows == 0 ? 0 : sum / rows;

    /// <summary>What gradients are multiplied with when a step of gradient descent adds them to the parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not a finite number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Step(float learningRate)
    {
        if (!float.IsFinite(learningRate)) Throw.LearningRate(nameof(learningRate), learningRate);
        return -learningRate;
    }

    /// <summary>The same for a step on the mean of some rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The learning rate is not a finite number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Step(float learningRate, int rows) => Step(learningRate) / rows;

    /// <summary>How many rows of <paramref name="length"/> some inputs are.</summary>
    /// <exception cref="ArgumentException">They end within a row.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CountRows(ReadOnlySpan<float> inputs, int length)
    {
        int rows = inputs.Length / length;
        if (rows * length != inputs.Length) Throw.Rows(nameof(inputs), length, inputs.Length);
        return rows;
    }

    /// <summary>Whether two spans share a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Overlap(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        nuint distance = (nuint)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(first), ref MemoryMarshal.GetReference(second));
        return (distance < (nuint)(uint)first.Length * sizeof(float) || 0 - distance < (nuint)(uint)second.Length * sizeof(float)) && !first.IsEmpty && !second.IsEmpty;
    }

    /// <summary>The weight of a network's only output: 1 where none is given.</summary>
    /// <exception cref="ArgumentException">There are several.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float OutputWeight(ReadOnlySpan<float> outputWeights)
    {
        if (outputWeights.IsEmpty)
            return 1;
        if (outputWeights.Length != 1) Throw.Length(nameof(outputWeights), 1, outputWeights.Length);
        return outputWeights[0];
    }

    /// <summary>One row as a span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<float> Row(ref float rows, nuint offset, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref rows, offset), length);

    /// <summary>Copies rows that lie <paramref name="stride"/> apart into rows that lie close together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CopyRows(ref float from, ref float to, nuint size, nuint rows, nuint stride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, row * stride), (int)size)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, row * size), (int)size));
        }
    }

    /// <summary>Copies rows that lie close together to rows that lie <paramref name="stride"/> apart, each times its weight; without weights all count 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SpreadRows(ref float from, ref float to, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float start = ref Unsafe.Add(ref to, row * stride);
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref from, row * size), (int)size).CopyTo(MemoryMarshal.CreateSpan(ref start, (int)size));
            if (!weights.IsEmpty && weights[(int)row] != 1)
                Scale(ref start, size, weights[(int)row]);
        }
    }

    /// <summary>Adds the sum of each column of some rows that lie <paramref name="stride"/> apart to <paramref name="sums"/>, or overwrites those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumns(ref float from, ref float sums, nuint size, nuint rows, nuint stride, bool overwrites)
    {
        nuint column = 0;
        for (; column + (nuint)Vector<float>.Count <= size; column += (nuint)Vector<float>.Count)
        {
            Vector<float> sum = default;
            for (nuint row = 0; row < rows; row++)
                sum += Vector.LoadUnsafe(ref from, row * stride + column);
            Lanes.Put(sum, ref sums, column, overwrites);
        }

        for (; column < size; column++)
        {
            float sum = 0;
            for (nuint row = 0; row < rows; row++)
                sum += Unsafe.Add(ref from, row * stride + column);
            Lanes.Put(sum, ref Unsafe.Add(ref sums, column), overwrites);
        }
    }

    /// <summary>Multiplies <paramref name="count"/> values by a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scale(ref float values, nuint count, float factor)
    {
        if (count > 4)
            ScaleMany(ref values, count, factor);
        else
            Lanes.StoreFirst(Lanes.First128(ref values, 0, (int)count) * factor, ref values, 0, (int)count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleMany(ref float values, nuint count, float factor)
    {
        nuint i = 0;
        for (; i + (nuint)Vector<float>.Count <= count; i += (nuint)Vector<float>.Count)
            (Vector.LoadUnsafe(ref values, i) * factor).StoreUnsafe(ref values, i);
        for (; i < count; i++)
            Unsafe.Add(ref values, i) *= factor;
    }

    /// <summary>Writes the one-hot row of a class and returns it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label is no class.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ReadOnlySpan<float> OneHot(int label, Span<float> target)
    {
        if ((uint)label >= (uint)target.Length) Throw.Label(nameof(label), target.Length, label);
        target.Clear();
        target[label] = 1;
        return target;
    }

    /// <summary>The index of the largest of <paramref name="values"/>, the first among equals; −1 where one is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfMax(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                return -1;
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }

    /// <summary>The class that a single output stands for: 1 from <paramref name="threshold"/> on, 0 below, −1 where it is no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ClassOf(float output, float threshold) => output >= threshold ? 1 : float.IsNaN(output) ? -1 : 0;
}
