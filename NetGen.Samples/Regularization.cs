using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(4, Loss = Loss.SumOfSquares)]
[Dense(1, UseBias = false)]
internal sealed partial class ScoreNet;

// 2-64-64-2 has far more parameters than there are points to learn from.
[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(64, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(2, Activation.Softmax)]
internal sealed partial class OversizedNet;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(64, Activation.Relu, L2 = RegularizationSample.Lambda)]
[Dense(64, Activation.Relu, L2 = RegularizationSample.Lambda)]
[Dense(2, Activation.Softmax, L2 = RegularizationSample.Lambda)]
internal sealed partial class OversizedPenalizedNet;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(64, Activation.Relu)]
[Dropout(0.5f)]
[Dense(64, Activation.Relu)]
[Dropout(0.5f)]
[Dense(2, Activation.Softmax)]
internal sealed partial class OversizedDropoutNet;

/// <summary>Why weights are penalised: two with the same score, and an over-sized network with and without.</summary>
internal sealed class RegularizationSample : Sample
{
    public const float Lambda = 0.003f;
    private const int TrainCount = 60, TestCount = 2000;
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the decision regions of each network, NAME-plain.svg, NAME-penalized.svg and NAME-dropout.svg,");
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through.", 500);

    public RegularizationSample()
        : base("regularization", "why weights are penalised: L2 and dropout on an over-sized network")
    {
        this.AddOptions(_seed, _epochs, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        CompareWeights(output);
        int seed = arguments.GetValue(_seed);
        (float[] points, int[] labels) = DrawPoints(TrainCount, new Random(seed));
        (float[] testPoints, int[] testLabels) = DrawPoints(TestCount, new Random(seed + 1));
        Dataset train = Dataset.FromLabels(points, labels, inputSize: 2, classes: 2), test = Dataset.FromLabels(testPoints, testLabels, inputSize: 2, classes: 2);
        output.Print($"{TrainCount} points to learn from, {OversizedNet.ParameterCount:N0} parameters:");
        foreach ((string name, string title, ITrainableNetwork network) in new (string, string, ITrainableNetwork)[]
        {
            ("plain", "no regularization", new OversizedNet(seed)),
            ("penalized", $"L2, lambda {Lambda}", new OversizedPenalizedNet(seed)),
            ("dropout", "dropout, rate 0.5", new OversizedDropoutNet(seed)),
        })
        {
            Compare(name, title, network, train, test, arguments, output);
            FileInfo? picture = arguments.GetValue(_out) is { } file ? new FileInfo(Path.ChangeExtension(file.FullName, null) + $"-{name}{file.Extension}") : null;
            output.Save(picture, () => new DecisionRegions(network, points, labels, extent: 4).ToSvg($"regularization: {title}"));
        }
    }

    /// <summary>[1, 0, 0, 0] and [¼, ¼, ¼, ¼] give [1, 1, 1, 1] the same score, but not the same penalty.</summary>
    private static void CompareWeights(SampleOutput output)
    {
        var network = new ScoreNet();
        Span<float> score = stackalloc float[1];
        foreach ((string name, float[] weights) in new[] { ("peaked", new[] { 1f, 0, 0, 0 }), ("spread", [0.25f, 0.25f, 0.25f, 0.25f]) })
        {
            network.Dense1.Weights.CopyFrom(weights);
            network.Forward([1, 1, 1, 1], score);
            float penalty = weights.Sum(w => w * w);
            output.Print($"w = [{string.Join(", ", weights)}]: score {score[0]}, penalty {penalty}");
            output.Figures.Add($"{name}Score", score[0]);
            output.Figures.Add($"{name}Penalty", penalty);
        }
    }

    private void Compare(string prefix, string title, ITrainableNetwork network, Dataset train, Dataset test, ParseResult arguments, SampleOutput output)
    {
        var options = new TrainingOptions { Epochs = arguments.GetValue(_epochs), BatchSize = 10, Seed = arguments.GetValue(_seed), Optimizer = Optimizer.Adam(3e-3f) };
        TrainingDisplay.Finished(new Trainer(network, options).Fit(train, cancellationToken: output.Cancellation));
        (_, float trainAccuracy) = Measure.Of(network, train);
        (float testLoss, float testAccuracy) = Measure.Of(network, test);
        output.Print($"  {title,-20} train accuracy {trainAccuracy:P1}, test accuracy {testAccuracy:P1}, test loss {testLoss:F3}");
        output.Figures.Add($"{prefix}TrainAccuracy", trainAccuracy);
        output.Figures.Add($"{prefix}TestAccuracy", testAccuracy);
        output.Figures.Add($"{prefix}TestLoss", testLoss);
    }

    /// <summary>Two clouds of points that overlap.</summary>
    private static (float[] Points, int[] Labels) DrawPoints(int count, Random random)
    {
        float[] points = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            points[2 * i] = Draw.Normal(random) + 0.8f * (2 * labels[i] - 1);
            points[2 * i + 1] = Draw.Normal(random);
        }

        return (points, labels);
    }
}
