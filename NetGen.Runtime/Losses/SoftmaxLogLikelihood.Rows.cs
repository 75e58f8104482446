using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>The same over rows: what is found across lanes, and the logarithm, costs little more for four rows than for one.</summary>
internal static partial class SoftmaxLogLikelihood
{
    /// <summary>Returns Σ weight · loss over rows and writes weight · gradient; a null gradient is not written.</summary>
    public static float Rows(ref float z, ref float t, ref float gradient, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights)
    {
        if (Vector512.IsHardwareAccelerated && size is >= 8 and < 16)
            return Fours<Float16>(ref z, ref t, ref gradient, size, rows, stride, weights);
        if (Vector256.IsHardwareAccelerated && size is >= 4 and < 8)
            return Fours<Float8>(ref z, ref t, ref gradient, size, rows, stride, weights);
        if (size < 4)
            return Fours<Float4>(ref z, ref t, ref gradient, size, rows, stride, weights);

        float loss = 0;
        for (nuint row = 0; row < rows; row++)
        {
            float weight = weights.IsEmpty ? 1 : weights[(int)row];
            ref float g = ref Unsafe.IsNullRef(ref gradient) ? ref gradient : ref Unsafe.Add(ref gradient, row * stride);
            loss += weight * Run(ref Unsafe.Add(ref z, row * stride), ref Unsafe.Add(ref t, row * size), ref g, size);
            if (weight != 1 && !Unsafe.IsNullRef(ref gradient))
                Buffers.Scale(ref g, size, weight);
        }

        return loss;
    }

    // Rows past the last are the last once more; they do not count.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Fours<T>(ref float z, ref float t, ref float gradient, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights)
        where T : struct, IFloats<T>
    {
        float loss = 0;
        T kept = T.ClearRepeated(AllBits<T>(), size);
        for (nuint row = 0; row < rows; row += 4)
        {
            nuint row1 = Math.Min(row + 1, rows - 1), row2 = Math.Min(row + 2, rows - 1), row3 = Math.Min(row + 3, rows - 1);
            T a = T.LoadFew(ref Unsafe.Add(ref z, row * stride), size), b = T.LoadFew(ref Unsafe.Add(ref z, row1 * stride), size);
            T c = T.LoadFew(ref Unsafe.Add(ref z, row2 * stride), size), d = T.LoadFew(ref Unsafe.Add(ref z, row3 * stride), size);
            T ta = T.LoadFew(ref Unsafe.Add(ref t, row * size), size), tb = T.LoadFew(ref Unsafe.Add(ref t, row1 * size), size);
            T tc = T.LoadFew(ref Unsafe.Add(ref t, row2 * size), size), td = T.LoadFew(ref Unsafe.Add(ref t, row3 * size), size);

            var max = T.Max4(a, b, c, d);
            a -= max.GetElement(0);
            b -= max.GetElement(1);
            c -= max.GetElement(2);
            d -= max.GetElement(3);
            T ea = Exp(a), eb = Exp(b), ec = Exp(c), ed = Exp(d);
            T oa = Others(a, kept), ob = Others(b, kept), oc = Others(c, kept), od = Others(d, kept), one = (T)1f & kept;
            var others = T.Sum4(ea & oa, eb & ob, ec & oc, ed & od) * VectorMath.InverseExpScale;
            var largest = T.Sum4(one & ~oa, one & ~ob, one & ~oc, one & ~od);
            var targets = T.Sum4(ta & kept, tb & kept, tc & kept, td & kept);
            var products = T.Sum4(ta * a & kept, tb * b & kept, tc * c & kept, td * d & kept);
            var weight = weights.IsEmpty ? Vector128<float>.One
                : Vector128.Create(weights[(int)row], weights[(int)row1], weights[(int)row2], weights[(int)row3]);

            var rest = others + (largest - Vector128<float>.One);
            if (!Unsafe.IsNullRef(ref gradient))
            {
                var scale = targets / (Vector128<float>.One + rest) * VectorMath.InverseExpScale * weight;
                T.StoreFew(ea * scale.GetElement(0) - ta * weight.GetElement(0), ref Unsafe.Add(ref gradient, row * stride), size);
                T.StoreFew(eb * scale.GetElement(1) - tb * weight.GetElement(1), ref Unsafe.Add(ref gradient, row1 * stride), size);
                T.StoreFew(ec * scale.GetElement(2) - tc * weight.GetElement(2), ref Unsafe.Add(ref gradient, row2 * stride), size);
                T.StoreFew(ed * scale.GetElement(3) - td * weight.GetElement(3), ref Unsafe.Add(ref gradient, row3 * stride), size);
            }

            var x = new Float4(rest);
            var log = Float4.Select(Float4.GreaterThan(1f, x), VectorMath.Log1pOfUnit(x), VectorMath.Log(x + 1f)).Value;
            var losses = weight * (log * targets - products);
            loss += rows - row >= 4 ? Vector128.Sum(losses) : SumOfFirst(losses, (int)(rows - row));
        }

        return loss;
    }

    private static float SumOfFirst(Vector128<float> values, int count)
    {
        float sum = 0;
        for (int i = 0; i < count; i++)
            sum += values[i];
        return sum;
    }

    // e^distance, scaled, for a distance to the largest logit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Exp<T>(T distance)
        where T : struct, IFloats<T> => VectorMath.ScaledExp(T.Max(VectorMath.LeastExponent, distance));

    // The lanes that count and are not the largest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Others<T>(T distance, T kept)
        where T : struct, IFloats<T> => T.GreaterThan(0f, distance) & kept;
}
