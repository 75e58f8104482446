using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>
/// Σ over j ≠ c of max(0, sⱼ − s_c + Δ) of scores s, with c = arg-max t.
/// PyTorch: <c>MultiMarginLoss</c> times the number of classes. One sample at a time.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Hinge
{
    /// <summary>Returns the loss.</summary>
    /// <param name="output">The scores, one a class.</param>
    /// <param name="target">As many targets; the first of the largest is the right class.</param>
    /// <param name="margin">Δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, float margin) =>
        MultiClassHinge.Evaluate(output, target, margin, squared: false);

    /// <summary>Returns the loss and writes its gradient with respect to the scores.</summary>
    /// <param name="output">The scores, one a class.</param>
    /// <param name="target">As many targets; the first of the largest is the right class.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <param name="margin">Δ, greater than 0.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float margin) =>
        MultiClassHinge.Backward(output, target, gradient, margin, squared: false);
}
