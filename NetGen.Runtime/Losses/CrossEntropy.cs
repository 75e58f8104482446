using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>
/// −Σ tᵢ·ln softmax(z)ᵢ of logits z; targets are one-hot or any others. Gradient softmax(z)·Σt − t.
/// PyTorch: <c>CrossEntropyLoss</c>. One sample at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CrossEntropy
{
    /// <summary>Returns the loss.</summary>
    /// <param name="logits">The pre-activations of a softmax head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target) => SoftmaxLogLikelihood.Evaluate(logits, target);

    /// <summary>Returns the loss and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a softmax head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient) =>
        SoftmaxLogLikelihood.Backward(logits, target, gradient);

    /// <summary>Returns the loss of rows, each times its weight, summed.</summary>
    /// <param name="logits">The first row's first logit.</param>
    /// <param name="target">The first row's first target; rows lie close together.</param>
    /// <param name="size">The number of classes.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The distance between the starts of rows of logits, in floats.</param>
    /// <param name="weights">One weight a row, or empty where all are 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float EvaluateRows(ref float logits, ref float target, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights) =>
        SoftmaxLogLikelihood.Rows(ref logits, ref target, ref Unsafe.NullRef<float>(), size, rows, stride, weights);

    /// <summary>Returns the loss of rows, each times its weight, summed, and writes the gradients, each times its row's weight.</summary>
    /// <param name="logits">The first row's first logit.</param>
    /// <param name="target">The first row's first target; rows lie close together.</param>
    /// <param name="gradient">The first row's first derivative; may be <paramref name="logits"/>.</param>
    /// <param name="size">The number of classes.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="stride">The distance between the starts of rows of logits and of gradients, in floats.</param>
    /// <param name="weights">One weight a row, or empty where all are 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float BackwardRows(
        ref float logits, ref float target, ref float gradient, nuint size, nuint rows, nuint stride, ReadOnlySpan<float> weights) =>
        SoftmaxLogLikelihood.Rows(ref logits, ref target, ref gradient, size, rows, stride, weights);
}
