using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>
/// How often each class was taken for each: what accuracy, precision, recall and F1 follow from. A quotient of 0 by 0 is 0, and means over
/// classes leave out classes that neither occur nor were predicted, as in scikit-learn.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    /// <summary>Makes a matrix of zeros, for <see cref="Add"/>.</summary>
    /// <param name="classes">How many classes there are, 2 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 2.</exception>
    public ConfusionMatrix(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        Classes = classes;
        _counts = new long[checked(classes * classes)];
    }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many answers were counted.</summary>
    public long Count { get; private set; }

    /// <summary>How often a class was taken for another, or rightly for itself.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The class that was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted] => _counts[Check(actual, nameof(actual)) * Classes + Check(predicted, nameof(predicted))];

    /// <summary>The share of right answers; 0 where there are none at all.</summary>
    public double Accuracy => Quotient(Right, Count);

    /// <summary>The mean of the classes' precisions.</summary>
    public double MacroPrecision => MeanOverClasses(Precision);

    /// <summary>The mean of the classes' recalls.</summary>
    public double MacroRecall => MeanOverClasses(Recall);

    /// <summary>The mean of the classes' F1.</summary>
    public double MacroF1 => MeanOverClasses(F1);

    /// <summary>Precision over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroPrecision => Accuracy;

    /// <summary>Recall over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroRecall => Accuracy;

    /// <summary>F1 over all classes' answers together: with one class a sample, the accuracy.</summary>
    public double MicroF1 => Accuracy;

    private long Right
    {
        get
        {
            long right = 0;
            for (int c = 0; c < Classes; c++)
                right += _counts[c * Classes + c];
            return right;
        }
    }

    /// <summary>Counts the answers of outputs: the largest of a row, or with one output a class 1 where it is at least ½.</summary>
    /// <param name="outputs">The outputs of all rows, row-major, such as those of <see cref="Trainer.Predict"/>.</param>
    /// <param name="data">The rows, with their classes (see <see cref="Dataset.Label"/>).</param>
    /// <exception cref="ArgumentException">There are more or fewer outputs than the rows have targets.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<float> outputs, Dataset data)
    {
        MetricArguments.Check(outputs, data);
        var matrix = new ConfusionMatrix(Math.Max(data.OutputSize, 2));
        for (int row = 0; row < data.Count; row++)
            matrix.Add(data.Label(row), NetGen.Classes.Of(outputs.Slice(row * data.OutputSize, data.OutputSize)));
        return matrix;
    }

    /// <summary>Counts an answer.</summary>
    /// <param name="actual">The right class.</param>
    /// <param name="predicted">The class that was given.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public void Add(int actual, int predicted)
    {
        _counts[Check(actual, nameof(actual)) * Classes + Check(predicted, nameof(predicted))]++;
        Count++;
    }

    /// <summary>Of the answers that gave this class, the share that was right.</summary>
    /// <param name="index">The class.</param>
    public double Precision(int index) => Quotient(this[index, index], Predicted(index));

    /// <summary>Of the samples of this class, the share that was answered rightly.</summary>
    /// <param name="index">The class.</param>
    public double Recall(int index) => Quotient(this[index, index], Actual(index));

    /// <summary>The harmonic mean of a class's precision and recall.</summary>
    /// <param name="index">The class.</param>
    public double F1(int index) => Quotient(2 * this[index, index], Predicted(index) + Actual(index));

    /// <summary>The matrix as a table: a row for each actual class, a column for each predicted one.</summary>
    public override string ToString()
    {
        int width = Math.Max(_counts.Max().ToString(CultureInfo.InvariantCulture).Length, (Classes - 1).ToString(CultureInfo.InvariantCulture).Length) + 1;
        var table = new StringBuilder();
        table.Append(' ', width);
        for (int c = 0; c < Classes; c++)
            table.Append(c.ToString(CultureInfo.InvariantCulture).PadLeft(width));
        for (int actual = 0; actual < Classes; actual++)
        {
            table.Append('\n').Append(actual.ToString(CultureInfo.InvariantCulture).PadLeft(width));
            for (int predicted = 0; predicted < Classes; predicted++)
                table.Append(this[actual, predicted].ToString(CultureInfo.InvariantCulture).PadLeft(width));
        }

        return table.ToString();
    }

    private static double Quotient(long part, long whole) => whole == 0 ? 0 : (double)part / whole;

    private long Actual(int index)
    {
        long sum = 0;
        for (int c = 0; c < Classes; c++)
            sum += this[index, c];
        return sum;
    }

    private long Predicted(int index)
    {
        long sum = 0;
        for (int c = 0; c < Classes; c++)
            sum += this[c, index];
        return sum;
    }

    private double MeanOverClasses(Func<int, double> measure)
    {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < Classes; c++)
        {
            if (Actual(c) + Predicted(c) == 0)
                continue;
            sum += measure(c);
            present++;
        }

        return present == 0 ? 0 : sum / present;
    }

    private int Check(int index, string name) => (uint)index < (uint)Classes
        ? index
        : throw new ArgumentOutOfRangeException(name, index, $"Expected a class from 0 to {Classes - 1}, but got {index}.");
}
