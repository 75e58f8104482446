using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Baselines;

/// <summary>Loops over <see cref="Vector{T}"/> as a good developer writes them: four outputs at once, and a scalar loop for what is left.</summary>
internal sealed class VectorNetwork(INeuralNetwork network) : BaselineNetwork(network)
{
    protected override void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> x, Span<float> y)
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float input = ref MemoryMarshal.GetReference(x);
        int n = x.Length, o = 0;
        for (; o <= y.Length - 4; o += 4)
        {
            Vector<float> a = default, b = default, c = default, d = default;
            int i = 0;
            for (; i <= n - Vector<float>.Count; i += Vector<float>.Count)
            {
                var v = Vector.LoadUnsafe(ref input, (nuint)i);
                a = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref w, (nuint)(o * n + i)), a);
                b = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref w, (nuint)((o + 1) * n + i)), b);
                c = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref w, (nuint)((o + 2) * n + i)), c);
                d = Vector.FusedMultiplyAdd(v, Vector.LoadUnsafe(ref w, (nuint)((o + 3) * n + i)), d);
            }

            float s = biases[o] + Vector.Sum(a), t = biases[o + 1] + Vector.Sum(b), u = biases[o + 2] + Vector.Sum(c), r = biases[o + 3] + Vector.Sum(d);
            for (; i < n; i++)
            {
                s += x[i] * weights[o * n + i];
                t += x[i] * weights[(o + 1) * n + i];
                u += x[i] * weights[(o + 2) * n + i];
                r += x[i] * weights[(o + 3) * n + i];
            }

            (y[o], y[o + 1], y[o + 2], y[o + 3]) = (s, t, u, r);
        }

        for (; o < y.Length; o++)
        {
            Vector<float> a = default;
            int i = 0;
            for (; i <= n - Vector<float>.Count; i += Vector<float>.Count)
                a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref input, (nuint)i), Vector.LoadUnsafe(ref w, (nuint)(o * n + i)), a);
            float sum = biases[o] + Vector.Sum(a);
            for (; i < n; i++)
                sum += x[i] * weights[o * n + i];
            y[o] = sum;
        }
    }

    protected override void Relu(Span<float> y)
    {
        int i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Max(Vector<float>.Zero, new Vector<float>(y[i..])).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] = MathF.Max(0, y[i]);
    }

    protected override void Sigmoid(Span<float> y)
    {
        int i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            (Vector<float>.One / (Vector<float>.One + Vector.Exp(-new Vector<float>(y[i..])))).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] = 1 / (1 + MathF.Exp(-y[i]));
    }

    protected override void Softmax(Span<float> y)
    {
        float largest = float.NegativeInfinity, sum = 0;
        foreach (float z in y)
            largest = MathF.Max(largest, z);
        int i = 0;
        for (; i <= y.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.Exp(new Vector<float>(y[i..]) - new Vector<float>(largest)).CopyTo(y[i..]);
        for (; i < y.Length; i++)
            y[i] = MathF.Exp(y[i] - largest);
        foreach (float e in y)
            sum += e;
        foreach (ref float e in y)
            e /= sum;
    }
}
