namespace NetGen;

public sealed partial class Metric
{
    /// <summary>The mean over rows and outputs of (y − t)².</summary>
    public static Metric MeanSquaredError { get; } = new("MSE", false, static (outputs, data) =>
        MeanOverOutputs(outputs, data, static (outputs, data, output) => MeanSquare(outputs, data, output)));

    /// <summary>The root of the mean over rows of (y − t)², and of those the mean over outputs.</summary>
    public static Metric RootMeanSquaredError { get; } = new("RMSE", false, static (outputs, data) =>
        MeanOverOutputs(outputs, data, static (outputs, data, output) => Math.Sqrt(MeanSquare(outputs, data, output))));

    /// <summary>The mean over rows and outputs of |y − t|.</summary>
    public static Metric MeanAbsoluteError { get; } = new("MAE", false, static (outputs, data) =>
        MeanOverOutputs(outputs, data, static (outputs, data, output) =>
        {
            double sum = 0;
            for (int row = 0; row < data.Count; row++)
                sum += data.Weight(row) * Math.Abs((double)outputs[row * data.OutputSize + output] - data.Target(row)[output]);
            return sum / data.TotalWeight;
        }));

    /// <summary>
    /// The share of the targets' variance that is explained, 1 − Σ(y − t)²/Σ(t − mean t)², and of those the mean over outputs. Where all
    /// targets are equal: 1 if they are met exactly, else 0.
    /// </summary>
    public static Metric R2 { get; } = new("R²", true, static (outputs, data) =>
        MeanOverOutputs(outputs, data, static (outputs, data, output) =>
        {
            double mean = 0, variance = 0, all = data.TotalWeight;
            for (int row = 0; row < data.Count; row++)
                mean += data.Weight(row) * (double)data.Target(row)[output];
            mean /= all;
            for (int row = 0; row < data.Count; row++)
                variance += data.Weight(row) * (data.Target(row)[output] - mean) * (data.Target(row)[output] - mean);
            double error = MeanSquare(outputs, data, output) * all;
            return double.IsNaN(error) ? double.NaN : variance > 0 ? 1 - error / variance : error == 0 ? 1 : 0;
        }));

    private delegate double OutputMeasure(ReadOnlySpan<float> outputs, Dataset data, int output);

    private static double MeanOverOutputs(ReadOnlySpan<float> outputs, Dataset data, OutputMeasure measure)
    {
        double sum = 0;
        for (int output = 0; output < data.OutputSize; output++)
            sum += measure(outputs, data, output);
        return sum / data.OutputSize;
    }

    private static double MeanSquare(ReadOnlySpan<float> outputs, Dataset data, int output)
    {
        double sum = 0;
        for (int row = 0; row < data.Count; row++)
        {
            double error = (double)outputs[row * data.OutputSize + output] - data.Target(row)[output];
            sum += data.Weight(row) * error * error;
        }

        return sum / data.TotalWeight;
    }
}
