using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = tanh z.</summary>
/// <remarks>The derivative is a function of the output.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Tanh
{
    /// <summary>Computes the activations of <paramref name="count"/> elements.</summary>
    /// <param name="preActivation">The first pre-activation.</param>
    /// <param name="output">The first output; may be <paramref name="preActivation"/>.</param>
    /// <param name="count">The number of elements.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float preActivation, ref float output, nuint count) =>
        Elementwise.Apply(default(Formula), ref preActivation, ref output, count);

    /// <summary>Multiplies gradients by the derivative.</summary>
    /// <param name="saved">The first of the forward pass's outputs.</param>
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
    /// <param name="saved">An output.</param>
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
            where T : struct, IFloats<T> => VectorMath.Tanh(preActivation);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T>
        {
            // 1 − y² would lose the digits of y near ±1.
            return (1f - saved) * (1f + saved);
        }
    }
}
