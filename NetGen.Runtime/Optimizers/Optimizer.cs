using NetGen.Runtime.Optimizers;

namespace NetGen;

/// <summary>
/// How a step is made of a gradient: an immutable description. Every trainer keeps its own state for it, in buffers laid out like
/// the parameters. Formulas and defaults are PyTorch's; p are parameters, g gradients, η the learning rate.
/// </summary>
/// <remarks>
/// Weight decay λ applies to weights and not to biases unless <see cref="TrainingOptions.RegularizeBiases"/> is set. Where not said
/// otherwise it adds λ·p to g, as PyTorch's <c>weight_decay</c> does.
/// </remarks>
public abstract partial record Optimizer
{
    private protected Optimizer(float learningRate, float weightDecay)
    {
        LearningRate = Require.Positive(learningRate, nameof(learningRate));
        WeightDecay = Require.NotNegative(weightDecay, nameof(weightDecay));
    }

    /// <summary>η before <see cref="TrainingOptions.Schedule"/> multiplies it; more than 0.</summary>
    public float LearningRate { get; init => field = Require.Positive(value, nameof(LearningRate)); }

    /// <summary>λ of the weight decay; 0 or more.</summary>
    public float WeightDecay { get; init => field = Require.NotNegative(value, nameof(WeightDecay)); }

    /// <summary>What users call it.</summary>
    internal virtual string Name => GetType().Name;

    /// <summary>Makes a state that has seen no step.</summary>
    internal abstract OptimizerState CreateState(int parameterCount);
}
