using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

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
            float small = MathF.Exp(-MathF.Abs(output)), sum = 1 + small;
            derivative = (output >= 0 ? 1 : small) / sum - target;
            // ln(1 + u) without losing a small u: ln(s)·u/(s − 1) with s the rounded 1 + u.
            float log = sum == 1 ? small : MathF.Log(sum) * small / (sum - 1);
            return MathF.Max(output, 0) - output * target + log;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Term(Vector<float> output, Vector<float> target, out Vector<float> derivative)
        {
            Vector<float> one = Vector<float>.One;
            Vector<float> small = Vector.Exp(-Vector.Abs(output)), sum = one + small;
            Vector<float> above = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(output, Vector<float>.Zero), one, small);
            derivative = above / sum - target;
            Vector<float> log = Vector.ConditionalSelect(Vector.Equals(sum, one), small, Vector.Log(sum) * small / (sum - one));
            return Vector.Max(output, Vector<float>.Zero) - output * target + log;
        }
    }
}
