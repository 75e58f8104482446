using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>fᵢ(z) = e^zᵢ / Σⱼ e^zⱼ over each row, computed relative to the row's largest z where that is large.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Softmax
{
    // e^z·2⁴⁰ of up to this size, and the sum of a vector of them, are normal floats: there is no need to know the largest z.
    private const float Moderate = 40;

    /// <summary>Computes the softmax of rows.</summary>
    /// <param name="preActivation">The first row's first pre-activation.</param>
    /// <param name="output">The first row's first output; may be <paramref name="preActivation"/>.</param>
    /// <param name="size">The number of elements of a row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The distance between the starts of rows, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float preActivation, ref float output, nuint size, nuint rows, nuint stride)
    {
        if (Vector512.IsHardwareAccelerated && size >= 8)
        {
            Apply<Float16>(ref preActivation, ref output, size, rows, stride);
        }
        else if (Vector256.IsHardwareAccelerated && size >= 4)
        {
            Apply<Float8>(ref preActivation, ref output, size, rows, stride);
        }
        else if (size > 0)
        {
            Apply<Float4>(ref preActivation, ref output, size, rows, stride);
        }
    }

    /// <summary>Replaces gradients g with respect to outputs y by those with respect to pre-activations: y ⊙ (g − Σ g·y) in each row.</summary>
    /// <param name="output">The first row's first output.</param>
    /// <param name="gradient">The first row's first gradient.</param>
    /// <param name="size">The number of elements of a row.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The distance between the starts of rows, in floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float output, ref float gradient, nuint size, nuint rows, nuint stride)
    {
        if (Vector512.IsHardwareAccelerated && size >= 8)
        {
            Backward<Float16>(ref output, ref gradient, size, rows, stride);
        }
        else if (Vector256.IsHardwareAccelerated && size >= 4)
        {
            Backward<Float8>(ref output, ref gradient, size, rows, stride);
        }
        else if (size > 0)
        {
            Backward<Float4>(ref output, ref gradient, size, rows, stride);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Apply<T>(ref float preActivation, ref float output, nuint size, nuint rows, nuint stride)
        where T : struct, IFloats<T>
    {
        if (size < (nuint)T.Count && rows > 1)
        {
            ApplyShort<T>(ref preActivation, ref output, size, rows, stride);
            return;
        }

        for (nuint row = 0; row < rows; row++)
        {
            ref float z = ref Unsafe.Add(ref preActivation, row * stride);
            ref float y = ref Unsafe.Add(ref output, row * stride);
            if (size < (nuint)T.Count)
            {
                var few = T.LoadFew(ref z, size);
                var e = T.IsWithin(few, Moderate) ? VectorMath.ScaledExp(few) : ExpOfDifference(few, T.Max(few));
                T.StoreFew(e * (1f / T.Sum(T.ClearRepeated(e, size))), ref y, size);
            }
            else
            {
                ApplyRow<T>(ref z, ref y, size);
            }
        }
    }

    // Rows shorter than a vector. The sums of four rows together cost little more than that of one; rows past the last are the last once more.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyShort<T>(ref float preActivation, ref float output, nuint size, nuint rows, nuint stride)
        where T : struct, IFloats<T>
    {
        for (nuint row = 0; row < rows; row++)
        {
            var z = T.LoadFew(ref Unsafe.Add(ref preActivation, row * stride), size);
            T.StoreFew(T.IsWithin(z, Moderate) ? VectorMath.ScaledExp(z) : ExpOfDifference(z, T.Max(z)), ref Unsafe.Add(ref output, row * stride), size);
        }

        for (nuint row = 0; row < rows; row += 4)
        {
            ref float y0 = ref Unsafe.Add(ref output, row * stride);
            ref float y1 = ref Unsafe.Add(ref output, Math.Min(row + 1, rows - 1) * stride);
            ref float y2 = ref Unsafe.Add(ref output, Math.Min(row + 2, rows - 1) * stride);
            ref float y3 = ref Unsafe.Add(ref output, Math.Min(row + 3, rows - 1) * stride);
            T e0 = T.LoadFew(ref y0, size), e1 = T.LoadFew(ref y1, size), e2 = T.LoadFew(ref y2, size), e3 = T.LoadFew(ref y3, size);
            var scale = Vector128<float>.One / T.Sum4(
                T.ClearRepeated(e0, size), T.ClearRepeated(e1, size), T.ClearRepeated(e2, size), T.ClearRepeated(e3, size));
            T.StoreFew(e0 * scale.GetElement(0), ref y0, size);
            T.StoreFew(e1 * scale.GetElement(1), ref y1, size);
            T.StoreFew(e2 * scale.GetElement(2), ref y2, size);
            T.StoreFew(e3 * scale.GetElement(3), ref y3, size);
        }
    }

    // A method of its own, as compilers inline only so much into one.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void ApplyRow<T>(ref float z, ref float y, nuint size)
        where T : struct, IFloats<T>
    {
        // The last vector overlaps the one before it: read before anything is written, summed only where it is new.
        nuint width = (nuint)T.Count, end = size - width;
        var lastZ = T.Load(ref z, end);
        var largest = lastZ;
        for (nuint i = 0; i < end; i += width)
        {
            largest = T.Max(largest, T.Load(ref z, i));
        }

        T max = T.Max(largest);
        var lastE = ExpOfDifference(lastZ, max);
        var sum = T.KeepLast(lastE, ((size - 1) & (width - 1)) + 1);
        for (nuint i = 0; i < end; i += width)
        {
            var e = ExpOfDifference(T.Load(ref z, i), max);
            sum += e;
            T.Store(e, ref y, i);
        }

        T scale = 1f / T.Sum(sum);
        for (nuint i = 0; i < end; i += width)
        {
            T.Store(T.Load(ref y, i) * scale, ref y, i);
        }

        T.Store(lastE * scale, ref y, end);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Backward<T>(ref float output, ref float gradient, nuint size, nuint rows, nuint stride)
        where T : struct, IFloats<T>
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref output, row * stride);
            ref float g = ref Unsafe.Add(ref gradient, row * stride);
            if (size < (nuint)T.Count)
            {
                T fewY = T.LoadFew(ref y, size), fewG = T.LoadFew(ref g, size);
                T mean = T.Sum(T.ClearRepeated(fewG * fewY, size));
                T.StoreFew(fewY * (fewG - mean), ref g, size);
            }
            else
            {
                BackwardRow<T>(ref y, ref g, size);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void BackwardRow<T>(ref float y, ref float g, nuint size)
        where T : struct, IFloats<T>
    {
        nuint width = (nuint)T.Count, end = size - width;
        T lastY = T.Load(ref y, end), lastG = T.Load(ref g, end);
        var sum = T.KeepLast(lastY * lastG, ((size - 1) & (width - 1)) + 1);
        for (nuint i = 0; i < end; i += width)
        {
            sum = T.MultiplyAdd(T.Load(ref y, i), T.Load(ref g, i), sum);
        }

        T mean = T.Sum(sum);
        for (nuint i = 0; i < end; i += width)
        {
            T.Store(T.Load(ref y, i) * (T.Load(ref g, i) - mean), ref g, i);
        }

        T.Store(lastY * (lastG - mean), ref g, end);
    }

    // e^(z − max)·2⁴⁰; z − max is rounded, and e to that would carry the rounding error of a large difference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpOfDifference<T>(T z, T max)
        where T : struct, IFloats<T>
    {
        var difference = z - max;
        var rounded = difference + max;
        var error = z - rounded + (rounded - difference - max);
        T least = VectorMath.LeastExponent;
        return VectorMath.ScaledExp(T.Max(least, difference), error & T.GreaterThan(difference, least));
    }
}
