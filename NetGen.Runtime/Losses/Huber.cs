using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float delta) =>
        ElementwiseLoss.Evaluate(new Limited(delta), output, target, 1f / output.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="delta">δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float delta) =>
        ElementwiseLoss.Backward(new Limited(delta), output, target, gradient, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="delta">δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, ReadOnlySpan<float> weights, float delta) =>
        ElementwiseLoss.Weighted(new Limited(delta), output, target, weights, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight, and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="weights">As many weights.</param>
    /// <param name="delta">δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, ReadOnlySpan<float> weights, float delta) =>
        ElementwiseLoss.Weighted(new Limited(delta), output, target, gradient, weights, 1f / output.Length);

    private readonly struct Limited(float delta) : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Term<T>(T output, T target, out T derivative)
            where T : struct, IFloats<T>
        {
            // With m = min(|e|, δ): m·(|e| − ½·m) is ½·e² inside and the line outside.
            var error = output - target;
            T size = T.Abs(error), inside = T.Min(delta, size);
            derivative = inside | (error & T.CreateBits(0x80000000));
            return inside * (size - inside * 0.5f);
        }
    }
}
