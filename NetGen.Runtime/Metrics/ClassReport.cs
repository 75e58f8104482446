using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>How well one class or label is told from the others, or a mean over them.</summary>
/// <param name="Precision">Of the rows that were given it, the share that has it.</param>
/// <param name="Recall">Of the rows that have it, the share that was given it.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">How many rows have it, each times its weight.</param>
public readonly record struct ClassScore(double Precision, double Recall, double F1, double Support);

/// <summary>Precision, recall and F1 of each class, or of each of several labels, with their means: scikit-learn's <c>classification_report</c>.</summary>
public sealed class ClassReport
{
    private readonly ClassScore[] _scores;
    private readonly bool _areLabels;

    private ClassReport(AnswerCounts answers)
    {
        _areLabels = answers.AreLabels;
        _scores = new ClassScore[answers.Count];
        double support = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            _scores[i] = new ClassScore(answers.Precision(i), answers.Recall(i), answers.F1(i), answers.Support(i));
            support += answers.Support(i);
        }

        (Accuracy, ExactMatch) = (answers.Accuracy, answers.ExactMatch);
        Micro = new ClassScore(answers.MicroPrecision, answers.MicroRecall, answers.MicroF1, support);
        Macro = new ClassScore(
            answers.Macro(static (a, i) => a.Precision(i)), answers.Macro(static (a, i) => a.Recall(i)), answers.Macro(static (a, i) => a.F1(i)), support);
        Weighted = new ClassScore(
            answers.Weighted(static (a, i) => a.Precision(i)), answers.Weighted(static (a, i) => a.Recall(i)), answers.Weighted(static (a, i) => a.F1(i)), support);
    }

    /// <summary>One score a class or label, in order; with a single output those of class 0 and class 1.</summary>
    public IReadOnlyList<ClassScore> Scores => _scores;

    /// <summary>The share of right answers: see <see cref="Metric.Accuracy"/>.</summary>
    public double Accuracy { get; }

    /// <summary>The share of rows whose answers are all right; with one class a row the accuracy.</summary>
    public double ExactMatch { get; }

    /// <summary>Over all answers together.</summary>
    public ClassScore Micro { get; }

    /// <summary>The mean over classes or labels; those that neither occur nor were answered are left out.</summary>
    public ClassScore Macro { get; }

    /// <summary>The mean over classes or labels, each as often as it occurs.</summary>
    public ClassScore Weighted { get; }

    /// <summary>Makes a report of outputs.</summary>
    /// <param name="outputs">The outputs of all rows, row-major, such as those of <see cref="Trainer.Predict"/>.</param>
    /// <param name="data">The rows, with classes or several labels.</param>
    /// <param name="threshold">From which output on the answer is yes, for a single output and for several labels; ½ by default.</param>
    /// <exception cref="ArgumentException">There are more or fewer outputs than the rows have targets, or these are numbers.</exception>
    public static ClassReport Of(ReadOnlySpan<float> outputs, Dataset data, float threshold = Runtime.Training.Accuracy.Threshold)
    {
        MetricArguments.Check(outputs, data);
        Metric.Accuracy.WithThreshold(threshold).CheckTargets(data, nameof(data));
        return new ClassReport(AnswerCounts.Of(outputs, data, threshold));
    }

    /// <summary>The report as a table.</summary>
    public override string ToString()
    {
        var table = new StringBuilder($"{(_areLabels ? "label" : "class"),12} {"precision",10} {"recall",10} {"F1",10} {"rows",10}");
        for (int i = 0; i < _scores.Length; i++)
            Append(table, i.ToString(CultureInfo.InvariantCulture), _scores[i]);
        if (_areLabels)
            Append(table, "micro", Micro);
        Append(table, "macro", Macro);
        Append(table, "weighted", Weighted);
        table.Append(CultureInfo.InvariantCulture, $"\n{"accuracy",12} {Accuracy,10:F3}");
        return table.ToString();
    }

    private static void Append(StringBuilder table, string name, ClassScore score) =>
        table.Append(CultureInfo.InvariantCulture, $"\n{name,12} {score.Precision,10:F3} {score.Recall,10:F3} {score.F1,10:F3} {score.Support,10:G6}");
}
