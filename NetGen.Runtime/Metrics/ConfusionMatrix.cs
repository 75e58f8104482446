using System.Globalization;
using System.Text;
using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>
/// How often each class was taken for each: what accuracy, precision, recall and F1 follow from. Of a class that neither occurs nor was predicted
/// nothing is wrong: its measures are 1, and means over classes leave it out. The matrix counts rows; the measures weigh them where the data has weights.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;
    private readonly AnswerCounts _answers;

    /// <summary>Makes a matrix of zeros, for <see cref="Add"/>.</summary>
    /// <param name="classes">How many classes there are, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 2.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _counts = new long[(long)classes * classes];
        _answers = new AnswerCounts(classes);
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many rows were counted, those without an answer included.</summary>
    public long Count { get; private set; }

    /// <summary>How many rows had no answer, as an output was NaN. They are in no cell, and never right.</summary>
    public long Unanswered { get; private set; }

    /// <summary>How often a class was taken for another, or rightly for itself.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The class that was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[(long)Check(actual, nameof(actual)) * Classes + Check(predicted, nameof(predicted))];

    /// <summary>The share of right answers; 0 where there are none at all.</summary>
    public double Accuracy => _answers.Accuracy;

    /// <summary>The mean of the classes' precisions.</summary>
    public double MacroPrecision => _answers.Macro(static (a, i) => a.Precision(i));

    /// <summary>The mean of the classes' recalls.</summary>
    public double MacroRecall => _answers.Macro(static (a, i) => a.Recall(i));

    /// <summary>The mean of the classes' F1.</summary>
    public double MacroF1 => _answers.Macro(static (a, i) => a.F1(i));

    /// <summary>Precision over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroPrecision => _answers.MicroPrecision;

    /// <summary>Recall over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroRecall => _answers.MicroRecall;

    /// <summary>F1 over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroF1 => _answers.MicroF1;

    /// <summary>Counts the answers of outputs: the largest of a row, or with one output a class 1 where it is at least the threshold.</summary>
    /// <param name="outputs">The outputs of all rows, row-major, such as those of <see cref="Trainer.Predict"/>.</param>
    /// <param name="data">The rows, with their classes (see <see cref="Dataset.Label"/>).</param>
    /// <param name="threshold">From where on a single output means class 1; ½ by default (see <see cref="Metric.BestThreshold"/>).</param>
    /// <exception cref="ArgumentException">There are more or fewer outputs than the rows have targets, or rows do not have one class each.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<float> outputs, Dataset data, float threshold = Runtime.Training.Accuracy.Threshold)
    {
        MetricArguments.Check(outputs, data);
        if (data.Kind is TargetKind.Numbers or TargetKind.Labels)
        {
            throw new ArgumentException(
                data.Kind == TargetKind.Labels
                    ? "A confusion matrix is of rows that have one class each, but these have several labels at once. Take ConfusionMatrix.OfLabel(outputs, data, label) for one of them, or ClassReport.Of(outputs, data) for all."
                    : "A confusion matrix is of classes, but the rows have numbers for targets. Classes are labels (Dataset.FromLabels), one-hot rows, or single targets of 0 and 1.",
                nameof(data));
        }

        if (data.Kind == TargetKind.Classes && threshold != Runtime.Training.Accuracy.Threshold)
            throw new ArgumentException("A threshold is for a single output: of several outputs the largest is the answer, whatever its size.", nameof(threshold));
        var matrix = new ConfusionMatrix(Math.Max(data.OutputSize, 2));
        for (int row = 0; row < data.Count; row++)
            matrix.CountRow(data.Label(row), NetGen.Classes.Answer(outputs.Slice(row * data.OutputSize, data.OutputSize), threshold), data.Weight(row));
        return matrix;
    }

    /// <summary>Counts the answers for one of several labels: class 1 are the rows that have it.</summary>
    /// <param name="outputs">The outputs of all rows, row-major.</param>
    /// <param name="data">The rows, with targets of 0 and 1.</param>
    /// <param name="label">The label: 0 to the number of targets − 1.</param>
    /// <param name="threshold">From which output on a row is given the label.</param>
    /// <exception cref="ArgumentException">There are more or fewer outputs than the rows have targets, or targets are not 0 or 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such label.</exception>
    public static ConfusionMatrix OfLabel(ReadOnlySpan<float> outputs, Dataset data, int label, float threshold = Runtime.Training.Accuracy.Threshold)
    {
        MetricArguments.Check(outputs, data);
        if ((uint)label >= (uint)data.OutputSize)
            throw new ArgumentOutOfRangeException(nameof(label), label, $"Expected a label from 0 to {data.OutputSize - 1}, but got {label}.");
        if (data.Kind == TargetKind.Numbers)
            throw new ArgumentException("Rows have a label or not where their targets are 0 or 1, but these have numbers for targets.", nameof(data));
        var matrix = new ConfusionMatrix(2);
        for (int row = 0; row < data.Count; row++)
            matrix.CountRow(data.Target(row)[label] >= 0.5f ? 1 : 0, NetGen.Classes.Answer(outputs.Slice(row * data.OutputSize + label, 1), threshold), data.Weight(row));
        return matrix;
    }

    /// <summary>Counts an answer.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The class that was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        CountRow(Check(actual, nameof(actual)), Check(predicted, nameof(predicted)), 1);
    }

    /// <summary>Of the answers that gave this class, the share that was right.</summary>
    /// <param name="index">The class.</param>
    public double Precision(int index) => _answers.Precision(Check(index, nameof(index)));

    /// <summary>Of the samples of this class, the share that was answered rightly.</summary>
    /// <param name="index">The class.</param>
    public double Recall(int index) => _answers.Recall(Check(index, nameof(index)));

    /// <summary>The harmonic mean of a class's precision and recall.</summary>
    /// <param name="index">The class.</param>
    public double F1(int index) => _answers.F1(Check(index, nameof(index)));

    /// <summary>The matrix as a table: a row for each class that samples have, a column for each that they were taken for.</summary>
    public override string ToString()
    {
        const string corner = "true \\ predicted";
        int width = Math.Max(_counts.Max().ToString(CultureInfo.InvariantCulture).Length, (Classes - 1).ToString(CultureInfo.InvariantCulture).Length) + 1;
        var table = new StringBuilder(corner);
        for (int c = 0; c < Classes; c++)
            table.Append(c.ToString(CultureInfo.InvariantCulture).PadLeft(width));
        for (int actual = 0; actual < Classes; actual++)
        {
            table.Append('\n').Append(actual.ToString(CultureInfo.InvariantCulture).PadLeft(corner.Length));
            for (int predicted = 0; predicted < Classes; predicted++)
                table.Append(this[actual, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width));
        }

        if (Unanswered > 0)
            table.Append(CultureInfo.InvariantCulture, $"\n{Unanswered} of {Count} without an answer, as an output was NaN");
        return table.ToString();
    }

    private void CountRow(int actual, int predicted, double weight)
    {
        Count++;
        _answers.Add(actual, predicted, weight);
        if (predicted < 0)
            Unanswered++;
        else
            _counts[(long)actual * Classes + predicted]++;
    }

    private int Check(int index, string name) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(name, index, $"Expected a class from 0 to {Classes - 1}, but got {index}.");
}
