using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>Adagrad (Duchi et al., 2011): s += g², p −= η/(1 + (t − 1)·decay) · g/(√s + ε).</summary>
    /// <param name="learningRate">η, more than 0; 0.01 is usual.</param>
    /// <param name="learningRateDecay">How the learning rate falls with the step t, 0 or more.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="initialAccumulator">What s starts from, 0 or more.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer Adagrad(
        float learningRate, float learningRateDecay = 0, float epsilon = 1e-10f, float initialAccumulator = 0, float weightDecay = 0) =>
        new Adagrad(learningRate, weightDecay)
        {
            LearningRateDecay = Require.NotNegative(learningRateDecay, nameof(learningRateDecay)),
            Epsilon = Require.Positive(epsilon, nameof(epsilon)),
            InitialAccumulator = Require.NotNegative(initialAccumulator, nameof(initialAccumulator)),
        };
}

internal sealed record Adagrad(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float LearningRateDecay { get; init; }

    public required float Epsilon { get; init; }

    public required float InitialAccumulator { get; init; }

    internal override OptimizerState CreateState(int parameterCount) => new State(parameterCount, this);

    private sealed class State : OptimizerState<Rule>
    {
        private readonly Adagrad _settings;

        public State(int parameterCount, Adagrad settings) : base(parameterCount)
        {
            _settings = settings;
            Slots[0].Span.Fill(settings.InitialAccumulator);
        }

        private protected override Rule RuleOf(float learningRate) =>
            new((float)(learningRate / (1 + (Steps - 1) * Decimals.Of(_settings.LearningRateDecay))), _settings.Epsilon);
    }

    private readonly struct Rule(float rate, float epsilon) : IUpdateRule
    {
        public static int Slots => 1;

        public static int NotNegative => 0b1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T squares, ref T b, ref T c)
            where T : struct, IFloats<T>
        {
            squares += gradient * gradient;
            return parameter - rate * gradient / (T.SquareRoot(squares) + epsilon);
        }
    }
}
