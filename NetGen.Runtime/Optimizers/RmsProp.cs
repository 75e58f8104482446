using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// RMSProp (Hinton, 2012): s = α·s + (1 − α)·g², p −= η·g/(√s + ε). Centred: √(s − m²) with m = α·m + (1 − α)·g.
    /// With momentum μ: v = μ·v + g/(√s + ε), p −= η·v.
    /// </summary>
    /// <param name="learningRate">η, more than 0; 0.01 is usual.</param>
    /// <param name="smoothing">α, 0 or more and less than 1.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="momentum">μ, 0 or more and less than 1.</param>
    /// <param name="centered">Whether the gradient's own mean is taken off.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer RmsProp(
        float learningRate, float smoothing = 0.99f, float epsilon = 1e-8f, float momentum = 0, bool centered = false, float weightDecay = 0) =>
        new RmsProp(learningRate, weightDecay)
        {
            Smoothing = Require.Share(smoothing, nameof(smoothing)),
            Epsilon = Require.Positive(epsilon, nameof(epsilon)),
            Momentum = Require.Share(momentum, nameof(momentum)),
            Centered = centered,
        };
}

internal sealed record RmsProp(float LearningRate, float WeightDecay) : Optimizer(LearningRate, WeightDecay)
{
    public required float Smoothing { get; init; }

    public required float Epsilon { get; init; }

    public required float Momentum { get; init; }

    public required bool Centered { get; init; }

    internal override OptimizerState CreateState(int parameterCount) =>
        Centered ? new CenteredState(parameterCount, this) : new PlainState(parameterCount, this);

    private sealed class PlainState(int parameterCount, RmsProp settings) : OptimizerState<Plain>(parameterCount)
    {
        private protected override Plain RuleOf(float learningRate) =>
            new(learningRate, settings.Smoothing, Decimals.Complement(settings.Smoothing), settings.Epsilon, settings.Momentum);
    }

    private sealed class CenteredState(int parameterCount, RmsProp settings) : OptimizerState<AroundMean>(parameterCount)
    {
        private protected override AroundMean RuleOf(float learningRate) =>
            new(learningRate, settings.Smoothing, Decimals.Complement(settings.Smoothing), settings.Epsilon, settings.Momentum);
    }

    private readonly struct Plain(float rate, float smoothing, float fresh, float epsilon, float momentum) : IUpdateRule
    {
        public static int Slots => 2;

        public static int NotNegative => 0b1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T squares, ref T velocity, ref T c)
            where T : struct, IFloats<T>
        {
            squares = smoothing * squares + fresh * (gradient * gradient);
            velocity = momentum * velocity + gradient / (T.SquareRoot(squares) + epsilon);
            return parameter - rate * velocity;
        }
    }

    private readonly struct AroundMean(float rate, float smoothing, float fresh, float epsilon, float momentum) : IUpdateRule
    {
        public static int Slots => 3;

        public static int NotNegative => 0b1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T squares, ref T velocity, ref T mean)
            where T : struct, IFloats<T>
        {
            squares = smoothing * squares + fresh * (gradient * gradient);
            mean = smoothing * mean + fresh * gradient;
            // Rounding may take a variance of 0 below it.
            T variance = T.Max(0, squares - mean * mean);
            velocity = momentum * velocity + gradient / (T.SquareRoot(variance) + epsilon);
            return parameter - rate * velocity;
        }
    }
}
