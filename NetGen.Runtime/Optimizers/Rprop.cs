using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// Resilient propagation (Riedmiller and Braun, 1993; the form Rprop⁻ of PyTorch): every parameter has a step size of its own, which
    /// grows by η⁺ while its gradient keeps its sign and shrinks by η⁻ when the sign turns; then p −= sign(g)·step, and no step where the
    /// sign has just turned. Only for full batches: signs of noisy gradients mislead it. Schedules do not change it after the first step.
    /// </summary>
    /// <param name="initialStep">What every step size starts from, more than 0.</param>
    /// <param name="shrink">η⁻, more than 0 and less than 1.</param>
    /// <param name="grow">η⁺, more than 1.</param>
    /// <param name="smallestStep">The least step size, more than 0.</param>
    /// <param name="largestStep">The largest step size, more than <paramref name="smallestStep"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer Rprop(
        float initialStep = 0.01f, float shrink = 0.5f, float grow = 1.2f, float smallestStep = 1e-6f, float largestStep = 50) =>
        new Rprop(Require.Positive(initialStep, nameof(initialStep)), 0)
        {
            Shrink = shrink > 0 && shrink < 1
                ? shrink : throw new ArgumentOutOfRangeException(nameof(shrink), shrink, $"shrink must be more than 0 and less than 1, but is {shrink}."),
            Grow = grow > 1 && float.IsFinite(grow)
                ? grow : throw new ArgumentOutOfRangeException(nameof(grow), grow, $"grow must be more than 1 and finite, but is {grow}."),
            SmallestStep = Require.Positive(smallestStep, nameof(smallestStep)),
            LargestStep = largestStep > smallestStep && float.IsFinite(largestStep)
                ? largestStep
                : throw new ArgumentOutOfRangeException(nameof(largestStep), largestStep, $"largestStep must be more than smallestStep, {smallestStep}, but is {largestStep}."),
        };
}

internal sealed record Rprop(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float Shrink { get; init; }

    public required float Grow { get; init; }

    public required float SmallestStep { get; init; }

    public required float LargestStep { get; init; }

    internal override OptimizerState CreateState(int parameterCount) => new State(parameterCount, this);

    private sealed class State : OptimizerState<Rule>
    {
        private readonly Rprop _settings;

        public State(int parameterCount, Rprop settings) : base(parameterCount)
        {
            _settings = settings;
            Slots[0].Span.Fill(settings.LearningRate);
        }

        private protected override Rule RuleOf(float learningRate) =>
            new(_settings.Shrink, _settings.Grow, _settings.SmallestStep, _settings.LargestStep);
    }

    private readonly struct Rule(float shrink, float grow, float smallest, float largest) : IUpdateRule
    {
        public static int Slots => 2;

        public static int NotNegative => 0b1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T size, ref T previous, ref T c)
            where T : struct, IFloats<T>
        {
            // Comparing signs rather than the sign of a product, which underflows for tiny gradients.
            T agreement = Signs.Of(gradient) * Signs.Of(previous);
            T turned = T.GreaterThan(0, agreement);
            T factor = T.Select(T.GreaterThan(agreement, 0), grow, T.Select(turned, shrink, 1));
            size = T.Min(largest, T.Max(smallest, size * factor));
            previous = T.Select(turned, 0, gradient);
            return parameter - Signs.Of(previous) * size;
        }
    }
}
