using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Benchmarks.Sweep;

/// <summary>
/// What a good developer writes by hand for a dense layer whose size is known only at run time: weights [output, input], one dot product
/// an output in <see cref="Vector{T}"/> with four sums, a scalar tail. Its parameters are aligned like NetGen's.
/// </summary>
internal sealed class PlainDense(int inputs, int outputs)
{
    private readonly ParameterBlock _weights = new(inputs * outputs);
    private readonly ParameterBlock _biases = new(outputs);
    private readonly float[] _deltas = new float[outputs];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        if (input.Length != inputs || output.Length != outputs)
            throw new ArgumentException("A row has the wrong length.");
        ref float x = ref Unsafe.AsRef(in input[0]);
        ref float w = ref _weights.Reference, b = ref _biases.Reference;
        for (int o = 0; o < output.Length; o++)
        {
            output[o] = Dot(ref x, ref w, (nuint)inputs) + Unsafe.Add(ref b, o);
            w = ref Unsafe.Add(ref w, inputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ForwardBatch(ReadOnlySpan<float> rows, Span<float> results)
    {
        for (int row = 0; row * inputs < rows.Length; row++)
            Forward(rows.Slice(row * inputs, inputs), results.Slice(row * outputs, outputs));
    }

    /// <summary>A step of gradient descent on the mean squared error of one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Train(ReadOnlySpan<float> input, ReadOnlySpan<float> target, float learningRate)
    {
        Forward(input, _deltas);
        float loss = 0;
        ref float x = ref Unsafe.AsRef(in input[0]);
        ref float w = ref _weights.Reference, b = ref _biases.Reference;
        for (int o = 0; o < _deltas.Length; o++)
        {
            float difference = _deltas[o] - target[o];
            loss += difference * difference;
            float step = -learningRate * 2 / outputs * difference;
            Unsafe.Add(ref b, o) += step;
            AddScaled(ref x, step, ref w, (nuint)inputs);
            w = ref Unsafe.Add(ref w, inputs);
        }

        return loss / outputs;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot(ref float x, ref float w, nuint length)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        float sum = 0;
        if (length >= width)
        {
            Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
            for (; i + 4 * width <= length; i += 4 * width)
            {
                s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref w, i), s0);
                s1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + width), Vector.LoadUnsafe(ref w, i + width), s1);
                s2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + 2 * width), Vector.LoadUnsafe(ref w, i + 2 * width), s2);
                s3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + 3 * width), Vector.LoadUnsafe(ref w, i + 3 * width), s3);
            }

            for (; i + width <= length; i += width)
                s0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref w, i), s0);
            sum = Vector.Sum((s0 + s1) + (s2 + s3));
        }

        for (; i < length; i++)
            sum += Unsafe.Add(ref x, i) * Unsafe.Add(ref w, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(ref float x, float factor, ref float to, nuint length)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        var vector = new Vector<float>(factor);
        for (; i + 2 * width <= length; i += 2 * width)
        {
            Vector.FusedMultiplyAdd(vector, Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
            Vector.FusedMultiplyAdd(vector, Vector.LoadUnsafe(ref x, i + width), Vector.LoadUnsafe(ref to, i + width)).StoreUnsafe(ref to, i + width);
        }

        for (; i + width <= length; i += width)
            Vector.FusedMultiplyAdd(vector, Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref to, i)).StoreUnsafe(ref to, i);
        for (; i < length; i++)
            Unsafe.Add(ref to, i) += factor * Unsafe.Add(ref x, i);
    }
}
