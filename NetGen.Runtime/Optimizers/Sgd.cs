using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// Stochastic gradient descent: p −= η·g. With momentum μ: v = μ·v + g, p −= η·v; Nesterov's form p −= η·(g + μ·v).
    /// </summary>
    /// <param name="learningRate">η, more than 0.</param>
    /// <param name="momentum">μ, 0 or more and less than 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a momentum.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's form was asked for without momentum.</exception>
    public static Optimizer Sgd(float learningRate, float momentum = 0, bool nesterov = false, float weightDecay = 0) =>
        new Sgd(learningRate, momentum, nesterov, weightDecay);
}

internal sealed record Sgd : Optimizer
{
    public Sgd(float learningRate, float momentum, bool nesterov, float weightDecay) : base(learningRate, weightDecay)
    {
        Momentum = Require.Share(momentum, nameof(momentum));
        if (nesterov && momentum == 0)
            throw new ArgumentException("Nesterov's form needs a momentum of more than 0.", nameof(nesterov));
        Nesterov = nesterov;
    }

    public float Momentum { get; }

    public bool Nesterov { get; }

    internal override OptimizerState CreateState(int parameterCount) =>
        Momentum == 0 ? new PlainState(parameterCount) : new MomentumState(parameterCount, this);

    private sealed class PlainState(int parameterCount) : OptimizerState<Plain>(parameterCount)
    {
        private protected override Plain RuleOf(float learningRate) => new(learningRate);
    }

    private sealed class MomentumState(int parameterCount, Sgd sgd) : OptimizerState<WithMomentum>(parameterCount)
    {
        private protected override WithMomentum RuleOf(float learningRate) => sgd.Nesterov
            ? new(sgd.Momentum, learningRate, learningRate * sgd.Momentum)
            : new(sgd.Momentum, 0, learningRate);
    }

    private readonly struct Plain(float rate) : IUpdateRule
    {
        public static int Slots => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T a, ref T b, ref T c)
            where T : struct, IFloats<T> => parameter - rate * gradient;
    }

    private readonly struct WithMomentum(float momentum, float gradientRate, float velocityRate) : IUpdateRule
    {
        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T velocity, ref T b, ref T c)
            where T : struct, IFloats<T>
        {
            velocity = momentum * velocity + gradient;
            return parameter - gradientRate * gradient - velocityRate * velocity;
        }
    }
}
