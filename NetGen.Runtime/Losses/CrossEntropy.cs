using System.ComponentModel;

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
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target) => SoftmaxLogLikelihood.Evaluate(logits, target);

    /// <summary>Returns the loss and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a softmax head, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient) =>
        SoftmaxLogLikelihood.Backward(logits, target, gradient);
}
