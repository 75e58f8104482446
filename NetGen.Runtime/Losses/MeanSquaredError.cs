using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.Losses;

/// <summary>(1/n)·Σ(yᵢ − tᵢ)², gradient (2/n)·(y − t). PyTorch: <c>MSELoss</c>. One sample at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MeanSquaredError
{
    /// <summary>Returns the loss.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        ElementwiseLoss.Evaluate(new SumOfSquares.Square(), output, target, 1f / output.Length);

    /// <summary>Returns the loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) =>
        ElementwiseLoss.Backward(new SumOfSquares.Square(), output, target, gradient, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new SumOfSquares.Square(), output, target, weights, 1f / output.Length);

    /// <summary>Returns the loss with each output's term times a weight, and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="weights">As many weights.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, ReadOnlySpan<float> weights) =>
        ElementwiseLoss.Weighted(new SumOfSquares.Square(), output, target, gradient, weights, 1f / output.Length);

    /// <summary>Returns the loss of a single output and writes its derivative.</summary>
    /// <param name="output">The output.</param>
    /// <param name="target">The target.</param>
    /// <param name="gradient">Receives the derivative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(float output, float target, out float gradient) =>
        SumOfSquares.Backward(output, target, out gradient);

    /// <summary>Returns the loss of a few outputs in the first lanes of a vector, and their derivatives.</summary>
    /// <param name="output">The outputs; the other lanes may hold anything finite.</param>
    /// <param name="target">The targets; the other lanes may hold anything finite.</param>
    /// <param name="count">How many there are, from 1 to the vector's lanes.</param>
    /// <param name="gradient">Receives the derivatives; the other lanes mean nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(Vector128<float> output, Vector128<float> target, int count, out Vector128<float> gradient) =>
        ElementwiseLoss.Backward(new SumOfSquares.Square(), output, target, count, 1f / count, out gradient);

    /// <inheritdoc cref="Backward(Vector128{float}, Vector128{float}, int, out Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(Vector256<float> output, Vector256<float> target, int count, out Vector256<float> gradient) =>
        ElementwiseLoss.Backward(new SumOfSquares.Square(), output, target, count, 1f / count, out gradient);

    /// <summary>The same of single outputs in all lanes.</summary>
    /// <param name="output">The outputs.</param>
    /// <param name="target">Their targets.</param>
    /// <param name="gradient">Receives the derivatives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Backward(Vector128<float> output, Vector128<float> target, out Vector128<float> gradient) =>
        SumOfSquares.Backward(output, target, out gradient);
}
