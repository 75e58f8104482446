namespace NetGen;

/// <summary>A user's own loss, named by <see cref="NeuralNetworkAttribute.CustomLoss"/>. Called once a sample; must not allocate if passes are to be free of garbage.</summary>
/// <example>
/// <code>
/// public readonly struct LogCosh : ILoss
/// {
///     public static float Backward(ReadOnlySpan&lt;float&gt; output, ReadOnlySpan&lt;float&gt; target, Span&lt;float&gt; gradient)
///     {
///         float loss = 0;
///         for (int i = 0; i &lt; output.Length; i++)
///         {
///             float error = output[i] - target[i];
///             loss += MathF.Log(MathF.Cosh(error));
///             gradient[i] = MathF.Tanh(error);
///         }
///         return loss;
///     }
/// }
/// </code>
/// </example>
public interface ILoss
{
    /// <summary>
    /// Which targets the loss can learn from, checked before training; all finite numbers when not stated. A loss that takes 0 to 1 says
    /// <c>public static TargetRange Targets =&gt; TargetRange.UnitInterval;</c>.
    /// </summary>
    static virtual TargetRange Targets => TargetRange.Any;

    /// <summary>Returns one sample's loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The network's outputs, after the last activation.</param>
    /// <param name="target">The targets, as many as outputs.</param>
    /// <param name="gradient">Receives ∂loss/∂output, as many as outputs. Every element must be written.</param>
    static abstract float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient);

    /// <summary>
    /// Returns one sample's loss alone. May be left out: evaluation then calls <see cref="Backward"/> and throws the gradient away.
    /// </summary>
    /// <param name="output">The network's outputs, after the last activation.</param>
    /// <param name="target">The targets, as many as outputs.</param>
    /// <exception cref="NotSupportedException">The loss has none of its own; generated code knows that and does not call it.</exception>
    static virtual float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        throw new NotSupportedException("This loss has no Evaluate of its own: call Backward, or implement Evaluate(output, target).");
}
