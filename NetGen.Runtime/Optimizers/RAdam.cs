using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// Rectified Adam (Liu et al., 2020): with ρ∞ = 2/(1 − β₂) − 1 and ρₜ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ) the step is p −= η·m̂ while ρₜ ≤ 5,
    /// then p −= η·r·m̂·√(1 − β₂ᵗ)/(√v + ε) with r² = (ρₜ − 4)(ρₜ − 2)ρ∞ / ((ρ∞ − 4)(ρ∞ − 2)ρₜ).
    /// </summary>
    /// <param name="learningRate">η, more than 0.</param>
    /// <param name="beta1">β₁, 0 or more and less than 1.</param>
    /// <param name="beta2">β₂, 0 or more and less than 1.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer RAdam(
        float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0) =>
        new RAdam(learningRate, weightDecay)
        {
            Beta1 = Require.Share(beta1, nameof(beta1)),
            Beta2 = Require.Share(beta2, nameof(beta2)),
            Epsilon = Require.Positive(epsilon, nameof(epsilon)),
        };
}

internal sealed record RAdam(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    public required float Epsilon { get; init; }

    internal override OptimizerState CreateState(int parameterCount) => new State(parameterCount, this);

    private sealed class State(int parameterCount, RAdam settings) : OptimizerState<Rule>(parameterCount)
    {
        private protected override Rule RuleOf(float learningRate)
        {
            double beta2 = Decimals.Of(settings.Beta2), power = Math.Pow(beta2, Steps), most = 2 / (1 - beta2) - 1;
            double length = most - 2 * Steps * power / (1 - power), rate = learningRate / (1 - Math.Pow(Decimals.Of(settings.Beta1), Steps));
            bool isRectified = length > 5;
            if (isRectified)
                rate *= Math.Sqrt((length - 4) * (length - 2) * most / ((most - 4) * (most - 2) * length)) * Math.Sqrt(1 - power);
            return new Rule(
                (float)rate, settings.Beta1, Decimals.Complement(settings.Beta1), settings.Beta2, Decimals.Complement(settings.Beta2),
                settings.Epsilon, isRectified);
        }
    }

    private readonly struct Rule(
        float rate, float beta1, float fresh1, float beta2, float fresh2, float epsilon, bool isRectified) : IUpdateRule
    {
        public static int Slots => 2;

        public static int NotNegative => 0b10;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T mean, ref T squares, ref T c)
            where T : struct, IFloats<T>
        {
            mean = beta1 * mean + fresh1 * gradient;
            squares = beta2 * squares + fresh2 * (gradient * gradient);
            T step = rate * mean;
            return parameter - (isRectified ? step / (T.SquareRoot(squares) + epsilon) : step);
        }
    }
}
