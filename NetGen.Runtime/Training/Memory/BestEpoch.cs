using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>The best epoch so far by <see cref="EarlyStopping"/>, its weights, and how many evaluations since brought nothing better.</summary>
internal sealed class BestEpoch(EarlyStopping? stopping)
{
    private ParameterBlock? _weights;

    /// <summary>The best epoch; 0 for none yet.</summary>
    public int Epoch { get; private set; }

    /// <summary>What was measured then.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>How many evaluations in a row brought nothing better.</summary>
    public int BadEvaluations { get; set; }

    /// <summary>Whether training is to end.</summary>
    public bool IsOutOfPatience => stopping is not null && BadEvaluations >= stopping.Patience;

    /// <summary>The weights of the best epoch where they are wanted and there is one.</summary>
    public ParameterBlock? Weights => Epoch > 0 ? _weights : null;

    /// <summary>Allocates memory for the best weights where they are wanted.</summary>
    public void Prepare(int parameterCount)
    {
        if (stopping is { RestoreBest: true })
            _weights ??= new ParameterBlock(parameterCount);
    }

    /// <summary>Takes note of what was measured after an epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="value">What is to become better. NaN is nothing that could be best.</param>
    /// <param name="loss">The loss. An epoch is not the best when it is not finite, whatever a metric says.</param>
    /// <param name="parameters">The parameters.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Observe(int epoch, double value, float loss, ReadOnlySpan<float> parameters)
    {
        double gain = stopping!.Metric is { HigherIsBetter: true } ? value - Value : Value - value;
        if (float.IsFinite(loss) && !double.IsNaN(value) && (Epoch == 0 || gain > stopping.MinDelta))
        {
            (Value, Epoch, BadEvaluations) = (value, epoch, 0);
            if (_weights is { } weights)
                parameters.CopyTo(weights.Span);
        }
        else
            BadEvaluations++;
    }

    /// <summary>Forgets the best epoch.</summary>
    public void Forget() => (Epoch, Value, BadEvaluations) = (0, double.NaN, 0);

    /// <summary>Takes over what a checkpoint kept; the weights are filled apart.</summary>
    public void Restore(int epoch, double value, int badEvaluations) => (Epoch, Value, BadEvaluations) = (epoch, value, badEvaluations);
}
