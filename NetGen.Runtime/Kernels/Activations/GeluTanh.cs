using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = z/2 · (1 + tanh(√(2/π)·(z + 0.044715·z³))), the tanh form of <see cref="Gelu"/>.</summary>
/// <remarks>The derivative is a function of the pre-activation.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GeluTanh
{
    /// <summary>Computes the activations of <paramref name="count"/> elements.</summary>
    /// <param name="preActivation">The first pre-activation.</param>
    /// <param name="output">The first output; may be <paramref name="preActivation"/>.</param>
    /// <param name="count">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float preActivation, ref float output, nuint count) =>
        Elementwise.Apply(default(Formula), ref preActivation, ref output, count);

    /// <summary>Multiplies gradients by the derivative.</summary>
    /// <param name="saved">The first of the forward pass's pre-activations.</param>
    /// <param name="gradient">The first gradient: with respect to outputs on entry, to pre-activations on return.</param>
    /// <param name="count">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(ref float saved, ref float gradient, nuint count) =>
        Elementwise.Backward(default(Formula), ref saved, ref gradient, count);

    /// <summary>The activation.</summary>
    /// <param name="preActivation">A pre-activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Value(float preActivation) =>
        default(Formula).Value(new Float4(Vector128.CreateScalarUnsafe(preActivation))).Value.ToScalar();

    /// <inheritdoc cref="Value(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Value(Vector128<float> preActivation) =>
        default(Formula).Value(new Float4(preActivation)).Value;

    /// <inheritdoc cref="Value(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Value(Vector256<float> preActivation) =>
        default(Formula).Value(new Float8(preActivation)).Value;

    /// <inheritdoc cref="Value(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Value(Vector512<float> preActivation) =>
        default(Formula).Value(new Float16(preActivation)).Value;

    /// <summary>The derivative.</summary>
    /// <param name="saved">A pre-activation.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Derivative(float saved) =>
        default(Formula).Derivative(new Float4(Vector128.CreateScalarUnsafe(saved))).Value.ToScalar();

    /// <inheritdoc cref="Derivative(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Derivative(Vector128<float> saved) =>
        default(Formula).Derivative(new Float4(saved)).Value;

    /// <inheritdoc cref="Derivative(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Derivative(Vector256<float> saved) =>
        default(Formula).Derivative(new Float8(saved)).Value;

    /// <inheritdoc cref="Derivative(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Derivative(Vector512<float> saved) =>
        default(Formula).Derivative(new Float16(saved)).Value;

    private readonly struct Formula : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T preActivation)
            where T : struct, IFloats<T>
        {
            // z·sigmoid(2u) with u the argument of tanh
            var z = T.Min(6f, T.Max(-11f, preActivation));
            var e = ScaledExpOf2U(z);
            return T.Select(T.GreaterThan(preActivation, 6f), preActivation, z * e / (e + VectorMath.ExpScale));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T>
        {
            // e·(1 + e + z·2u′) / (1 + e)² with e = exp(2u)
            var z = T.Min(6f, T.Max(-11f, saved));
            var scaled = ScaledExpOf2U(z);
            var onePlusE = T.MultiplyAdd(scaled, VectorMath.InverseExpScale, 1f);
            var slope = T.MultiplyAdd(z * z, 3 * C3, C1);
            var value = scaled * T.MultiplyAdd(z, slope, onePlusE) / (onePlusE * onePlusE * VectorMath.ExpScale);

            // Near its root the numerator loses its digits: a polynomial in the distance.
            var d = z + 0.752461433f - 1.13396283e-8f;
            var d2 = d * d;
            var near = T.MultiplyAdd(
                d2,
                T.MultiplyAdd(d2, T.MultiplyAdd(d, 0.0192367733f, -0.0161348414f), T.MultiplyAdd(d, -0.113922022f, -0.015794063f)),
                T.MultiplyAdd(d, 0.387518167f, 0.430400133f));
            return T.Select(T.GreaterThan(0.25f, T.Abs(d)), near * d, value);
        }

        // 2u = C1·z + C3·z³: √(8/π) and 0.044715·√(8/π), each with the digits a float lacks
        private const float C1 = 1.59576917f, C1Low = -4.53406805e-8f, C3 = 0.0713548139f, C3Low = 2.39883247e-9f;

        // exp(2u)·2⁴⁰. The exponential magnifies rounding errors of its argument a hundredfold, so that is kept in two floats.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T ScaledExpOf2U<T>(T z)
            where T : struct, IFloats<T>
        {
            var z2 = z * z;
            var z2Low = VectorMath.ProductError(z, z, z2);
            var cubic = z2 * C3;
            var cubicLow = VectorMath.ProductError(z2, C3, cubic) + T.MultiplyAdd(z2Low, C3, z2 * C3Low);
            var sum = cubic + C1;
            var rounded = sum - cubic;
            var sumLow = cubic - (sum - rounded) + (C1 - rounded) + (cubicLow + C1Low);
            var product = z * sum;
            return VectorMath.ScaledExp(product, T.MultiplyAdd(z, sumLow, VectorMath.ProductError(z, sum, product)));
        }
    }
}
