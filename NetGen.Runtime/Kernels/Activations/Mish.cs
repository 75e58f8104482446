using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = z · tanh(softplus(z)) (Misra, 2019).</summary>
/// <remarks>The derivative is a function of the pre-activation.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Mish
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
            // tanh(ln(1 + e)) = w / (w + 2) with w = e·(e + 2), e = eᶻ
            var z = T.Min(12f, T.Max(VectorMath.LeastExponent, preActivation));
            var scaled = VectorMath.ScaledExp(z);
            var e = scaled * VectorMath.InverseExpScale;
            var ePlus2 = e + 2f;
            var value = z * scaled * ePlus2 / (T.MultiplyAdd(e, ePlus2, 2f) * VectorMath.ExpScale);
            return T.Select(T.GreaterThan(preActivation, 12f), preActivation, value);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T>
        {
            // e·(4·(z + 1) + e·(4z + 6 + e·(4 + e))) / (e² + 2e + 2)² with e = eᶻ
            var z = T.Min(12f, T.Max(VectorMath.LeastExponent, saved));
            var scaled = VectorMath.ScaledExp(z);
            var e = scaled * VectorMath.InverseExpScale;
            var z4 = 4f * z;
            var inner = T.MultiplyAdd(e, e + 4f, z4 + 6f);
            var numerator = T.MultiplyAdd(e, inner, z4 + 4f);
            var root = T.MultiplyAdd(e, e + 2f, 2f);
            var value = scaled * numerator / (root * root * VectorMath.ExpScale);

            // Near its root the numerator loses its digits: a polynomial in the distance.
            var d = z + 1.19243121f + 3.04393759e-9f;
            var d2 = d * d;
            var near = T.MultiplyAdd(
                d2,
                T.MultiplyAdd(d2, T.MultiplyAdd(d, -0.0032641117f, -0.0157170296f), T.MultiplyAdd(d, -0.0202743057f, 0.0419053696f)),
                T.MultiplyAdd(d, 0.204731271f, 0.266947925f));
            return T.Select(T.GreaterThan(0.25f, T.Abs(d)), near * d, value);
        }
    }
}
