using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>The same over rows: what is found across lanes, and the logarithm, costs little more for four rows than for one.</summary>
internal static partial class SoftmaxLogLikelihood
{
    /// <summary>Returns Σ weight · loss over rows and writes weight · gradient; a null gradient is not written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Rows(ref float z, ref float t, ref float gradient, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights)
    {
        if (Vector512.IsHardwareAccelerated && size is >= 8 and < 16)
            return Short<Float16>(ref z, ref t, ref gradient, size, rows, stride, weights);
        if (Vector256.IsHardwareAccelerated && size is >= 4 and < 8)
            return Short<Float8>(ref z, ref t, ref gradient, size, rows, stride, weights);
        if (size < 4)
            return Short<Float4>(ref z, ref t, ref gradient, size, rows, stride, weights);

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

    // Rows shorter than a vector, by fours: each row's four sums, then what depends on them for four rows at once. e^distance waits in the gradients.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static float Short<T>(ref float z, ref float t, ref float gradient, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights)
        where T : struct, IFloats<T>
    {
        float loss = 0;
        T kept = T.ClearRepeated(AllBits<T>(), size);
        Span<Vector128<float>> sums = stackalloc Vector128<float>[4];
        Span<float> scales = stackalloc float[4];
        for (nuint first = 0; first < rows; first += 4)
        {
            int count = (int)Math.Min(rows - first, 4);
            for (int i = 0; i < count; i++)
            {
                nuint row = first + (nuint)i;
                T logits = T.LoadFew(ref Unsafe.Add(ref z, row * stride), size), targets = T.LoadFew(ref Unsafe.Add(ref t, row * size), size);
                var distances = new Sums<T>();
                var e = distances.Add(logits - T.Max(logits), targets, kept);
                sums[i] = distances.Total;
                if (!Unsafe.IsNullRef(ref gradient))
                    T.StoreFew(e, ref Unsafe.Add(ref gradient, row * stride), size);
            }

            var losses = Losses(sums, out var scale);
            scale.CopyTo(scales);
            for (int i = 0; i < count; i++)
            {
                nuint row = first + (nuint)i;
                float weight = weights.IsEmpty ? 1 : weights[(int)row];
                loss += weight * losses.GetElement(i);
                if (Unsafe.IsNullRef(ref gradient))
                    continue;
                ref float g = ref Unsafe.Add(ref gradient, row * stride);
                T e = T.LoadFew(ref g, size), targets = T.LoadFew(ref Unsafe.Add(ref t, row * size), size);
                T.StoreFew(e * (scales[i] * weight) - targets * weight, ref g, size);
            }
        }

        return loss;
    }

    // The losses of four rows from their sums, and what each row's scaled e^distance is multiplied by in its gradient.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Losses(ReadOnlySpan<Vector128<float>> sums, out Vector128<float> scale)
    {
        Lanes.Transpose(sums[0], sums[1], sums[2], sums[3], out var others, out var largest, out var targets, out var products);
        var rest = others * VectorMath.InverseExpScale + (largest - Vector128<float>.One);
        scale = targets / (Vector128<float>.One + rest) * VectorMath.InverseExpScale;
        var x = new Float4(rest);
        var log = Float4.Select(Float4.GreaterThan(1f, x), VectorMath.Log1pOfUnit(x), VectorMath.Log(x + 1f)).Value;
        return log * targets - products;
    }
}
