namespace NetGen;

/// <summary>A user's own loss, named by <see cref="NeuralNetworkAttribute.CustomLoss"/>. Called once a sample; must not allocate if passes are to be free of garbage.</summary>
/// <example>
/// <code>
/// public readonly struct LogCosh : ILoss
/// {
///     public static float Evaluate(ReadOnlySpan&lt;float&gt; output, ReadOnlySpan&lt;float&gt; target, Span&lt;float&gt; gradient)
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
    /// <summary>Returns one sample's loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The network's outputs, after the last activation.</param>
    /// <param name="target">The targets, as many as outputs.</param>
    /// <param name="gradient">Receives ∂loss/∂output, as many as outputs. Every element must be written.</param>
    static abstract float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient);
}
