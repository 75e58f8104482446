namespace NetGen;

public sealed partial class Metric
{
    // The same as scikit-learn's least probability for 32-bit floats.
    private const double LeastProbability = 1.1920929e-7;

    /// <summary>The share of rows whose largest output is that of the right class; with one output, that is on the target's side of ½.</summary>
    public static Metric Accuracy { get; } = new("accuracy", true, static (outputs, data) =>
    {
        long right = 0;
        for (int row = 0; row < data.Count; row++)
            right += Classes.Of(outputs.Slice(row * data.OutputSize, data.OutputSize)) == data.Label(row) ? 1 : 0;
        return (double)right / data.Count;
    });

    /// <summary>The mean over classes of their precision: see <see cref="ConfusionMatrix.MacroPrecision"/>.</summary>
    public static Metric MacroPrecision { get; } = new("macro precision", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).MacroPrecision);

    /// <summary>The mean over classes of their recall: see <see cref="ConfusionMatrix.MacroRecall"/>.</summary>
    public static Metric MacroRecall { get; } = new("macro recall", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).MacroRecall);

    /// <summary>The mean over classes of their F1: see <see cref="ConfusionMatrix.MacroF1"/>.</summary>
    public static Metric MacroF1 { get; } = new("macro F1", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).MacroF1);

    /// <summary>F1 over all classes' answers together: see <see cref="ConfusionMatrix.MicroF1"/>.</summary>
    public static Metric MicroF1 { get; } = new("micro F1", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).MicroF1);

    /// <summary>Precision of class 1, for one output: of the answers of at least ½, the share that was right.</summary>
    public static Metric Precision { get; } = new("precision", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).Precision(1));

    /// <summary>Recall of class 1, for one output: of the rows of class 1, the share that was answered with at least ½.</summary>
    public static Metric Recall { get; } = new("recall", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).Recall(1));

    /// <summary>F1 of class 1, for one output.</summary>
    public static Metric F1 { get; } = new("F1", true, static (outputs, data) => ConfusionMatrix.Of(outputs, data).F1(1));

    /// <summary>
    /// The mean of −ln p of the right class, with outputs p that are probabilities; they are kept 1.19·10⁻⁷ away from 0 and 1 and made to
    /// sum up to 1.
    /// </summary>
    public static Metric LogLoss { get; } = new("log-loss", false, static (outputs, data) =>
    {
        double sum = 0;
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> output = outputs.Slice(row * data.OutputSize, data.OutputSize);
            double right = 0, all = 0;
            if (output.Length == 1)
            {
                double p = Clip(output[0]);
                (right, all) = (data.Label(row) == 1 ? p : 1 - p, 1);
            }
            else
            {
                foreach (float p in output)
                    all += Clip(p);
                right = Clip(output[data.Label(row)]);
            }

            sum -= Math.Log(right / all);
        }

        return sum / data.Count;
    });

    /// <summary>
    /// The share of rows whose right class is among the k largest outputs. Of equal outputs the later counts as larger, as in scikit-learn.
    /// </summary>
    /// <param name="k">How many, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new Metric($"top-{k} accuracy", true, (outputs, data) =>
        {
            long right = 0;
            for (int row = 0; row < data.Count; row++)
            {
                ReadOnlySpan<float> output = outputs.Slice(row * data.OutputSize, data.OutputSize);
                int label = data.Label(row), ahead = 0;
                for (int i = 0; i < output.Length; i++)
                    ahead += output[i] > output[label] || (output[i] == output[label] && i > label) ? 1 : 0;
                right += ahead < k ? 1 : 0;
            }

            return (double)right / data.Count;
        });
    }

    private static double Clip(float probability) => Math.Clamp(probability, LeastProbability, 1 - LeastProbability);
}
