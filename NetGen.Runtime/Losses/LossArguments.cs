using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>The checks every loss makes at its door.</summary>
internal static class LossArguments
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        if (output.IsEmpty || target.Length != output.Length)
            Fail(output.Length, target.Length, output.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        if (output.IsEmpty || target.Length != output.Length || gradient.Length != output.Length)
            Fail(output.Length, target.Length, gradient.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckWeights(ReadOnlySpan<float> output, ReadOnlySpan<float> weights)
    {
        if (weights.Length != output.Length)
            throw new ArgumentException($"Expected {output.Length} weights, one an output, but got {weights.Length}.", nameof(weights));
    }

    private static void Fail(int outputs, int targets, int gradients)
    {
        if (outputs == 0)
            throw new ArgumentException("A loss needs at least one output.", "output");
        if (targets != outputs)
            throw new ArgumentException($"Expected {outputs} targets, one an output, but got {targets}.", "target");
        throw new ArgumentException($"Expected room for {outputs} gradients, one an output, but got {gradients}.", "gradient");
    }
}
