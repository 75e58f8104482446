using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>Sums how far each wrong class comes too near the right one, in first or second power.</summary>
internal static class MultiClassHinge
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Evaluate(ReadOnlySpan<float> scores, ReadOnlySpan<float> target, float margin, bool squared)
    {
        LossArguments.Check(scores, target);
        int right = IndexOfMax(target);
        if (right < 0)
            return float.NaN;
        float threshold = scores[right] - margin, loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            // MathF.Max keeps a NaN, which a comparison would lose.
            float excess = i == right ? 0 : MathF.Max(scores[i] - threshold, 0);
            loss += squared ? excess * excess : excess;
        }

        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Backward(
        ReadOnlySpan<float> scores, ReadOnlySpan<float> target, Span<float> gradient, float margin, bool squared)
    {
        LossArguments.Check(scores, target, gradient);
        int right = IndexOfMax(target);
        if (right < 0)
        {
            gradient.Fill(float.NaN);
            return float.NaN;
        }

        float threshold = scores[right] - margin, loss = 0, total = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            float excess = i == right ? 0 : MathF.Max(scores[i] - threshold, 0);
            float derivative = squared ? excess + excess : excess > 0 ? 1 : 0;
            loss += squared ? excess * excess : excess;
            total += derivative;
            gradient[i] = derivative;
        }

        gradient[right] = -total;
        return loss;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfMax(ReadOnlySpan<float> target) => Buffers.IndexOfMax(target);
}
