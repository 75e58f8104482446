using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = z·Φ(z) = z/2 · (1 + erf(z/√2)), the exact form (Hendrycks and Gimpel, 2016).</summary>
/// <remarks>The derivative is a function of the pre-activation.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Gelu
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
            // z·Φ(z) = max(z, 0) − |z|·Φ(−|z|): the small tail keeps its digits.
            var t = T.Min(14.5f, T.Abs(preActivation));
            var tail = Gauss(t) * TailRatio(t) * t;
            return T.MultiplyAdd(tail, -VectorMath.InverseExpScale, T.Max(0f, preActivation));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T>
        {
            // Φ(z) + z·φ(z), whose values at z and −z sum to 1. The root is a factor, so that digits near it are not lost.
            var t = T.Min(14.5f, T.Abs(saved));
            var distance = 0.751791537f - t - 1.21144495e-8f;
            var tail = Gauss(t) * SlopeRatio(t) * distance * VectorMath.InverseExpScale;
            return T.Select(T.GreaterThan(saved, 0f), 1f - tail, tail);
        }

        // Φ(−t)·e^(t²/2) for t from 0 to 14.5
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T TailRatio<T>(T t)
            where T : struct, IFloats<T>
        {
            var t2 = t * t;
            var p = T.MultiplyAdd(t2, T.MultiplyAdd(t, 0.0408812165f, 0.183969408f), T.MultiplyAdd(t, 0.439283818f, 0.5f));
            var q = T.MultiplyAdd(t2, T.MultiplyAdd(t, 0.47140941f, 1.20554948f), T.MultiplyAdd(t, 1.67645264f, 1f));
            var t4 = t2 * t2;
            p = T.MultiplyAdd(t4, 0.0041532414f, p);
            q = T.MultiplyAdd(t4, T.MultiplyAdd(t, 0.0104105212f, 0.102480128f), q);
            return p / q;
        }

        // (Φ(−t)·e^(t²/2) − t/√(2π)) / (r − t) for t from 0 to 14.5, r the root of the numerator
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T SlopeRatio<T>(T t)
            where T : struct, IFloats<T>
        {
            var t2 = t * t;
            var p = T.MultiplyAdd(t2, T.MultiplyAdd(t, 0.095879823f, 0.378495634f), T.MultiplyAdd(t, 0.754189909f, 0.665077984f));
            var q = T.MultiplyAdd(t2, T.MultiplyAdd(t, 0.220610172f, 0.794163585f), T.MultiplyAdd(t, 1.39959979f, 1f));
            var t4 = t2 * t2;
            p = T.MultiplyAdd(t4, 0.0104709137f, p);
            q = T.MultiplyAdd(t4, 0.026246544f, q);
            return p / q;
        }

        // e^(−t²/2)·2⁴⁰, t² without its rounding error
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Gauss<T>(T t)
            where T : struct, IFloats<T>
        {
            var high = VectorMath.HighBits(t);
            return VectorMath.ScaledExp(-0.5f * high * high, -0.5f * (t - high) * (t + high));
        }
    }
}
