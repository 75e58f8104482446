using System.Text.Json;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class MetricTests
{
    private static readonly Metric[] All =
    [
        Metric.Accuracy, Metric.ExactMatch, Metric.MacroPrecision, Metric.MacroRecall, Metric.MacroF1, Metric.MicroPrecision, Metric.MicroRecall, Metric.MicroF1,
        Metric.WeightedPrecision, Metric.WeightedRecall, Metric.WeightedF1, Metric.Precision, Metric.Recall, Metric.F1, Metric.LogLoss, Metric.RocAuc,
        Metric.AveragePrecision, Metric.MeanSquaredError, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError, Metric.R2,
    ];

    private static readonly Metric[] Made = [Metric.TopK(2), Metric.TopK(3), Metric.F1.WithThreshold(0.3f)];

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
            if (golden.TryGetProperty("weights", out _))
                data = data.WithWeights(golden.Floats("weights"));
            yield return (golden, outputs, data);
        }
    }

    private static IEnumerable<(JsonElement Golden, float[] Outputs, Dataset Data)> Cases(string kind) =>
        Cases().Where(c => c.Golden.GetProperty("kind").GetString() == kind);

    [Fact]
    public void Metrics_equal_scikit_learn()
    {
        var compared = new HashSet<string>();
        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases())
        {
            foreach (Metric metric in All.Concat(Made))
            {
                if (!golden.TryGetProperty(metric.Name, out JsonElement expected))
                    continue;
                metric.Compute(outputs, data).ShouldBe(expected.GetDouble(), 1e-6 * Math.Max(1, Math.Abs(expected.GetDouble())), $"{metric} of {golden}");
                compared.Add(metric.Name);
            }
        }

        compared.ShouldBe(All.Concat(Made).Select(metric => metric.Name), ignoreOrder: true);
        typeof(Metric).GetProperties().Where(p => p.PropertyType == typeof(Metric)).Select(p => (Metric)p.GetValue(null)!).ShouldBe(All, ignoreOrder: true);
    }

    [Fact]
    public void Confusion_matrices_equal_scikit_learn()
    {
        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases("classes"))
        {
            ConfusionMatrix matrix = ConfusionMatrix.Of(outputs, data);
            float[] counts = golden.Floats("confusion");
            for (int i = 0; i < counts.Length; i++)
                matrix[i / matrix.Classes, i % matrix.Classes].ShouldBe((long)counts[i]);
            for (int c = 0; c < matrix.Classes; c++)
            {
                matrix.Precision(c).ShouldBe(golden.Doubles("precisions")[c], 1e-6);
                matrix.Recall(c).ShouldBe(golden.Doubles("recalls")[c], 1e-6);
                matrix.F1(c).ShouldBe(golden.Doubles("F1s")[c], 1e-6);
            }

            matrix.Count.ShouldBe(data.Count);
            matrix.Accuracy.ShouldBe(golden.GetProperty("accuracy").GetDouble(), 1e-6);
            new[] { matrix.MicroPrecision, matrix.MicroRecall, matrix.MicroF1 }.ShouldAllBe(value => Math.Abs(value - matrix.Accuracy) < 1e-12);
            matrix.MacroF1.ShouldBe(golden.GetProperty("macro F1").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public void Reports_and_matrices_of_labels_equal_scikit_learn()
    {
        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases("classes").Concat(Cases("labels")))
        {
            ClassReport report = ClassReport.Of(outputs, data);
            report.Scores.Count.ShouldBe(data.OutputSize);
            for (int i = 0; i < report.Scores.Count; i++)
            {
                report.Scores[i].Precision.ShouldBe(golden.Doubles("precisions")[i], 1e-6);
                report.Scores[i].Recall.ShouldBe(golden.Doubles("recalls")[i], 1e-6);
                report.Scores[i].F1.ShouldBe(golden.Doubles("F1s")[i], 1e-6);
                Metric.F1Of(i).Compute(outputs, data).ShouldBe(report.Scores[i].F1);
                Metric.PrecisionOf(i).Compute(outputs, data).ShouldBe(report.Scores[i].Precision);
                Metric.RecallOf(i).Compute(outputs, data).ShouldBe(report.Scores[i].Recall);
            }

            report.Macro.F1.ShouldBe(golden.GetProperty("macro F1").GetDouble(), 1e-6);
            report.Micro.Precision.ShouldBe(golden.GetProperty("micro precision").GetDouble(), 1e-6);
            report.Weighted.Recall.ShouldBe(golden.GetProperty("weighted recall").GetDouble(), 1e-6);
            report.Accuracy.ShouldBe(golden.GetProperty("accuracy").GetDouble(), 1e-6);
        }

        foreach ((JsonElement golden, float[] outputs, Dataset data) in Cases("labels"))
        {
            for (int i = 0; i < data.OutputSize; i++)
                ConfusionMatrix.OfLabel(outputs, data, i).F1(1).ShouldBe(golden.Doubles("F1s")[i], 1e-6);
            ClassReport.Of(outputs, data).ExactMatch.ShouldBe(golden.GetProperty("exact match").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public void Balanced_weights_equal_scikit_learn()
    {
        int compared = 0;
        foreach ((JsonElement golden, _, Dataset data) in Cases())
        {
            if (!golden.TryGetProperty("balanced", out _))
                continue;
            data.BalancedClassWeights().ShouldBe(golden.Floats("balanced"));
            compared++;
        }

        compared.ShouldBeGreaterThan(3);
        Dataset.FromLabels([0, 0, 0], [0, 2, 2], 1, 4).ClassCounts().ShouldBe([1, 0, 2, 0]);
        Dataset.FromLabels([0, 0, 0], [0, 2, 2], 1, 4).BalancedClassWeights().ShouldBe([1.5f, 0, 0.75f, 0]);
        Should.Throw<InvalidOperationException>(() => new Dataset([0], [3], 1, 1).BalancedClassWeights()).Message.ShouldContain("numbers for targets");
        Should.Throw<InvalidOperationException>(() => new Dataset([0], [1, 1], 1, 2).ClassCounts()).Message.ShouldContain("several labels");
    }

    [Fact]
    public void A_confusion_matrix_is_a_table()
    {
        var matrix = new ConfusionMatrix(2);
        for (int i = 0; i < 12; i++)
            matrix.Add(1, 1);
        matrix.Add(1, 0);
        matrix.ToString().ShouldBe("true \\ predicted  0  1\n               0  0  0\n               1  1 12");
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
