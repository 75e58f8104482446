using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;
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

    internal override string Name => IsDecayDecoupled ? "AdamW" : "Adam";

    internal override OptimizerState CreateState(int parameterCount) => (IsDecayDecoupled, AmsGrad) switch
    {
        (false, false) => new State<No, No>(parameterCount, this),
        (false, true) => new State<No, Yes>(parameterCount, this),
        (true, false) => new State<Yes, No>(parameterCount, this),
        (true, true) => new State<Yes, Yes>(parameterCount, this),
    };

    /// <summary>A setting that is known when the loop is compiled.</summary>
    private interface ISetting
    {
        static abstract bool IsOn { get; }
    }

    private readonly struct Yes : ISetting
    {
        public static bool IsOn => true;
    }

    private readonly struct No : ISetting
    {
        public static bool IsOn => false;
    }

    private sealed class State<TDecoupled, TLargest>(int parameterCount, Adam settings) : OptimizerState<Rule<TDecoupled, TLargest>>(parameterCount)
        where TDecoupled : struct, ISetting
        where TLargest : struct, ISetting
    {
        private protected override Rule<TDecoupled, TLargest> RuleOf(float learningRate)
        {
            double beta1 = Decimals.Of(settings.Beta1), beta2 = Decimals.Of(settings.Beta2);
            return new Rule<TDecoupled, TLargest>(
                (float)(learningRate / (1 - Math.Pow(beta1, Steps))), learningRate, settings.Beta1, Decimals.Complement(settings.Beta1),
                settings.Beta2, Decimals.Complement(settings.Beta2), (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, Steps))), settings.Epsilon);
        }
    }

    private readonly struct Rule<TDecoupled, TLargest>(
        float rate, float decayRate, float beta1, float fresh1, float beta2, float fresh2, float root, float epsilon) : IUpdateRule
        where TDecoupled : struct, ISetting
        where TLargest : struct, ISetting
    {
        public static int Slots => TLargest.IsOn ? 3 : 2;

        public static int NotNegative => 0b110;

        public static bool DecouplesDecay => TDecoupled.IsOn;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T mean, ref T squares, ref T largest)
            where T : struct, IFloats<T>
        {
            if (TDecoupled.IsOn)
                parameter -= decayRate * decay * parameter;
            mean = T.MultiplyAdd(fresh1, gradient, beta1 * mean);
            squares = T.MultiplyAdd(fresh2 * gradient, gradient, beta2 * squares);
            if (TLargest.IsOn)
                largest = T.Max(largest, squares);
            return parameter - rate * mean / T.MultiplyAdd(T.SquareRoot(TLargest.IsOn ? largest : squares), root, epsilon);
        }
    }
}
