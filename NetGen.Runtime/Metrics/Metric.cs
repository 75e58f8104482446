namespace NetGen;

/// <summary>A measure of a network's outputs on a dataset.</summary>
/// <param name="outputs">The outputs of all rows, row-major.</param>
/// <param name="data">The rows.</param>
public delegate double MetricFunction(ReadOnlySpan<float> outputs, Dataset data);

/// <summary>A measure of a network's outputs on a dataset, for validation and early stopping.</summary>
public sealed partial class Metric
{
    private readonly MetricFunction _compute;

    /// <summary>Makes a measure.</summary>
    /// <param name="name">Its name, for people.</param>
    /// <param name="higherIsBetter">Whether a higher value is better.</param>
    /// <param name="compute">Computes it.</param>
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
    public double Compute(ReadOnlySpan<float> outputs, Dataset data) => _compute(outputs, data);
}
