using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>
/// Σ tᵢ·(ln tᵢ − ln softmax(z)ᵢ) of logits z, with 0·ln 0 = 0. Gradient softmax(z)·Σt − t.
/// PyTorch: <c>KLDivLoss(reduction='batchmean')</c> on log-softmax. One sample at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KullbackLeibler
{
    /// <summary>Returns the loss.</summary>
    /// <param name="logits">The pre-activations of a softmax head, 1 or more.</param>
    /// <param name="target">The target distribution, as many numbers, none negative.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target) =>
        SoftmaxLogLikelihood.Evaluate(logits, target) + NegativeEntropy(target);

    /// <summary>Returns the loss and writes its gradient with respect to the logits.</summary>
    /// <param name="logits">The pre-activations of a softmax head, 1 or more.</param>
    /// <param name="target">The target distribution, as many numbers, none negative.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="logits"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient) =>
        SoftmaxLogLikelihood.Backward(logits, target, gradient) + NegativeEntropy(target);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float NegativeEntropy(ReadOnlySpan<float> target)
    {
        float sum = 0;
        foreach (float t in target)
            sum += t == 0 ? 0 : t * MathF.Log(t);
        return sum;
    }
}
