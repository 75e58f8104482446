using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = z · sigmoid(z), also known as swish.</summary>
/// <remarks>The derivative is a function of the pre-activation.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Silu
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
            var z = T.Min(20f, T.Max(VectorMath.LeastExponent, preActivation));
            var e = VectorMath.ScaledExp(z);
            return T.Select(T.GreaterThan(preActivation, 20f), preActivation, z * e / (e + VectorMath.ExpScale));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T>
        {
            // e·(1 + e + z) / (1 + e)² with e = eᶻ
            var z = T.Min(20f, T.Max(VectorMath.LeastExponent, saved));
            var scaled = VectorMath.ScaledExp(z);
            var onePlusE = T.MultiplyAdd(scaled, VectorMath.InverseExpScale, 1f);
            var value = scaled * (onePlusE + z) / (onePlusE * onePlusE * VectorMath.ExpScale);

            // Near its root the numerator loses its digits: a polynomial in the distance.
            var d = z + 1.27846456f - 1.29792827e-8f;
            var d2 = d * d;
            var near = T.MultiplyAdd(
                d2,
                T.MultiplyAdd(d2, T.MultiplyAdd(d, 0.000132911373f, -0.00653208932f), T.MultiplyAdd(d, -0.015222203f, 0.0188730732f)),
                T.MultiplyAdd(d, 0.14664878f, 0.217811719f));
            return T.Select(T.GreaterThan(0.25f, T.Abs(d)), near * d, value);
        }
    }
}
