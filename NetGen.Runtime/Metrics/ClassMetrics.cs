namespace NetGen;

public sealed partial class Metric
{
    // The same as scikit-learn's least probability for 32-bit floats.
    private const double LeastProbability = 1.1920929e-7;

    /// <summary>
    /// The share of right answers: of rows with one class those whose largest output is that of the class, of two classes those whose single
    /// output is on the target's side of ½; of several labels the share of labels right, each for itself. <see cref="Evaluation.Accuracy"/>
    /// and what training reports are this.
    /// </summary>
    public static Metric Accuracy { get; } = new("accuracy", Needs.Answers, static answers => answers.Accuracy);

    /// <summary>The share of rows whose answers are all right: for several labels scikit-learn's <c>accuracy_score</c>, else <see cref="Accuracy"/>.</summary>
    public static Metric ExactMatch { get; } = new("exact match", Needs.Answers, static answers => answers.ExactMatch);

    /// <summary>The mean over classes or labels of their precision; those that neither occur nor were answered are left out.</summary>
    public static Metric MacroPrecision { get; } = new("macro precision", Needs.Answers, static answers => answers.Macro(static (a, i) => a.Precision(i)));

    /// <summary>The mean over classes or labels of their recall; those that neither occur nor were answered are left out.</summary>
    public static Metric MacroRecall { get; } = new("macro recall", Needs.Answers, static answers => answers.Macro(static (a, i) => a.Recall(i)));

    /// <summary>The mean over classes or labels of their F1; those that neither occur nor were answered are left out.</summary>
    public static Metric MacroF1 { get; } = new("macro F1", Needs.Answers, static answers => answers.Macro(static (a, i) => a.F1(i)));

    /// <summary>Precision over all answers together: of several labels, the share of given ones that are right; with one class a row the accuracy.</summary>
    public static Metric MicroPrecision { get; } = new("micro precision", Needs.Answers, static answers => answers.MicroPrecision);

    /// <summary>Recall over all answers together: of several labels, the share of right ones that were given; with one class a row the accuracy.</summary>
    public static Metric MicroRecall { get; } = new("micro recall", Needs.Answers, static answers => answers.MicroRecall);

    /// <summary>F1 over all answers together; with one class a row the accuracy.</summary>
    public static Metric MicroF1 { get; } = new("micro F1", Needs.Answers, static answers => answers.MicroF1);

    /// <summary>The mean over classes or labels of their precision, each as often as it occurs.</summary>
    public static Metric WeightedPrecision { get; } = new("weighted precision", Needs.Answers, static answers => answers.Weighted(static (a, i) => a.Precision(i)));

    /// <summary>The mean over classes or labels of their recall, each as often as it occurs.</summary>
    public static Metric WeightedRecall { get; } = new("weighted recall", Needs.Answers, static answers => answers.Weighted(static (a, i) => a.Recall(i)));

    /// <summary>The mean over classes or labels of their F1, each as often as it occurs.</summary>
    public static Metric WeightedF1 { get; } = new("weighted F1", Needs.Answers, static answers => answers.Weighted(static (a, i) => a.F1(i)));

    /// <summary>Of two classes, precision of class 1: of the rows that were given it, the share that has it. Of more classes or labels take an average.</summary>
    public static Metric Precision { get; } = new("precision", Needs.TwoClasses, static answers => answers.Precision(1));

    /// <summary>Of two classes, recall of class 1: of the rows that have it, the share that was given it. Of more classes or labels take an average.</summary>
    public static Metric Recall { get; } = new("recall", Needs.TwoClasses, static answers => answers.Recall(1));

    /// <summary>Of two classes, F1 of class 1: the harmonic mean of precision and recall. Of more classes or labels take an average.</summary>
    public static Metric F1 { get; } = new("F1", Needs.TwoClasses, static answers => answers.F1(1));

    /// <summary>
    /// The mean of −ln p of the right class, with outputs p that are probabilities; they are kept 1.19·10⁻⁷ away from 0 and 1 and made to
    /// sum up to 1. Of several labels the mean over them, each with a p of its own.
    /// </summary>
    public static Metric LogLoss { get; } = new("log-loss", false, Needs.Answers, static (outputs, data) =>
    {
        double sum = 0;
        int size = data.OutputSize;
        bool isEach = Runtime.Training.Accuracy.AnswersPerRow(data) == size;
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> output = outputs.Slice(row * size, size), target = data.Target(row);
            double loss = 0, all = 0;
            for (int i = 0; i < size; i++)
            {
                double p = Clip(output[i]);
                all += p;
                loss -= isEach ? Math.Log(target[i] >= 0.5f ? p : 1 - p) / size : 0;
            }

            sum += data.Weight(row) * (isEach ? loss : -Math.Log(Clip(output[data.Label(row)]) / all));
        }

        return sum / data.TotalWeight;
    });

    /// <summary>Precision of one class or label.</summary>
    /// <param name="index">The class or label, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static Metric PrecisionOf(int index) => OfOne("precision", index, static (answers, index) => answers.Precision(index));

    /// <summary>Recall of one class or label.</summary>
    /// <param name="index">The class or label, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static Metric RecallOf(int index) => OfOne("recall", index, static (answers, index) => answers.Recall(index));

    /// <summary>F1 of one class or label.</summary>
    /// <param name="index">The class or label, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static Metric F1Of(int index) => OfOne("F1", index, static (answers, index) => answers.F1(index));

    /// <summary>
    /// The share of rows whose right class is among the k largest outputs. Of equal outputs the later counts as larger, as in scikit-learn;
    /// a row with an output that is NaN is not right.
    /// </summary>
    /// <param name="k">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new Metric($"top-{k} accuracy", true, Needs.LargestOutput, (outputs, data) =>
        {
            double right = 0;
            for (int row = 0; row < data.Count; row++)
            {
                ReadOnlySpan<float> output = outputs.Slice(row * data.OutputSize, data.OutputSize);
                int label = data.Label(row), ahead = 0;
                bool isNumber = true;
                for (int i = 0; i < output.Length; i++)
                {
                    ahead += output[i] > output[label] || (output[i] == output[label] && i > label) ? 1 : 0;
                    isNumber &= !float.IsNaN(output[i]);
                }

                right += ahead < k && isNumber ? data.Weight(row) : 0;
            }

            return right / data.TotalWeight;
        });
    }

    private static Metric OfOne(string name, int index, Func<AnswerCounts, int, double> measure)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new Metric($"{name} of {index}", Needs.Answers, answers => index < answers.Count
            ? measure(answers, index)
            : throw new ArgumentException($"There is no class or label {index}: they go from 0 to {answers.Count - 1}."));
    }

    private static double Clip(float probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
}
