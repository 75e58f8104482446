using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// Lion (Chen et al., 2023): p −= η·(sign(β₁·m + (1 − β₁)·g) + λ·p), then m = β₂·m + (1 − β₂)·g. Its weight decay is decoupled.
    /// </summary>
    /// <param name="learningRate">η, more than 0; three to ten times less than for Adam.</param>
    /// <param name="beta1">β₁, 0 or more and less than 1.</param>
    /// <param name="beta2">β₂, 0 or more and less than 1.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer Lion(float learningRate = 1e-4f, float beta1 = 0.9f, float beta2 = 0.99f, float weightDecay = 0) =>
        new Lion(learningRate, weightDecay)
        {
            Beta1 = Require.Share(beta1, nameof(beta1)),
            Beta2 = Require.Share(beta2, nameof(beta2)),
        };
}

internal sealed record Lion(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    internal override OptimizerState CreateState(int parameterCount) => new State(parameterCount, this);

    private sealed class State(int parameterCount, Lion settings) : OptimizerState<Rule>(parameterCount)
    {
        private protected override Rule RuleOf(float learningRate) =>
            new(learningRate, settings.Beta1, Decimals.Complement(settings.Beta1), settings.Beta2, Decimals.Complement(settings.Beta2));
    }

    private readonly struct Rule(float rate, float beta1, float fresh1, float beta2, float fresh2) : IUpdateRule
    {
        public static int Slots => 1;

        public static bool DecouplesDecay => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T mean, ref T b, ref T c)
            where T : struct, IFloats<T>
        {
            T step = Signs.Of(beta1 * mean + fresh1 * gradient);
            mean = beta2 * mean + fresh2 * gradient;
            return parameter - rate * (step + decay * parameter);
        }
    }
}
