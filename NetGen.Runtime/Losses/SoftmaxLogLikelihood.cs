using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Losses;

/// <summary>
/// −Σ tᵢ·ln softmax(z)ᵢ = ln(Σ e^dᵢ)·Σ tᵢ − Σ tᵢ·dᵢ with d = z − max z: what cross-entropy and the Kullback-Leibler divergence share.
/// The largest logits, whose e^d is 1, are counted apart, so that the logarithm keeps what the others add however little it is.
/// </summary>
internal static class SoftmaxLogLikelihood
{
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target)
    {
        LossArguments.Check(logits, target);
        ref float z = ref MemoryMarshal.GetReference(logits);
        ref float t = ref MemoryMarshal.GetReference(target);
        int count = logits.Length;
        var sums = new Sums();
        if (count < Vector<float>.Count)
        {
            Vector<float> values = PartialVector.Load(ref z, count, float.NegativeInfinity);
            Vector<float> distance = values - new Vector<float>(PartialVector.Max(values));
            sums.Add(PartialVector.KeepFirst(distance, count), PartialVector.Load(ref t, count), PartialVector.KeepFirst(Vector<float>.One, count));
            return sums.Loss(out _);
        }

        var max = new Vector<float>(Max(ref z, count));
        int offset = 0;
        for (; offset <= count - Vector<float>.Count; offset += Vector<float>.Count)
            sums.Add(Vector.LoadUnsafe(ref z, (nuint)offset) - max, Vector.LoadUnsafe(ref t, (nuint)offset), Vector<float>.One);
        if (offset < count)
        {
            nuint last = (nuint)(count - Vector<float>.Count);
            Vector<float> kept = PartialVector.KeepLast(Vector<float>.One, count - offset);
            sums.Add(Vector.LoadUnsafe(ref z, last) - max, PartialVector.KeepLast(Vector.LoadUnsafe(ref t, last), count - offset), kept);
        }

        return sums.Loss(out _);
    }

    /// <summary>Writes softmax(z)·Σt − t; the gradient may be the same memory as the logits.</summary>
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient)
    {
        LossArguments.Check(logits, target, gradient);
        ref float z = ref MemoryMarshal.GetReference(logits);
        ref float t = ref MemoryMarshal.GetReference(target);
        ref float g = ref MemoryMarshal.GetReference(gradient);
        int count = logits.Length;
        var sums = new Sums();
        float loss, scale;
        if (count < Vector<float>.Count)
        {
            Vector<float> values = PartialVector.Load(ref z, count, float.NegativeInfinity);
            Vector<float> distance = values - new Vector<float>(PartialVector.Max(values));
            Vector<float> targets = PartialVector.Load(ref t, count);
            Vector<float> power = sums.Add(PartialVector.KeepFirst(distance, count), targets, PartialVector.KeepFirst(Vector<float>.One, count));
            loss = sums.Loss(out scale);
            PartialVector.Store(power * scale - targets, ref g, count);
            return loss;
        }

        var max = new Vector<float>(Max(ref z, count));
        nuint last = (nuint)(count - Vector<float>.Count);
        Vector<float> lastDistance = Vector.LoadUnsafe(ref z, last) - max, lastTarget = Vector.LoadUnsafe(ref t, last);
        int offset = 0;
        for (; offset <= count - Vector<float>.Count; offset += Vector<float>.Count)
        {
            Vector<float> distance = Vector.LoadUnsafe(ref z, (nuint)offset) - max;
            sums.Add(distance, Vector.LoadUnsafe(ref t, (nuint)offset), Vector<float>.One).StoreUnsafe(ref g, (nuint)offset);
        }

        Vector<float> lastPower = default;
        if (offset < count)
        {
            Vector<float> kept = PartialVector.KeepLast(Vector<float>.One, count - offset);
            lastPower = sums.Add(lastDistance, PartialVector.KeepLast(lastTarget, count - offset), kept);
        }

        loss = sums.Loss(out scale);
        for (offset = 0; offset <= count - Vector<float>.Count; offset += Vector<float>.Count)
        {
            Vector<float> power = Vector.LoadUnsafe(ref g, (nuint)offset);
            (power * scale - Vector.LoadUnsafe(ref t, (nuint)offset)).StoreUnsafe(ref g, (nuint)offset);
        }

        if (offset < count)
            (lastPower * scale - lastTarget).StoreUnsafe(ref g, last);
        return loss;
    }

    private static float Max(ref float z, int count)
    {
        nuint last = (nuint)(count - Vector<float>.Count);
        Vector<float> max = Vector.LoadUnsafe(ref z, last);
        for (nuint offset = 0; offset < last; offset += (nuint)Vector<float>.Count)
            max = Vector.Max(max, Vector.LoadUnsafe(ref z, offset));
        return PartialVector.Max(max);
    }

    private ref struct Sums
    {
        private Vector<float> _others, _largest, _targets, _products;

        /// <summary>Adds one vector of distances to the largest logit and returns their powers.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Add(Vector<float> distance, Vector<float> target, Vector<float> kept)
        {
            Vector<int> isLargest = Vector.Equals(distance, Vector<float>.Zero);
            Vector<float> power = Vector.ConditionalSelect(isLargest, Vector<float>.One, Vector.Exp(distance));
            _others += Vector.ConditionalSelect(isLargest, Vector<float>.Zero, power) * kept;
            _largest += Vector.ConditionalSelect(isLargest, kept, Vector<float>.Zero);
            _targets += target;
            _products += target * distance;
            return power;
        }

        /// <summary>Returns the loss and what e^d is multiplied by in the gradient: Σt / Σe^d.</summary>
        public readonly float Loss(out float scale)
        {
            float largest = Vector.Sum(_largest), rest = largest - 1 + Vector.Sum(_others);
            float targets = Vector.Sum(_targets);
            scale = targets / (1 + rest);
            float log = rest < 1e-6f ? rest : (float)Math.Log(1.0 + rest);
            return log * targets - Vector.Sum(_products);
        }
    }
}
