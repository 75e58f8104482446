using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class ThresholdTests
{
    private static readonly float[] Column = [0, 0, 0, 1, 0, 1, 1];
    private static readonly float[] Scores = [0.1f, 0.2f, 0.3f, 0.3f, 0.35f, 0.6f, 0.9f];

    [Fact]
    public void Thresholds_other_than_a_half()
    {
        var data = new Dataset(new float[7], Column, 1, 1);
        Metric.Recall.Compute(Scores, data).ShouldBe(2.0 / 3, 1e-12);
        Metric.Recall.WithThreshold(0.3f).Compute(Scores, data).ShouldBe(1);
        Metric.Precision.WithThreshold(0.3f).Compute(Scores, data).ShouldBe(3.0 / 5, 1e-12);
        Metric.Recall.WithThreshold(0.3f).Name.ShouldBe("recall at 0.3");
        Metric.Recall.WithThreshold(0.3f).WithThreshold(0.5f).Name.ShouldBe("recall");
        ConfusionMatrix matrix = ConfusionMatrix.Of(Scores, data, 0.3f);
        (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]).ShouldBe((2, 2, 0, 3));
        ClassReport.Of(Scores, data, 0.3f).Scores[1].Recall.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => Metric.RocAuc.WithThreshold(0.3f)).Message.ShouldContain("no threshold");
        Should.Throw<ArgumentOutOfRangeException>(() => Metric.F1.WithThreshold(float.NaN));
        Dataset classes = Dataset.FromLabels(new float[7], [0, 0, 0, 1, 0, 1, 1], 1, 2);
        Should.Throw<ArgumentException>(() => Metric.Accuracy.WithThreshold(0.3f).Compute(new float[14], classes)).Message.ShouldContain("the largest is the answer");
        Should.Throw<ArgumentException>(() => ConfusionMatrix.Of(new float[14], classes, 0.3f));
        Should.Throw<ArgumentException>(() => Metric.F1.BestThreshold(new float[14], classes));
        Should.Throw<ArgumentException>(() => Metric.F1.BestThreshold([1, 2, float.NaN, 4, 5, 6, 7], data)).Message.ShouldContain("output 0 of row 2");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_best_threshold_is_the_best_of_all(int size)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            float[] targets = new float[40 * size], outputs = new float[40 * size], weights = new float[40];
            for (int i = 0; i < targets.Length; i++)
            {
                targets[i] = random.Next(3) == 0 ? 1 : 0;
                outputs[i] = MathF.Round((random.NextSingle() + targets[i]) * 10) / 20;
            }

            for (int i = 0; i < weights.Length; i++)
                weights[i] = random.Next(1, 4);
            Dataset data = new Dataset(new float[40], targets, 1, size).WithWeights(weights);
            foreach (Metric metric in new[] { Metric.Accuracy, Metric.MacroF1, Metric.MicroF1, Metric.ExactMatch, Metric.WeightedPrecision, Metric.F1Of(0) })
            {
                double best = metric.WithThreshold(metric.BestThreshold(outputs, data)).Compute(outputs, data);
                for (float threshold = -0.01f; threshold < 1.03f; threshold += 0.025f)
                    metric.WithThreshold(threshold).Compute(outputs, data).ShouldBeLessThanOrEqualTo(best + 1e-9, $"{metric} at {threshold}, seed {seed}");
            }
        }
    }

    [Fact]
    public void Of_equal_thresholds_the_one_next_to_a_half() =>
        Metric.Accuracy.BestThreshold([0.1f, 0.2f, 0.8f, 0.9f], new Dataset(new float[4], [0, 0, 1, 1], 1, 1)).ShouldBe(0.5f);
}
