using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Activations;

/// <summary>f(z) = min(max(z + 3, 0), 6) / 6; the derivative at −3 and 3 is 0.</summary>
/// <remarks>The derivative is a function of the output.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HardSigmoid
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

    /// <inheritdoc cref="Value(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Value(Vector<float> preActivation) => Vector<float>.Count switch
    {
        4 => Value(preActivation.AsVector128()).AsVector(),
        8 => Value(preActivation.AsVector256()).AsVector(),
        _ => Value(preActivation.AsVector512()).AsVector(),
    };

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
            where T : struct, IFloats<T> => T.Min(6f, T.Max(0f, preActivation + 3f)) * (1f / 6);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Derivative<T>(T saved)
            where T : struct, IFloats<T> => T.GreaterThan(saved, 0f) & T.GreaterThan(1f, saved) & (1f / 6);
    }
}
