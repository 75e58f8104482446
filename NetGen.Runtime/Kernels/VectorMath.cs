using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Kernels;

/// <summary>
/// Elementary functions of any vector width, free of branches. Errors are at most a few units in the last place over the whole range,
/// subnormal results and infinities included; NaN gives NaN. Polynomials are minimax fits.
/// </summary>
internal static class VectorMath
{
    /// <summary>What <see cref="ScaledExp{T}(T)"/> multiplies by: far below 1 its results are still normal floats.</summary>
    public const float ExpScale = 1099511627776f; // 2⁴⁰

    /// <summary>1 / <see cref="ExpScale"/>.</summary>
    public const float InverseExpScale = 1f / ExpScale;

    /// <summary>The least argument of <see cref="ScaledExp{T}(T)"/>; e to this is 0 as a float, even times itself.</summary>
    public const float LeastExponent = -110f;

    // Adding 1.5·2²³ rounds to a whole number and leaves it in the low bits.
    private const float Rounding = 12582912f;
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts, the first so short that its product with a small whole number is exact.
    private const float Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(T.Create(89f), T.Max(T.Create(-104f), x));
        var n = T.MultiplyAdd(x, T.Create(Log2E), T.Create(Rounding)) - T.Create(Rounding);
        // 2ⁿ may be out of range where the result is not: two factors.
        var half = T.MultiplyAdd(n, T.Create(0.5f), T.Create(Rounding + 127));
        var rest = n - (half - T.Create(Rounding + 127)) + T.Create(Rounding + 127);
        return ExpReduced(Reduce(x, n)) * T.LowBitsToExponent(half) * T.LowBitsToExponent(rest);
    }

    /// <summary>eˣ·2⁴⁰ for x from <see cref="LeastExponent"/> to 60.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaledExp<T>(T x)
        where T : struct, IFloats<T>
    {
        var shifted = T.MultiplyAdd(x, T.Create(Log2E), T.Create(Rounding + 127 + 40));
        return ExpReduced(Reduce(x, shifted - T.Create(Rounding + 127 + 40))) * T.LowBitsToExponent(shifted);
    }

    /// <summary>e to the exact sum of x and a far smaller number, times 2⁴⁰, for x from <see cref="LeastExponent"/> to 60.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaledExp<T>(T x, T small)
        where T : struct, IFloats<T>
    {
        var shifted = T.MultiplyAdd(x, T.Create(Log2E), T.Create(Rounding + 127 + 40));
        return ExpReduced(Reduce(x, shifted - T.Create(Rounding + 127 + 40)) + small) * T.LowBitsToExponent(shifted);
    }

    /// <summary>eˣ − 1 for x from −20 to 60, exact near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, IFloats<T>
    {
        // 2ⁿ·(eʳ − 1) + (2ⁿ − 1)
        var shifted = T.MultiplyAdd(x, T.Create(Log2E), T.Create(Rounding + 127));
        var r = Reduce(x, shifted - T.Create(Rounding + 127));
        var scale = T.LowBitsToExponent(shifted);
        return T.MultiplyAdd(scale, T.MultiplyAdd(r * r, ExpTail(r), r), scale - T.Create(1f));
    }

    /// <summary>eˣ − 1 for x ≤ 0, exact near 0 too; 0 for x &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1OfNegative<T>(T x)
        where T : struct, IFloats<T> => Expm1(T.Min(T.Create(0f), T.Max(T.Create(-20f), x)));

    /// <summary>ln x. −∞ for 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, IFloats<T>
    {
        var isSubnormal = T.GreaterThan(T.Create(1.17549435e-38f), x);
        var m = T.Split(T.Select(isSubnormal, x * T.Create(33554432f), x), out var exponent);
        exponent -= isSubnormal & T.Create(25f);
        m -= T.Create(1f);
        var result = T.MultiplyAdd(exponent, T.Create(Ln2High), T.MultiplyAdd(exponent, T.Create(Ln2Low), Log1pReduced((m + m) / (m + T.Create(2f)))));
        var special = T.Select(T.GreaterThan(T.Create(0f), x), T.Create(float.NaN), x - T.Create(float.PositiveInfinity));
        result = T.Select(T.GreaterThan(x, T.Create(0f)), result, special);
        return T.Select(T.GreaterThan(x, T.Create(float.MaxValue)), x, result);
    }

    /// <summary>ln(1 + x) for x from 0 to 1, exact near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pOfUnit<T>(T x)
        where T : struct, IFloats<T> => Log1pReduced((x + x) / (x + T.Create(2f)));

    /// <summary>ln((2 + s) / (2 − s)) = 2·artanh(s/2) for |s| ≤ 2/3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pReduced<T>(T s)
        where T : struct, IFloats<T> => T.MultiplyAdd(s, Log1pTail(s), s);

    /// <summary>2·artanh(s/2)/s − 1 for |s| ≤ 2/3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pTail<T>(T s)
        where T : struct, IFloats<T>
    {
        var s2 = s * s;
        var low = T.MultiplyAdd(s2, T.Create(0.0125067336f), T.Create(0.0833330229f));
        var high = T.MultiplyAdd(s2, T.Create(0.000547148811f), T.Create(0.0021876113f));
        return T.MultiplyAdd(s2 * s2, high, low) * s2;
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, IFloats<T>
    {
        // eˣ / (1 + eˣ), both times 2⁴⁰; beyond 20 this is 1.
        var e = ScaledExp(T.Min(T.Create(20f), T.Max(T.Create(LeastExponent), x)));
        return e / (e + T.Create(ExpScale));
    }

    /// <summary>ln(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, IFloats<T>
    {
        // max(x, 0) + ln(1 + e^−|x|), the logarithm from 2⁴⁰·s so that it keeps its precision down to the least subnormal.
        var e = ScaledExp(T.Max(T.Create(LeastExponent), T.Create(0f) - T.Abs(x)));
        var scaled = (e + e) / T.MultiplyAdd(e, T.Create(InverseExpScale), T.Create(2f));
        var tail = Log1pTail(scaled * T.Create(InverseExpScale));
        return T.MultiplyAdd(T.MultiplyAdd(scaled, tail, scaled), T.Create(InverseExpScale), T.Max(T.Create(0f), x));
    }

    /// <summary>tanh x; never beyond ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IFloats<T>
    {
        // (e^2|x| − 1) / (e^2|x| + 1); 1 from |x| = 10 on.
        var e = Expm1(T.Min(T.Create(20f), T.Abs(x + x)));
        return e / (e + T.Create(2f)) | (x & T.CreateBits(0x80000000));
    }

    /// <summary>The rounding error of a·b, given the rounded product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ProductError<T>(T a, T b, T product)
        where T : struct, IFloats<T>
    {
        if (T.IsFused)
        {
            return T.FusedMultiplyAdd(a, b, T.Create(0f) - product);
        }

        // Dekker: halves of twelve bits multiply exactly.
        T aHigh = HighBits(a), bHigh = HighBits(b);
        T aLow = a - aHigh, bLow = b - bHigh;
        return aLow * bLow + (aLow * bHigh + (aHigh * bLow + (aHigh * bHigh - product)));
    }

    /// <summary>The leading twelve significant bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T HighBits<T>(T x)
        where T : struct, IFloats<T> => x & T.CreateBits(0xFFFFF000);

    // x − n·ln 2
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n)
        where T : struct, IFloats<T> =>
        T.MultiplyAdd(n, T.Create(-Ln2Low), T.MultiplyAdd(n, T.Create(-Ln2High), x));

    // eʳ for |r| ≤ ln(2)/2
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpReduced<T>(T r)
        where T : struct, IFloats<T> =>
        T.MultiplyAdd(r * r, ExpTail(r), r + T.Create(1f));

    // (eʳ − 1 − r) / r² for |r| ≤ ln(2)/2
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpTail<T>(T r)
        where T : struct, IFloats<T>
    {
        var r2 = r * r;
        var low = T.MultiplyAdd(r, T.Create(0.166665196f), T.Create(0.49999994f));
        var high = T.MultiplyAdd(r, T.Create(0.00836878084f), T.Create(0.0416683927f));
        high = T.MultiplyAdd(r2, T.Create(0.00138144672f), high);
        return T.MultiplyAdd(r2, high, low);
    }
}
