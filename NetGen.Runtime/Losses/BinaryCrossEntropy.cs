using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>(1/n)·Σ(max(zᵢ, 0) − zᵢ·tᵢ + ln(1 + e^−|zᵢ|)) of logits z, gradient (sigmoid(z) − t)/n. PyTorch: <c>BCEWithLogitsLoss</c>. One sample at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BinaryCrossEntropy
{
    /// <summary>Returns the loss.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target) =>
        ElementwiseLoss.Evaluate(new WithLogits(), logits, target, 1f / logits.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logits, target, gradient, 1f / logits.Length);

    /// <summary>Returns the loss with each output's term times a weight.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new WithLogits(), logits, target, weights, 1f / logits.Length);

    /// <summary>Returns the loss with each output's term times a weight, and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new WithLogits(), logits, target, gradient, weights, 1f / logits.Length);

    /// <summary>Returns the loss of a single output and writes its derivative.</summary>
    /// <param name="logit">The pre-activation of the sigmoid head.</param>
    /// <param name="target">The target.</param>
    /// <param name="gradient">Receives the derivative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(float logit, float target, out float gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logit, target, out gradient);

    /// <summary>Returns the loss of a few outputs in the first lanes of a vector, and their derivatives.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head; the other lanes may hold anything finite.</param>
    /// <param name="target">The targets; the other lanes may hold anything finite.</param>
    /// <param name="count">How many there are, from 1 to the vector's lanes.</param>
    /// <param name="gradient">Receives the derivatives; the other lanes mean nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(Vector128<float> logits, Vector128<float> target, int count, out Vector128<float> gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logits, target, count, 1f / count, out gradient);

    /// <inheritdoc cref="Backward(Vector128{float}, Vector128{float}, int, out Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(Vector256<float> logits, Vector256<float> target, int count, out Vector256<float> gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logits, target, count, 1f / count, out gradient);

    /// <summary>The same of single outputs in all lanes.</summary>
    /// <param name="logit">The pre-activations of the sigmoid head.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Backward(Vector128<float> logit, Vector128<float> target, out Vector128<float> gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logit, target, out gradient);

    private readonly struct WithLogits : IElementwiseLoss
    {
        public static bool IsCheap => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Term<T>(T output, T target, out T derivative)
            where T : struct, IFloats<T>
        {
            // With e/one = e^−|z|: sigmoid(z) − t is (one·(1 − t) − e·t) / (e + one) for z > 0, else (e·(1 − t) − one·t) / (e + one),
            // exact for hard targets however saturated the logit. All but one product is ready before e is.
            var e = VectorMath.ExpFraction(T.Max(VectorMath.LeastExponent, output | T.CreateBits(0x80000000)), out var one);
            var isPositive = T.GreaterThan(output, 0f);
            T ofZero = 1f - target, ofOne = 0f - target;
            derivative = T.MultiplyAdd(e, T.Select(isPositive, ofOne, ofZero), one * T.Select(isPositive, ofZero, ofOne)) / (e + one);
            return T.MultiplyAdd(VectorMath.ScaledLog1p(e, one), VectorMath.InverseExpScale, T.Max(0f, output) - output * target);
        }
    }
}
