using System.ComponentModel;
using System.Numerics;
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
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target) =>
        ElementwiseLoss.Evaluate(new WithLogits(), logits, target, 1f / logits.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a sigmoid head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient) =>
        ElementwiseLoss.Backward(new WithLogits(), logits, target, gradient, 1f / logits.Length);

    private readonly struct WithLogits : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Term(float output, float target, out float derivative)
        {
            var term = Term(new Float4(Vector128.CreateScalarUnsafe(output)), new Float4(Vector128.CreateScalarUnsafe(target)), out var slope);
            derivative = slope.Value.ToScalar();
            return term.Value.ToScalar();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Term(Vector<float> output, Vector<float> target, out Vector<float> derivative)
        {
            if (Vector<float>.Count == 16)
            {
                var term = Term(new Float16(output.AsVector512()), new Float16(target.AsVector512()), out var slope);
                derivative = slope.Value.AsVector();
                return term.Value.AsVector();
            }

            if (Vector<float>.Count == 8)
            {
                var term = Term(new Float8(output.AsVector256()), new Float8(target.AsVector256()), out var slope);
                derivative = slope.Value.AsVector();
                return term.Value.AsVector();
            }
            else
            {
                var term = Term(new Float4(output.AsVector128()), new Float4(target.AsVector128()), out var slope);
                derivative = slope.Value.AsVector();
                return term.Value.AsVector();
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static T Term<T>(T z, T t, out T derivative)
            where T : struct, IFloats<T>
        {
            // With p/q = eᶻ: sigmoid(z) − t = (p·(1 − t) − q·t) / (p + q), exact for hard targets however saturated the logit.
            var e = VectorMath.ExpFraction(T.Max(VectorMath.LeastExponent, 0f - T.Abs(z)), out var one);
            var isPositive = T.GreaterThan(z, 0f);
            T p = T.Select(isPositive, one, e), q = T.Select(isPositive, e, one);
            derivative = (p * (1f - t) - q * t) / (p + q);
            return T.MultiplyAdd(VectorMath.ScaledLog1p(e, one), VectorMath.InverseExpScale, T.Max(0f, z) - z * t);
        }
    }
}
