using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>(1/n)·Σ ½·eᵢ² where |eᵢ| ≤ δ, else δ·(|eᵢ| − ½·δ), with e = y − t; gradient e/n limited to ±δ/n. PyTorch: <c>HuberLoss</c>. One sample at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Huber
{
    /// <summary>Returns the loss.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="delta">δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float delta) =>
        ElementwiseLoss.Evaluate(new Limited(delta), output, target, 1f / output.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="delta">δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float delta) =>
        ElementwiseLoss.Backward(new Limited(delta), output, target, gradient, 1f / output.Length);

    private readonly struct Limited(float delta) : IElementwiseLoss
    {
        // With m = min(|e|, δ): m·(|e| − ½·m) is ½·e² inside and the line outside.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Term(float output, float target, out float derivative)
        {
            float error = output - target, size = MathF.Abs(error), inside = MathF.Min(size, delta);
            derivative = MathF.CopySign(inside, error);
            return inside * (size - 0.5f * inside);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Term(Vector<float> output, Vector<float> target, out Vector<float> derivative)
        {
            Vector<float> error = output - target, size = Vector.Abs(error), inside = Vector.Min(size, new Vector<float>(delta));
            derivative = Vector.CopySign(inside, error);
            return inside * (size - 0.5f * inside);
        }
    }
}
