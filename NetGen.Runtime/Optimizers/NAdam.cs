using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// NAdam (Dozat, 2016), Adam with Nesterov momentum: μₜ = β₁·(1 − ½·0.96^(t·ψ)), Mₜ = μ₁·…·μₜ, m and v as in <see cref="Adam"/>,
    /// p −= η · (m·μₜ₊₁/(1 − Mₜ₊₁) + g·(1 − μₜ)/(1 − Mₜ)) / (√v̂ + ε).
    /// </summary>
    /// <param name="learningRate">η, more than 0.</param>
    /// <param name="beta1">β₁, 0 or more and less than 1.</param>
    /// <param name="beta2">β₂, 0 or more and less than 1.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="momentumDecay">ψ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer NAdam(
        float learningRate = 2e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0, float momentumDecay = 4e-3f) =>
        new NAdam(learningRate, weightDecay)
        {
            Beta1 = Require.Share(beta1, nameof(beta1)),
            Beta2 = Require.Share(beta2, nameof(beta2)),
            Epsilon = Require.Positive(epsilon, nameof(epsilon)),
            MomentumDecay = Require.NotNegative(momentumDecay, nameof(momentumDecay)),
        };
}

internal sealed record NAdam(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    public required float Epsilon { get; init; }

    public required float MomentumDecay { get; init; }

    internal override OptimizerState CreateState(int parameterCount) => new State(parameterCount, this);

    private sealed class State(int parameterCount, NAdam settings) : OptimizerState<Rule>(parameterCount)
    {
        private protected override Rule RuleOf(float learningRate)
        {
            double momentum = Momentum(Steps), next = Momentum(Steps + 1);
            Carried *= momentum;
            return new Rule(
                (float)(learningRate * next / (1 - Carried * next)), (float)(learningRate * (1 - momentum) / (1 - Carried)),
                settings.Beta1, Decimals.Complement(settings.Beta1), settings.Beta2, Decimals.Complement(settings.Beta2),
                (float)(1 / Math.Sqrt(1 - Math.Pow(Decimals.Of(settings.Beta2), Steps))), settings.Epsilon);
        }

        private double Momentum(long step) => Decimals.Of(settings.Beta1) * (1 - 0.5 * Math.Pow(0.96, step * Decimals.Of(settings.MomentumDecay)));
    }

    private readonly struct Rule(
        float meanRate, float gradientRate, float beta1, float fresh1, float beta2, float fresh2, float root, float epsilon) : IUpdateRule
    {
        public static int Slots => 2;

        public static int NotNegative => 0b10;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T mean, ref T squares, ref T c)
            where T : struct, IFloats<T>
        {
            mean = beta1 * mean + fresh1 * gradient;
            squares = beta2 * squares + fresh2 * (gradient * gradient);
            return parameter - (meanRate * mean + gradientRate * gradient) / (T.SquareRoot(squares) * root + epsilon);
        }
    }
}
