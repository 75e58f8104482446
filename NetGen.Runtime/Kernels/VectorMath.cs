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

    // ln 2 as a float and the rest; ln 2 in two parts, the first so short that its product with a small whole number is exact.
    private const float Ln2 = 0.693147182f, Ln2Rest = -1.90465430e-9f, Ln2High = 0.693359375f, Ln2Low = -2.12194440e-4f;

    /// <summary>eˣ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, IFloats<T>
    {
        x = T.Min(89f, T.Max(-104f, x));
        var n = T.MultiplyAdd(x, Log2E, Rounding) - Rounding;
        // 2ⁿ may be out of range where the result is not: two factors.
        var half = T.MultiplyAdd(n, 0.5f, Rounding + 127);
        var rest = n - (half - (Rounding + 127)) + (Rounding + 127);
        return ExpReduced(Reduce(x, n), Correction(n, 1f, 1f), 1f) * T.LowBitsToExponent(half) * T.LowBitsToExponent(rest);
    }

    /// <summary>eˣ·2⁴⁰ for x from <see cref="LeastExponent"/> to 60.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaledExp<T>(T x)
        where T : struct, IFloats<T>
    {
        var shifted = T.MultiplyAdd(x, Log2E, Rounding + 127 + 40);
        var n = shifted - (Rounding + 127 + 40);
        return ExpReduced(Reduce(x, n), Correction(n, 1f, 1f), 1f) * T.LowBitsToExponent(shifted);
    }

    /// <summary>e to the exact sum of x and a far smaller number, times 2⁴⁰, for x from <see cref="LeastExponent"/> to 60.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaledExp<T>(T x, T small)
        where T : struct, IFloats<T>
    {
        var shifted = T.MultiplyAdd(x, Log2E, Rounding + 127 + 40);
        var n = shifted - (Rounding + 127 + 40);
        return ExpReduced(Reduce(x, n) + small, Correction(n, 1f, 1f), 1f) * T.LowBitsToExponent(shifted);
    }

    /// <summary>eˣ as a fraction whose parts are normal floats, for x from <see cref="LeastExponent"/> to 60; 2⁴⁰ times either is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpFraction<T>(T x, out T denominator)
        where T : struct, IFloats<T>
    {
        // eʳ·2⁻⁴⁰ / 2^(−n−40): the power of two is ready before the polynomial, and no product with it is needed.
        var shifted = T.MultiplyAdd(x, -Log2E, Rounding + 127 - 40);
        var n = (Rounding + 127 - 40) - shifted;
        denominator = T.LowBitsToExponent(shifted);

        // A degree less than in ExpReduced: up to 1.8 units in the last place, for two operations less in every sigmoid.
        const float Scale = InverseExpScale;
        T r = Reduce(x, n), r2 = r * r, one = Correction(n, 1f, Scale);
        var high = T.MultiplyAdd(r, 0.00831252057f * Scale, 0.0418901555f * Scale);
        var low = T.MultiplyAdd(r, 0.166671142f * Scale, 0.499992311f * Scale);
        return T.MultiplyAdd(r2, T.MultiplyAdd(r2, high, low), T.MultiplyAdd(r, one, one));
    }

    /// <summary>eˣ − 1 for x from −20 to 60, exact near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1<T>(T x)
        where T : struct, IFloats<T>
    {
        // 2ⁿ·(eʳ − 1) + (2ⁿ − 1)
        var shifted = T.MultiplyAdd(x, Log2E, Rounding + 127);
        var n = shifted - (Rounding + 127);
        var r = Reduce(x, n);
        var r2 = r * r;
        var expm1 = T.MultiplyAdd(r2 * r2, ExpHigh(r, r2, 1f), T.MultiplyAdd(r2, ExpLow(r, 1f), r + Correction(n, 0f, 1f)));
        var scale = T.LowBitsToExponent(shifted);
        return T.MultiplyAdd(scale, expm1, scale - 1f);
    }

    /// <summary>eˣ − 1 for x ≤ 0, exact near 0 too; 0 for x &gt; 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1OfNegative<T>(T x)
        where T : struct, IFloats<T> => Expm1(T.Min(0f, T.Max(-20f, x)));

    /// <summary>ln x. −∞ for 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, IFloats<T>
    {
        var isSubnormal = T.GreaterThan(1.17549435e-38f, x);
        var m = T.Split(T.Select(isSubnormal, x * 33554432f, x), out var exponent);
        exponent -= isSubnormal & 25f;
        m -= 1f;
        var result = T.MultiplyAdd(exponent, Ln2High, T.MultiplyAdd(exponent, Ln2Low, Log1pReduced((m + m) / (m + 2f))));
        var special = T.Select(T.GreaterThan(0f, x), float.NaN, x - float.PositiveInfinity);
        result = T.Select(T.GreaterThan(x, 0f), result, special);
        return T.Select(T.GreaterThan(x, float.MaxValue), x, result);
    }

    /// <summary>ln(1 + x) for x from 0 to 1, exact near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pOfUnit<T>(T x)
        where T : struct, IFloats<T> => Log1pReduced((x + x) / (x + 2f));

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
        var low = T.MultiplyAdd(s2, 0.0125067336f, 0.0833330229f);
        var high = T.MultiplyAdd(s2, 0.000547148811f, 0.0021876113f);
        return T.MultiplyAdd(s2 * s2, high, low) * s2;
    }

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, IFloats<T>
    {
        // Beyond 20 this is 1.
        var e = ExpFraction(T.Min(20f, T.Max(LeastExponent, x)), out var one);
        return e / (e + one);
    }

    /// <summary>ln(1 + eˣ).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus<T>(T x)
        where T : struct, IFloats<T>
    {
        // max(x, 0) + ln(1 + e^−|x|), the logarithm from 2⁴⁰·s so that it keeps its precision down to the least subnormal.
        var e = ExpFraction(T.Max(LeastExponent, x | T.CreateBits(0x80000000)), out var one);
        return T.MultiplyAdd(ScaledLog1p(e, one), InverseExpScale, T.Max(0f, x));
    }

    /// <summary>ln(1 + e/one)·2⁴⁰ for e from 0 to one, as <see cref="ExpFraction"/> gives them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ScaledLog1p<T>(T e, T one)
        where T : struct, IFloats<T>
    {
        var scaled = e * (2 * ExpScale) / T.MultiplyAdd(one, 2f, e);
        return T.MultiplyAdd(scaled, Log1pTail(scaled * InverseExpScale), scaled);
    }

    /// <summary>tanh x; never beyond ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IFloats<T>
    {
        // (e^2|x| − 1) / (e^2|x| + 1); 1 from |x| = 10 on.
        var e = Expm1(T.Min(20f, T.Abs(x + x)));
        return e / (e + 2f) | (x & T.CreateBits(0x80000000));
    }

    /// <summary>The rounding error of a·b, given the rounded product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ProductError<T>(T a, T b, T product)
        where T : struct, IFloats<T>
    {
        if (T.IsFused)
        {
            return T.FusedMultiplyAdd(a, b, 0f - product);
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

    // x − n·ln 2, with a rounded ln 2 where the rest can wait: see Correction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce<T>(T x, T n)
        where T : struct, IFloats<T> =>
        T.IsFused ? T.FusedMultiplyAdd(n, -Ln2, x) : x - n * Ln2High - n * Ln2Low;

    // (offset + what Reduce left out)·scale. It is off the chain from x to the result, which is as long as a small network's latency.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Correction<T>(T n, float offset, float scale)
        where T : struct, IFloats<T> =>
        T.IsFused ? T.MultiplyAdd(n, -Ln2Rest * scale, offset * scale) : offset * scale;

    // eʳ·one, where one is nearly scale. Three short chains instead of one long one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpReduced<T>(T r, T one, float scale)
        where T : struct, IFloats<T>
    {
        var r2 = r * r;
        return T.MultiplyAdd(r2 * r2, ExpHigh(r, r2, scale), T.MultiplyAdd(r2, ExpLow(r, scale), T.MultiplyAdd(r, one, one)));
    }

    // eʳ ≈ 1 + r + r²·low + r⁴·high for |r| ≤ ln(2)/2
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpLow<T>(T r, float scale)
        where T : struct, IFloats<T> => T.MultiplyAdd(r, 0.166665196f * scale, 0.49999994f * scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpHigh<T>(T r, T r2, float scale)
        where T : struct, IFloats<T> =>
        T.MultiplyAdd(r2, 0.00138144672f * scale, T.MultiplyAdd(r, 0.00836878084f * scale, 0.0416683927f * scale));
}
