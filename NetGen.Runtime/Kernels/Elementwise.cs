using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.Kernels;

/// <summary>
/// Loops over buffers at the widest vector there is. The last vector overlaps the one before it, so it is read before anything is written.
/// </summary>
internal static class Elementwise
{
    /// <summary>output[i] = f(preActivation[i]); the two may be the same memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply<TActivation>(TActivation activation, ref float preActivation, ref float output, nuint count)
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated && count >= 8)
        {
            Apply<TActivation, Float16>(activation, ref preActivation, ref output, count);
        }
        else if (Vector256.IsHardwareAccelerated && count >= 4)
        {
            Apply<TActivation, Float8>(activation, ref preActivation, ref output, count);
        }
        else if (count > 0)
        {
            Apply<TActivation, Float4>(activation, ref preActivation, ref output, count);
        }
    }

    /// <summary>gradient[i] *= f′(saved[i]).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<TActivation>(TActivation activation, ref float saved, ref float gradient, nuint count)
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated && count >= 8)
        {
            Backward<TActivation, Float16>(activation, ref saved, ref gradient, count);
        }
        else if (Vector256.IsHardwareAccelerated && count >= 4)
        {
            Backward<TActivation, Float8>(activation, ref saved, ref gradient, count);
        }
        else if (count > 0)
        {
            Backward<TActivation, Float4>(activation, ref saved, ref gradient, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TActivation, T>(TActivation activation, ref float preActivation, ref float output, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T>
    {
        if (count < (nuint)T.Count)
        {
            ApplyFew<TActivation, T>(activation, ref preActivation, ref output, count);
        }
        else
        {
            ApplyMany<TActivation, T>(activation, ref preActivation, ref output, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Backward<TActivation, T>(TActivation activation, ref float saved, ref float gradient, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T>
    {
        if (count < (nuint)T.Count)
        {
            BackwardFew<TActivation, T>(activation, ref saved, ref gradient, count);
        }
        else
        {
            BackwardMany<TActivation, T>(activation, ref saved, ref gradient, count);
        }
    }

    // Methods of their own, as the JIT inlines only so much into one.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyFew<TActivation, T>(TActivation activation, ref float preActivation, ref float output, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T> =>
        T.StoreFew(activation.Value(T.LoadFew(ref preActivation, count)), ref output, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardFew<TActivation, T>(TActivation activation, ref float saved, ref float gradient, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T> =>
        T.StoreFew(T.LoadFew(ref gradient, count) * activation.Derivative(T.LoadFew(ref saved, count)), ref gradient, count);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyMany<TActivation, T>(TActivation activation, ref float preActivation, ref float output, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T>
    {
        nuint end = count - (nuint)T.Count;
        var last = T.Load(ref preActivation, end);
        for (nuint i = 0; i < end; i += (nuint)T.Count)
        {
            T.Store(activation.Value(T.Load(ref preActivation, i)), ref output, i);
        }

        T.Store(activation.Value(last), ref output, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void BackwardMany<TActivation, T>(TActivation activation, ref float saved, ref float gradient, nuint count)
        where TActivation : struct, IActivation
        where T : struct, IFloats<T>
    {
        nuint end = count - (nuint)T.Count;
        var last = T.Load(ref gradient, end);
        for (nuint i = 0; i < end; i += (nuint)T.Count)
        {
            T.Store(T.Load(ref gradient, i) * activation.Derivative(T.Load(ref saved, i)), ref gradient, i);
        }

        T.Store(last * activation.Derivative(T.Load(ref saved, end)), ref gradient, end);
    }
}
