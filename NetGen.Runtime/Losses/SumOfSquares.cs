using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>Σ(yᵢ − tᵢ)², gradient 2·(y − t). PyTorch: <c>MSELoss(reduction='sum')</c>. One sample at a time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SumOfSquares
{
    /// <summary>Returns the loss.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Evaluate(ReadOnlySpan<float> output, ReadOnlySpan<float> target) =>
        ElementwiseLoss.Evaluate(new Square(), output, target, 1);

    /// <summary>Returns the loss and writes its gradient with respect to the outputs.</summary>
    /// <param name="output">The outputs, 1 or more.</param>
    /// <param name="target">The targets, as many.</param>
    /// <param name="gradient">Receives as many derivatives; may be the same memory as <paramref name="output"/>.</param>
    /// <exception cref="ArgumentException">A span has another length, or there is no output.</exception>
    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) =>
        ElementwiseLoss.Backward(new Square(), output, target, gradient, 1);

    internal readonly struct Square : IElementwiseLoss
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Term(float output, float target, out float derivative)
        {
            float error = output - target;
            derivative = error + error;
            return error * error;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Term(Vector<float> output, Vector<float> target, out Vector<float> derivative)
        {
            Vector<float> error = output - target;
            derivative = error + error;
            return error * error;
        }
    }
}
