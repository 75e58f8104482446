using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>Sums the terms of an elementwise loss, several outputs at a time.</summary>
internal static class ElementwiseLoss
{
    /// <summary>Returns scale · Σ terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Evaluate<TLoss>(TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target);
        return Run(loss, ref MemoryMarshal.GetReference(output), ref MemoryMarshal.GetReference(target), ref Unsafe.NullRef<float>(), output.Length, scale);
    }

    /// <summary>Returns scale · Σ terms and writes scale · derivative; the gradient may be the same memory as the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward<TLoss>(
        TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target, gradient);
        ref float first = ref MemoryMarshal.GetReference(gradient);
        return Run(loss, ref MemoryMarshal.GetReference(output), ref MemoryMarshal.GetReference(target), ref first, output.Length, scale);
    }

    /// <summary>Returns scale · Σ weight · term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Weighted<TLoss>(TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, ReadOnlySpan<float> weights, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target);
        LossArguments.CheckWeights(output, weights);
        return RunWeighted(
            loss, ref MemoryMarshal.GetReference(output), ref MemoryMarshal.GetReference(target), ref MemoryMarshal.GetReference(weights),
            ref Unsafe.NullRef<float>(), (nuint)output.Length, scale);
    }

    /// <summary>Returns scale · Σ weight · term and writes scale · weight · derivative; the gradient may be the same memory as the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Weighted<TLoss>(
        TLoss loss, ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, ReadOnlySpan<float> weights, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        LossArguments.Check(output, target, gradient);
        LossArguments.CheckWeights(output, weights);
        return RunWeighted(
            loss, ref MemoryMarshal.GetReference(output), ref MemoryMarshal.GetReference(target), ref MemoryMarshal.GetReference(weights),
            ref MemoryMarshal.GetReference(gradient), (nuint)output.Length, scale);
    }

    /// <summary>Returns the term of a single output and writes its derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward<TLoss>(TLoss loss, float output, float target, out float gradient)
        where TLoss : struct, IElementwiseLoss
    {
        Unsafe.SkipInit(out gradient);
        return RunOne(loss, output, target, ref gradient, 1);
    }

    /// <summary>Returns the terms of single outputs in all lanes and writes their derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Backward<TLoss>(TLoss loss, Vector128<float> output, Vector128<float> target, out Vector128<float> gradient)
        where TLoss : struct, IElementwiseLoss
    {
        var term = loss.Term(new Float4(output), new Float4(target), out var derivative);
        gradient = derivative.Value;
        return term.Value;
    }

    /// <summary>Returns scale · Σ of the terms in the first lanes, and scale · derivative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward<TLoss>(
        TLoss loss, Vector128<float> output, Vector128<float> target, int count, float scale, out Vector128<float> gradient)
        where TLoss : struct, IElementwiseLoss
    {
        var terms = loss.Term(new Float4(output), new Float4(target), out var derivative).Value;
        gradient = derivative.Value * scale;
        return Vector128.Sum(terms & Vector128.LoadUnsafe(ref Lanes.MaskReference, 32 - (nuint)count)) * scale;
    }

    /// <inheritdoc cref="Backward{TLoss}(TLoss, Vector128{float}, Vector128{float}, int, float, out Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward<TLoss>(
        TLoss loss, Vector256<float> output, Vector256<float> target, int count, float scale, out Vector256<float> gradient)
        where TLoss : struct, IElementwiseLoss
    {
        var terms = loss.Term(new Float8(output), new Float8(target), out var derivative).Value;
        gradient = derivative.Value * scale;
        return Vector256.Sum(terms & Vector256.LoadUnsafe(ref Lanes.MaskReference, 32 - (nuint)count)) * scale;
    }

    // A null gradient is not written. Emitted code knows how many outputs there are: the rest folds away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Run<TLoss>(TLoss loss, ref float output, ref float target, ref float gradient, int length, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        if (!TLoss.IsCheap || length > 8 || (length > 4 && !Vector256.IsHardwareAccelerated))
            return RunAny(loss, ref output, ref target, ref gradient, length, scale);
        if (length > 4)
        {
            var eight = loss.Term(new Float8(Lanes.First256(ref output, 0, length)), new Float8(Lanes.First256(ref target, 0, length)), out var derivatives);
            if (!Unsafe.IsNullRef(ref gradient))
                Lanes.StoreFirst(derivatives.Value * scale, ref gradient, 0, length);
            return Vector256.Sum(eight.Value) * scale;
        }

        var four = loss.Term(new Float4(Lanes.First128(ref output, 0, length)), new Float4(Lanes.First128(ref target, 0, length)), out var derivative);
        if (!Unsafe.IsNullRef(ref gradient))
            Lanes.StoreFirst(derivative.Value * scale, ref gradient, 0, length);
        return Vector128.Sum(four.Value) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float RunAny<TLoss>(TLoss loss, ref float output, ref float target, ref float gradient, int length, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        nuint count = (nuint)length;
        if (count == 1)
            return RunOne(loss, output, target, ref gradient, scale);
        if (Vector512.IsHardwareAccelerated && count >= 8)
        {
            return count < 16
                ? RunFew<TLoss, Float16>(loss, ref output, ref target, ref gradient, count, scale)
                : RunMany<TLoss, Float16>(loss, ref output, ref target, ref gradient, count, scale);
        }

        if (Vector256.IsHardwareAccelerated && count >= 4)
        {
            return count < 8
                ? RunFew<TLoss, Float8>(loss, ref output, ref target, ref gradient, count, scale)
                : RunMany<TLoss, Float8>(loss, ref output, ref target, ref gradient, count, scale);
        }

        return count < 4
            ? RunFew<TLoss, Float4>(loss, ref output, ref target, ref gradient, count, scale)
            : RunMany<TLoss, Float4>(loss, ref output, ref target, ref gradient, count, scale);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RunWeighted<TLoss>(
        TLoss loss, ref float output, ref float target, ref float weights, ref float gradient, nuint count, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        var sum = default(Vector128<float>);
        nuint i = 0;
        for (; i + 4 <= count; i += 4)
        {
            var weight = Vector128.LoadUnsafe(ref weights, i);
            var term = loss.Term(Float4.Load(ref output, i), Float4.Load(ref target, i), out var derivative);
            sum += weight * term.Value;
            if (!Unsafe.IsNullRef(ref gradient))
                (derivative.Value * weight * scale).StoreUnsafe(ref gradient, i);
        }

        float rest = 0;
        for (; i < count; i++)
        {
            float weight = Unsafe.Add(ref weights, i);
            float term = Backward(loss, Unsafe.Add(ref output, i), Unsafe.Add(ref target, i), out float derivative);
            rest += weight * term;
            if (!Unsafe.IsNullRef(ref gradient))
                Unsafe.Add(ref gradient, i) = derivative * weight * scale;
        }

        return (Vector128.Sum(sum) + rest) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float RunOne<TLoss>(TLoss loss, float output, float target, ref float gradient, float scale)
        where TLoss : struct, IElementwiseLoss
    {
        Float4 y = new(Vector128.CreateScalarUnsafe(output)), t = new(Vector128.CreateScalarUnsafe(target));
        float term = loss.Term(y, t, out var derivative).Value.ToScalar();
        if (!Unsafe.IsNullRef(ref gradient))
            gradient = derivative.Value.ToScalar() * scale;
        return term * scale;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RunFew<TLoss, T>(TLoss loss, ref float output, ref float target, ref float gradient, nuint count, float scale)
        where TLoss : struct, IElementwiseLoss
        where T : struct, IFloats<T>
    {
        var terms = loss.Term(T.LoadFew(ref output, count), T.LoadFew(ref target, count), out var derivative);
        if (!Unsafe.IsNullRef(ref gradient))
            T.StoreFew(derivative * scale, ref gradient, count);
        return T.Sum(T.ClearRepeated(terms, count)) * scale;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float RunMany<TLoss, T>(TLoss loss, ref float output, ref float target, ref float gradient, nuint count, float scale)
        where TLoss : struct, IElementwiseLoss
        where T : struct, IFloats<T>
    {
        // The last vector overlaps the one before it. It is read first, because the gradient may lie over the outputs.
        nuint width = (nuint)T.Count, end = count - width;
        var last = loss.Term(T.Load(ref output, end), T.Load(ref target, end), out var lastDerivative);
        var sum = T.KeepLast(last, ((count - 1) & (width - 1)) + 1);
        for (nuint i = 0; i < end; i += width)
        {
            sum += loss.Term(T.Load(ref output, i), T.Load(ref target, i), out var derivative);
            if (!Unsafe.IsNullRef(ref gradient))
                T.Store(derivative * scale, ref gradient, i);
        }

        if (!Unsafe.IsNullRef(ref gradient))
            T.Store(lastDerivative * scale, ref gradient, end);
        return T.Sum(sum) * scale;
    }
}
