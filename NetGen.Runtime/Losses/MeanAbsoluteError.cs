using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Losses;

/// <summary>(1/n)·Σ|yᵢ − tᵢ|, gradient sign(y − t)/n, 0 where y = t. PyTorch: <c>L1Loss</c>. One sample at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MeanAbsoluteError
{
    /// <summary>Returns the loss.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        ElementwiseLoss.Evaluate(new Absolute(), output, target, 1f / output.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) =>
        ElementwiseLoss.Backward(new Absolute(), output, target, gradient, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new Absolute(), output, target, weights, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight, and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new Absolute(), output, target, gradient, weights, 1f / output.Length);

    private readonly struct Absolute : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Term<T>(T output, T target, out T derivative)
            where T : struct, IFloats<T>
        {
            var error = output - target;
            var size = T.Abs(error);
            derivative = ((error & T.CreateBits(0x80000000)) | 1f) & T.GreaterThan(size, 0f);
            return size;
        }
    }
}
