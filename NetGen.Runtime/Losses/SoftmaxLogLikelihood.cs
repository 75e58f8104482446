using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>
/// −Σ tᵢ·ln softmax(z)ᵢ = ln(Σ e^dᵢ)·Σ tᵢ − Σ tᵢ·dᵢ with d = z − max z: what cross-entropy and the Kullback-Leibler divergence share.
/// The largest logits, whose e^d is 1, are counted apart, so that the logarithm keeps what the others add however little it is.
/// </summary>
internal static partial class SoftmaxLogLikelihood
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target)
    {
        LossArguments.Check(logits, target);
        return Run(ref MemoryMarshal.GetReference(logits), ref MemoryMarshal.GetReference(target), ref Unsafe.NullRef<float>(), (nuint)logits.Length);
    }

    /// <summary>Writes softmax(z)·Σt − t; the gradient may be the same memory as the logits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient)
    {
        LossArguments.Check(logits, target, gradient);
        return Run(
            ref MemoryMarshal.GetReference(logits), ref MemoryMarshal.GetReference(target), ref MemoryMarshal.GetReference(gradient), (nuint)logits.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run(ref float z, ref float t, ref float gradient, nuint count)
    {
        if (Vector512.IsHardwareAccelerated && count >= 8)
            return count < 16 ? RunFew<Float16>(ref z, ref t, ref gradient, count) : RunMany<Float16>(ref z, ref t, ref gradient, count);
        if (Vector256.IsHardwareAccelerated && count >= 4)
            return count < 8 ? RunFew<Float8>(ref z, ref t, ref gradient, count) : RunMany<Float8>(ref z, ref t, ref gradient, count);
        return count < 4 ? RunFew<Float4>(ref z, ref t, ref gradient, count) : RunMany<Float4>(ref z, ref t, ref gradient, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RunFew<T>(ref float z, ref float t, ref float gradient, nuint count)
        where T : struct, IFloats<T>
    {
        T logits = T.LoadFew(ref z, count), targets = T.LoadFew(ref t, count);
        var sums = new Sums<T>();
        var e = sums.Add(logits - T.Max(logits), targets, T.ClearRepeated(AllBits<T>(), count));
        float loss = sums.Loss(out float scale);
        if (!Unsafe.IsNullRef(ref gradient))
            T.StoreFew(e * scale - targets, ref gradient, count);
        return loss;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RunMany<T>(ref float z, ref float t, ref float gradient, nuint count)
        where T : struct, IFloats<T>
    {
        // The last vector overlaps the one before it: read before anything is written, summed only where it is new.
        nuint width = (nuint)T.Count, end = count - width;
        T lastLogits = T.Load(ref z, end), lastTargets = T.Load(ref t, end), largest = lastLogits;
        for (nuint i = 0; i < end; i += width)
            largest = T.Max(largest, T.Load(ref z, i));
        T max = T.Max(largest);

        var sums = new Sums<T>();
        for (nuint i = 0; i < end; i += width)
        {
            var e = sums.Add(T.Load(ref z, i) - max, T.Load(ref t, i), AllBits<T>());
            if (!Unsafe.IsNullRef(ref gradient))
                T.Store(e, ref gradient, i);
        }

        var lastE = sums.Add(lastLogits - max, lastTargets, T.KeepLast(AllBits<T>(), ((count - 1) & (width - 1)) + 1));
        float loss = sums.Loss(out float scale);
        if (!Unsafe.IsNullRef(ref gradient))
        {
            for (nuint i = 0; i < end; i += width)
                T.Store(T.Load(ref gradient, i) * scale - T.Load(ref t, i), ref gradient, i);
            T.Store(lastE * scale - lastTargets, ref gradient, end);
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T AllBits<T>()
        where T : struct, IFloats<T> => T.CreateBits(~0u);

    private struct Sums<T>
        where T : struct, IFloats<T>
    {
        private T _others, _largest, _targets, _products;

        /// <summary>Adds the lanes to keep of one vector of distances to the largest logit and returns e^distance, scaled.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Add(T distance, T target, T kept)
        {
            var e = VectorMath.ScaledExp(T.Max(VectorMath.LeastExponent, distance));
            var isOther = T.GreaterThan(0f, distance);
            _others += e & isOther & kept;
            _largest += (T)1f & ~isOther & kept;
            _targets += target & kept;
            _products += target * distance & kept;
            return e;
        }

        /// <summary>Σ e^distance of all but the largest, scaled; how many are the largest; Σ t; Σ t · distance.</summary>
        public readonly Vector128<float> Total
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => T.Sum4(_others, _largest, _targets, _products);
        }

        /// <summary>Returns the loss and what the scaled e^distance is multiplied by in the gradient: Σt / Σe^d.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly float Loss(out float scale)
        {
            var sums = Total;
            float rest = sums[0] * VectorMath.InverseExpScale + (sums[1] - 1), targets = sums[2];
            scale = targets / (1 + rest) * VectorMath.InverseExpScale;
            var x = new Float4(Vector128.CreateScalarUnsafe(rest));
            var log = rest < 1 ? VectorMath.Log1pOfUnit(x) : VectorMath.Log(x + 1f);
            return log.Value.ToScalar() * targets - sums[3];
        }
    }
}
