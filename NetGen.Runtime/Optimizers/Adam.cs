using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Optimizers;

namespace NetGen;

public abstract partial record Optimizer
{
    /// <summary>
    /// Adam (Kingma and Ba, 2015): m = β₁·m + (1 − β₁)·g, v = β₂·v + (1 − β₂)·g², p −= η · m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ) and
    /// v̂ = v/(1 − β₂ᵗ). AMSGrad (Reddi et al., 2018) divides by the largest v so far.
    /// </summary>
    /// <param name="learningRate">η, more than 0.</param>
    /// <param name="beta1">β₁, 0 or more and less than 1.</param>
    /// <param name="beta2">β₂, 0 or more and less than 1.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="amsGrad">Whether v never falls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer Adam(
        float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0, bool amsGrad = false) =>
        new Adam(learningRate, beta1, beta2, epsilon, weightDecay) { AmsGrad = amsGrad };

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter, 2019): p −= η·λ·p before the step of <see cref="Adam"/>.</summary>
    /// <param name="learningRate">η, more than 0.</param>
    /// <param name="beta1">β₁, 0 or more and less than 1.</param>
    /// <param name="beta2">β₂, 0 or more and less than 1.</param>
    /// <param name="epsilon">ε, more than 0.</param>
    /// <param name="weightDecay">λ, 0 or more.</param>
    /// <param name="amsGrad">Whether v never falls.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Optimizer AdamW(
        float learningRate = 1e-3f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-8f, float weightDecay = 0.01f, bool amsGrad = false) =>
        new Adam(learningRate, beta1, beta2, epsilon, weightDecay) { AmsGrad = amsGrad, IsDecayDecoupled = true };
}

internal sealed record Adam : Optimizer
{
    public Adam(float learningRate, float beta1, float beta2, float epsilon, float weightDecay) : base(learningRate, weightDecay)
    {
        Beta1 = Require.Share(beta1, nameof(beta1));
        Beta2 = Require.Share(beta2, nameof(beta2));
        Epsilon = Require.Positive(epsilon, nameof(epsilon));
    }

    public float Beta1 { get; }

    public float Beta2 { get; }

    public float Epsilon { get; }

    public bool AmsGrad { get; init; }

    public bool IsDecayDecoupled { get; init; }

    internal override OptimizerState CreateState(int parameterCount) =>
        AmsGrad ? new AmsGradState(parameterCount, this) : new PlainState(parameterCount, this);

    private Step StepOf(float learningRate, long step)
    {
        double rate = learningRate / (1 - Math.Pow(Decimals.Of(Beta1), step)), root = 1 / Math.Sqrt(1 - Math.Pow(Decimals.Of(Beta2), step));
        return new Step(
            (float)rate, IsDecayDecoupled ? learningRate : 0, Beta1, Decimals.Complement(Beta1), Beta2, Decimals.Complement(Beta2), (float)root,
            Epsilon, IsDecayDecoupled);
    }

    private sealed class PlainState(int parameterCount, Adam settings) : OptimizerState<Plain>(parameterCount)
    {
        private protected override Plain RuleOf(float learningRate) => new(settings.StepOf(learningRate, Steps));
    }

    private sealed class AmsGradState(int parameterCount, Adam settings) : OptimizerState<WithLargest>(parameterCount)
    {
        private protected override WithLargest RuleOf(float learningRate) => new(settings.StepOf(learningRate, Steps));
    }

    private readonly struct Plain(Step step) : IUpdateRule
    {
        public static int Slots => 2;

        public static bool DecouplesDecay => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Step(
            Vector<float> parameter, Vector<float> gradient, Vector<float> decay,
            ref Vector<float> mean, ref Vector<float> squares, ref Vector<float> c)
        {
            gradient = step.Decay(ref parameter, gradient, decay);
            step.Average(gradient, ref mean, ref squares);
            return step.Apply(parameter, mean, squares);
        }
    }

    private readonly struct WithLargest(Step step) : IUpdateRule
    {
        public static int Slots => 3;

        public static bool DecouplesDecay => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Step(
            Vector<float> parameter, Vector<float> gradient, Vector<float> decay,
            ref Vector<float> mean, ref Vector<float> squares, ref Vector<float> largest)
        {
            gradient = step.Decay(ref parameter, gradient, decay);
            step.Average(gradient, ref mean, ref squares);
            largest = Vector.Max(largest, squares);
            return step.Apply(parameter, mean, largest);
        }
    }

    /// <summary>The parts of a step that both forms share.</summary>
    private readonly struct Step(
        float rate, float decayRate, float beta1, float fresh1, float beta2, float fresh2, float root, float epsilon, bool isDecayDecoupled)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Decay(ref Vector<float> parameter, Vector<float> gradient, Vector<float> decay)
        {
            if (!isDecayDecoupled)
                return Vector.MultiplyAddEstimate(decay, parameter, gradient);
            parameter -= decayRate * decay * parameter;
            return gradient;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Average(Vector<float> gradient, ref Vector<float> mean, ref Vector<float> squares)
        {
            mean = Vector.MultiplyAddEstimate(new Vector<float>(fresh1), gradient, beta1 * mean);
            squares = Vector.MultiplyAddEstimate(fresh2 * gradient, gradient, beta2 * squares);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Apply(Vector<float> parameter, Vector<float> mean, Vector<float> squares) =>
            parameter - rate * mean / Vector.MultiplyAddEstimate(Vector.SquareRoot(squares), new Vector<float>(root), new Vector<float>(epsilon));
    }
}
