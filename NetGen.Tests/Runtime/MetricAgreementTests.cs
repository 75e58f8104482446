using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(3, Activation.Sigmoid)]
internal sealed partial class ThreeLabels;

[NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class OneSigmoid;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ThreeClasses;

[NeuralNetwork(2, Loss = Loss.Hinge)]
[Dense(3)]
internal sealed partial class ThreeScores;

[NeuralNetwork(2, Loss = Loss.MeanSquaredError)]
[Dense(3)]
internal sealed partial class ThreeNumbers;

[NeuralNetwork(2, Loss = Loss.MeanSquaredError)]
[Dense(1)]
internal sealed partial class OneNumber;

/// <summary>Metrics, evaluation, early stopping and progress say the same of every kind of network, and NaN is never right.</summary>
public class MetricAgreementTests
{
    private const int Rows = 60;
    private static readonly float[] Inputs = [.. Enumerable.Range(0, 2 * Rows).Select(i => (float)Math.Sin(i * 1.7) * 2)];

    public static TheoryData<string> Kinds => ["labels", "sigmoid", "softmax", "shares", "hinge", "one-hot regression", "regression", "two classes by squares"];

    private static (ITrainableNetwork Network, Dataset Data) Create(string kind)
    {
        var random = new Random(5);
        float[] Draw(int count, Func<float> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
        float[] bits = Draw(3 * Rows, () => random.Next(2)), numbers = Draw(3 * Rows, random.NextSingle), column = Draw(Rows, () => random.Next(2));
        float[] shares = new float[3 * Rows];
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < 3; i++)
                shares[3 * row + i] = numbers[3 * row + i] / (numbers[3 * row] + numbers[3 * row + 1] + numbers[3 * row + 2]);
        }

        int[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(3))];
        float[] oneHot = new float[3 * Rows];
        for (int row = 0; row < Rows; row++)
            oneHot[3 * row + labels[row]] = 1;
        return kind switch
        {
            "labels" => (new ThreeLabels(1), new Dataset(Inputs, bits, 2, 3)),
            "sigmoid" => (new OneSigmoid(1), new Dataset(Inputs, column, 2, 1)),
            "softmax" => (new ThreeClasses(1), Dataset.FromLabels(Inputs, labels, 2, 3)),
            "shares" => (new ThreeClasses(1), new Dataset(Inputs, shares, 2, 3)),
            "hinge" => (new ThreeScores(1), new Dataset(Inputs, oneHot, 2, 3)),
            "one-hot regression" => (new ThreeNumbers(1), new Dataset(Inputs, oneHot, 2, 3)),
            "two classes by squares" => (new OneNumber(1), new Dataset(Inputs, column, 2, 1)),
            _ => (new ThreeNumbers(1), new Dataset(Inputs, numbers, 2, 3)),
        };
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_say_the_same(string kind)
    {
        (ITrainableNetwork network, Dataset whole) = Create(kind);
        foreach (Dataset data in new[] { whole, whole.Shuffle(2).Take(7), whole.WithWeights([.. Enumerable.Range(0, Rows).Select(i => i % 4 * 0.5f)]) })
        {
            var trainer = new Trainer(network);
            Evaluation evaluation = trainer.Evaluate(data);
            float[] outputs = trainer.Predict(data);
            if (kind == "regression")
            {
                evaluation.Accuracy.ShouldBeNull();
                Should.Throw<ArgumentException>(() => Metric.Accuracy.Compute(outputs, data)).Message.ShouldContain("numbers for targets");
                evaluation.Loss.ShouldBe((float)Metric.MeanSquaredError.Compute(outputs, data), 1e-5f);
                continue;
            }

            evaluation.Accuracy!.Value.ShouldBe((float)Metric.Accuracy.Compute(outputs, data), 1e-6f);
            var reported = new List<float?>();
            var options = new TrainingOptions
            {
                Epochs = 3, BatchSize = TrainingOptions.FullBatch, Optimizer = Optimizer.Sgd(1e-3f), Metrics = [Metric.Accuracy],
                EarlyStopping = new EarlyStopping { Metric = Metric.Accuracy, RestoreBest = false },
            };
            TrainingResult result = new Trainer(network, options).Fit(whole, data, new Synchronous(step => reported.Add(step.ValidationAccuracy)));
            foreach (EpochResult epoch in result.History)
                epoch.Metrics.Span[0].ShouldBe(epoch.ValidationAccuracy!.Value, 1e-6f);
            reported.ShouldBe(result.History.Select(epoch => epoch.ValidationAccuracy));
            new Trainer(network).Evaluate(data).Accuracy.ShouldBe(result.ValidationAccuracy);
        }
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("sigmoid")]
    [InlineData("softmax")]
    [InlineData("hinge")]
    public void Perfect_outputs_score_1(string kind)
    {
        (_, Dataset data) = Create(kind);
        // Whole, and a few rows where classes are missing.
        foreach (Dataset rows in new[] { data, data.Take(1), data.Take(2), data.Slice(5, 3) })
        {
            float[] outputs = [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.Target(row).ToArray())];
            foreach (Metric metric in new[]
            {
                Metric.Accuracy, Metric.ExactMatch, Metric.MacroPrecision, Metric.MacroRecall, Metric.MacroF1, Metric.MicroPrecision, Metric.MicroRecall,
                Metric.MicroF1, Metric.WeightedPrecision, Metric.WeightedRecall, Metric.WeightedF1, Metric.R2,
            })
                metric.Compute(outputs, rows).ShouldBe(1, $"{metric} of {rows.Count} rows");
            if (kind == "sigmoid")
            {
                foreach (Metric metric in new[] { Metric.Precision, Metric.Recall, Metric.F1 })
                    metric.Compute(outputs, rows).ShouldBe(1, $"{metric} of {rows.Count} rows");
            }

            if (rows == data)
            {
                Metric.RocAuc.Compute(outputs, rows).ShouldBe(1);
                Metric.AveragePrecision.Compute(outputs, rows).ShouldBe(1);
            }
        }
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("sigmoid")]
    [InlineData("softmax")]
    [InlineData("hinge")]
    public void NaN_is_never_right(string kind)
    {
        (_, Dataset data) = Create(kind);
        float[] nan = new float[data.Count * data.OutputSize];
        Array.Fill(nan, float.NaN);
        foreach (Metric metric in new[] { Metric.Accuracy, Metric.ExactMatch, Metric.MacroPrecision, Metric.MacroRecall, Metric.MacroF1, Metric.MicroPrecision, Metric.MicroRecall, Metric.MicroF1, Metric.WeightedF1 })
            metric.Compute(nan, data).ShouldBe(0, metric.Name);
        Metric.RocAuc.Compute(nan, data).ShouldBe(double.NaN);
        Metric.AveragePrecision.Compute(nan, data).ShouldBe(double.NaN);
        Metric.LogLoss.Compute(nan, data).ShouldBe(double.NaN);
        Metric.R2.Compute(nan, data).ShouldBe(double.NaN);
        if (data.OutputSize == 3 && kind != "labels")
        {
            Metric.TopK(1).Compute(nan, data).ShouldBe(0);
            Metric.TopK(3).Compute(nan, data).ShouldBe(0);
            ConfusionMatrix matrix = ConfusionMatrix.Of(nan, data);
            (matrix.Count, matrix.Unanswered, matrix.Accuracy).ShouldBe((data.Count, data.Count, 0));
            matrix.ToString().ShouldContain($"{data.Count} of {data.Count} without an answer");
        }

        // A single NaN beside right outputs makes its row wrong.
        float[] outputs = [.. Enumerable.Range(0, data.Count).SelectMany(row => data.Target(row).ToArray())];
        outputs[^1] = float.NaN;
        Metric.ExactMatch.Compute(outputs, data).ShouldBe((data.Count - 1.0) / data.Count, 1e-9);
        Metric.RocAuc.Compute(outputs, data).ShouldBe(double.NaN);
    }

    [Fact]
    public void Measures_of_one_class_ask_for_an_average()
    {
        (_, Dataset classes) = Create("softmax");
        (_, Dataset labels) = Create("labels");
        (_, Dataset two) = Create("sigmoid");
        (_, Dataset numbers) = Create("regression");
        float[] outputs = new float[3 * Rows];
        foreach (Metric metric in new[] { Metric.Precision, Metric.Recall, Metric.F1 })
        {
            string member = metric == Metric.F1 ? "F1" : char.ToUpperInvariant(metric.Name[0]) + metric.Name[1..];
            foreach (Dataset data in new[] { classes, labels })
            {
                string message = Should.Throw<ArgumentException>(() => metric.Compute(outputs, data)).Message;
                message.ShouldContain($"Metric.Macro{member}");
                message.ShouldContain($"Metric.{member}Of(index)");
            }

            metric.Compute(new float[Rows], two).ShouldBeInRange(0, 1);
        }

        Should.Throw<ArgumentException>(() => Metric.TopK(2).Compute(outputs, labels)).Message.ShouldContain("Metric.ExactMatch");
        Should.Throw<ArgumentException>(() => Metric.TopK(2).Compute(new float[Rows], two)).Message.ShouldContain("Metric.Accuracy");
        Should.Throw<ArgumentException>(() => ConfusionMatrix.Of(outputs, labels)).Message.ShouldContain("ConfusionMatrix.OfLabel");
        foreach (Metric metric in new[] { Metric.Accuracy, Metric.F1, Metric.MacroF1, Metric.LogLoss, Metric.RocAuc, Metric.AveragePrecision, Metric.TopK(1) })
            Should.Throw<ArgumentException>(() => metric.Compute(outputs, numbers)).Message.ShouldContain("numbers for targets");
        Should.Throw<ArgumentException>(() => ConfusionMatrix.Of(outputs, numbers)).Message.ShouldContain("Dataset.FromLabels");

        // Told before training, not after its first epoch.
        var network = new ThreeNumbers(1);
        float[] before = network.Parameters.ToArray();
        Should.Throw<ArgumentException>(() => new Trainer(network, new TrainingOptions { Metrics = [Metric.MacroF1] }).Fit(numbers, numbers)).Message.ShouldContain("'macro F1' is of classes");
        network.Parameters.ToArray().ShouldBe(before);
    }

    [Fact]
    public void A_view_has_what_the_whole_has()
    {
        // Rows 0 and 1 alone would look like classes.
        var data = new Dataset(new float[3], [1, 0, 0, 1, 1, 1], 1, 2);
        Metric.Accuracy.Compute([1, 1, 1, 1], data.Take(2)).ShouldBe(0.5);
        Metric.Accuracy.Compute([1, 1, 1, 1], new Dataset(new float[2], [1, 0, 0, 1], 1, 2)).ShouldBe(0.5);
        Metric.ExactMatch.Compute([1, 1, 1, 1], data.Take(2)).ShouldBe(0);
    }

    private sealed class Synchronous(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
