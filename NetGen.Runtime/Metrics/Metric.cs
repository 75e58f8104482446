namespace NetGen;

/// <summary>Computes a measure of a network's outputs on a dataset.</summary>
/// <param name="outputs">The outputs of all rows, row-major.</param>
/// <param name="data">The rows.</param>
public delegate double MetricFunction(ReadOnlySpan<float> outputs, Dataset data);

/// <summary>
/// A measure of a network's outputs on a dataset, for <see cref="TrainingOptions.Metrics"/>, <see cref="EarlyStopping"/> or by hand on what
/// <see cref="Trainer.Predict"/> returns. Definitions are scikit-learn's.
/// </summary>
public sealed partial class Metric
{
    private readonly MetricFunction _compute;

    /// <summary>Makes a measure of one's own.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="higherIsBetter">Whether a higher value is better.</param>
    /// <param name="compute">Computes it.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public Metric(string name, bool higherIsBetter, MetricFunction compute)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(compute);
        (Name, HigherIsBetter, _compute) = (name, higherIsBetter, compute);
    }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>Whether a higher value is better.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>Computes it.</summary>
    /// <param name="outputs">The outputs of all rows, row-major.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">There are more or fewer outputs than the rows have targets.</exception>
    public double Compute(ReadOnlySpan<float> outputs, Dataset data)
    {
        MetricArguments.Check(outputs, data);
        return _compute(outputs, data);
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
