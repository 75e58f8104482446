using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>Computes a measure of a network's outputs on a dataset.</summary>
/// <param name="outputs">The outputs of all rows, row-major.</param>
/// <param name="data">The rows.</param>
public delegate double MetricFunction(ReadOnlySpan<float> outputs, Dataset data);

/// <summary>
/// A measure of a network's outputs on a dataset, for <see cref="TrainingOptions.Metrics"/>, <see cref="EarlyStopping"/> or by hand on what
/// <see cref="Trainer.Predict"/> returns. Definitions are scikit-learn's; rows count by their weights.
/// </summary>
/// <remarks>
/// What an answer is follows from what the rows have (see <see cref="Dataset"/>): one class, told by the largest output; one of two classes,
/// told by a single output and a threshold of ½; or several labels at once, each told by its output and the threshold. Outputs that are NaN are
/// never right. Measures of classes are refused where rows have numbers.
/// </remarks>
public sealed partial class Metric
{
    private readonly MetricFunction? _compute;
    private readonly Func<AnswerCounts, double>? _ofAnswers;
    private readonly Needs _needs;
    private readonly float _threshold = Runtime.Training.Accuracy.Threshold;

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

    private Metric(string name, bool higherIsBetter, Needs needs, MetricFunction compute)
        : this(name, higherIsBetter, compute) => _needs = needs;

    private Metric(string name, Needs needs, Func<AnswerCounts, double> ofAnswers, float threshold = Runtime.Training.Accuracy.Threshold) =>
        (Name, HigherIsBetter, _needs, _ofAnswers, _threshold) = (name, true, needs, ofAnswers, threshold);

    /// <summary>What rows must have.</summary>
    private enum Needs
    {
        Anything,

        /// <summary>Classes or labels.</summary>
        Answers,

        /// <summary>A class a row.</summary>
        Classes,

        /// <summary>One class a row, of several outputs.</summary>
        LargestOutput,

        /// <summary>Two classes, so that a measure of class 1 stands for both.</summary>
        TwoClasses,
    }

    /// <summary>Its name, for people.</summary>
    public string Name { get; }

    /// <summary>Whether a higher value is better.</summary>
    public bool HigherIsBetter { get; }

    private string NameWithoutThreshold => Name.Split(" at ")[0];

    private string Member => char.ToUpperInvariant(Name[0]) + NameWithoutThreshold[1..];

    /// <summary>Computes it.</summary>
    /// <param name="outputs">The outputs of all rows, row-major.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">
    /// There are more or fewer outputs than the rows have targets; or the rows have nothing the measure is of, and the message says what is.
    /// </exception>
    public double Compute(ReadOnlySpan<float> outputs, Dataset data)
    {
        MetricArguments.Check(outputs, data);
        CheckTargets(data, nameof(data));
        return _ofAnswers is null ? _compute!(outputs, data) : AnswerCounts.Measure(outputs, data, _threshold, _ofAnswers);
    }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    /// <summary>Refuses rows that the measure has no meaning for.</summary>
    internal void CheckTargets(Dataset data, string argument)
    {
        TargetKind kind = data.Kind;
        int count = data.OutputSize;
        string? fault = (_needs, kind) switch
        {
            (Needs.Anything, _) => null,
            (_, TargetKind.Numbers) =>
                "is of classes, but the rows have numbers for targets. Take Metric.MeanSquaredError, Metric.R2 or another measure of numbers; classes are "
                + "labels (Dataset.FromLabels), one-hot rows, or single targets of 0 and 1",
            (Needs.LargestOutput, not TargetKind.Classes) =>
                "compares the outputs of several classes, of which a row has one, but the rows have "
                + (kind == TargetKind.Labels ? "several labels at once. Take Metric.ExactMatch, Metric.MacroF1 or Metric.AveragePrecision" : "two classes and one output. Take Metric.Accuracy"),
            (Needs.TwoClasses, _) when count > 2 || kind == TargetKind.Labels =>
                $"is of one class against another, but there are {count} {(kind == TargetKind.Labels ? "labels" : "classes")}. Take an average, such as Metric.Macro{Member}, "
                + $"Metric.Micro{Member} or Metric.Weighted{Member}; Metric.{Member}Of(index) for one of them; or ClassReport.Of(outputs, data) for each",
            _ when HasOwnThreshold && kind == TargetKind.Classes =>
                "has a threshold, but of several outputs the largest is the answer, whatever its size. A threshold is for single outputs and for several labels",
            _ => null,
        };
        if (fault is not null)
            throw new ArgumentException($"'{Name}' {fault}.", argument);
    }
}
