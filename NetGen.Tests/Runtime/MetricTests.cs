using System.Text.Json;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class MetricTests
{
    private static readonly Metric[] All =
    [
        Metric.Accuracy, Metric.MacroPrecision, Metric.MacroRecall, Metric.MacroF1, Metric.MicroF1, Metric.Precision, Metric.Recall, Metric.F1,
        Metric.LogLoss, Metric.RocAuc, Metric.TopK(2), Metric.TopK(3), Metric.MeanSquaredError, Metric.RootMeanSquaredError,
        Metric.MeanAbsoluteError, Metric.R2,
    ];

    private static IEnumerable<(JsonElement Golden, float[] Outputs, Dataset Data)> Cases()
    {
        foreach (JsonElement golden in GoldenFile.Read("metrics.json").EnumerateArray())
        {
            float[] outputs = golden.Floats("outputs");
            string kind = golden.GetProperty("kind").GetString()!;
            int size = kind == "binary" ? 1 : golden.GetProperty("size").GetInt32();
            float[] inputs = new float[outputs.Length / size];
            Dataset data = kind switch
            {
                "classes" => Dataset.FromLabels(inputs, [.. golden.Floats("labels").Select(v => (int)v)], 1, size),
                "binary" => new Dataset(inputs, golden.Floats("labels"), 1, 1),
                _ => new Dataset(inputs, golden.Floats("targets"), 1, size),
            };
            yield return (golden, outputs, data);
        }
    }

    [Fact]
    public void Metrics_equal_scikit_learn()
    {
        var compared = new HashSet<string>();
        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases())
        {
            foreach (Metric metric in All)
            {
                if (!golden.TryGetProperty(metric.Name, out JsonElement expected))
                    continue;
                metric.Compute(outputs, data).ShouldBe(expected.GetDouble(), 1e-6 * Math.Max(1, Math.Abs(expected.GetDouble())), $"{metric} of {golden}");
                compared.Add(metric.Name);
            }
        }

        compared.ShouldBe(All.Select(metric => metric.Name), ignoreOrder: true);
        typeof(Metric).GetProperties().Count(p => p.PropertyType == typeof(Metric)).ShouldBe(All.Length - 2, "every metric is compared");
    }

    [Fact]
    public void Confusion_matrices_equal_scikit_learn()
    {
        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases().Where(c => c.Golden.GetProperty("kind").GetString() == "classes"))
        {
            ConfusionMatrix matrix = ConfusionMatrix.Of(outputs, data);
            float[] counts = golden.Floats("confusion");
            for (int i = 0; i < counts.Length; i++)
                matrix[i / matrix.Classes, i % matrix.Classes].ShouldBe((long)counts[i]);
            for (int c = 0; c < matrix.Classes; c++)
            {
                matrix.Precision(c).ShouldBe(golden.Doubles("precisions")[c], 1e-12);
                matrix.Recall(c).ShouldBe(golden.Doubles("recalls")[c], 1e-12);
                matrix.F1(c).ShouldBe(golden.Doubles("F1s")[c], 1e-12);
            }

            matrix.Count.ShouldBe(data.Count);
        }
    }

    [Fact]
    public void A_confusion_matrix_is_a_table()
    {
        var matrix = new ConfusionMatrix(2);
        for (int i = 0; i < 12; i++)
            matrix.Add(1, 1);
        matrix.Add(1, 0);
        matrix.ToString().ShouldBe("     0  1\n  0  0  0\n  1  1 12");
        Should.Throw<ArgumentOutOfRangeException>(() => matrix.Add(2, 0)).Message.ShouldContain("0 to 1, but got 2");
        Should.Throw<ArgumentOutOfRangeException>(() => new ConfusionMatrix(1));
    }

    [Fact]
    public void Areas_of_one_class_alone_are_not_a_number()
    {
        Metric.RocAuc.Compute([0.1f, 0.2f], new Dataset([0, 0], [1, 1], 1, 1)).ShouldBe(double.NaN);
        // The first output has rows of one class alone and is left out.
        Metric.RocAuc.Compute([0.1f, 0.2f, 0.3f, 0.4f], new Dataset([0, 0], [1, 0, 1, 1], 1, 2)).ShouldBe(1);
        Metric.RocAuc.Compute([float.NaN, 0.2f], new Dataset([0, 0], [1, 0], 1, 1)).ShouldBe(double.NaN);
    }

    [Fact]
    public void Wrong_lengths_are_refused() =>
        Should.Throw<ArgumentException>(() => Metric.Accuracy.Compute(new float[3], new Dataset([0, 0], [1, 0], 1, 1))).Message.ShouldContain("2 rows of 1 outputs");
}
