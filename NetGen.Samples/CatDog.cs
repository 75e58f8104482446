using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// Hair, eyes, nose and mouth → cat, dog. The cross-entropies of both outputs are summed.
[NeuralNetwork(4, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class CatDogNet;

/// <summary>The network of the explanation: four features of a face, one hidden layer, one output for cat and one for dog.</summary>
internal sealed class CatDogSample : Sample
{
    private const int Count = 400;

    // What a typical cat's and dog's hair, eyes, nose and mouth measure, from 0 to 1.
    private static readonly float[][] Typical = [[0.3f, 0.7f, 0.3f, 0.3f], [0.6f, 0.4f, 0.7f, 0.6f]];
    private static readonly string[] Names = ["cat", "dog"];
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through.", 50);
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 0.5f);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve");

    public CatDogSample()
        : base("cat-dog", "four features of a face, one hidden layer, two outputs: cat and dog")
    {
        this.AddOptions(_seed, _epochs, _rate, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed);
        (Dataset train, Dataset test) = DrawFaces(new Random(seed)).Split(0.75, seed);
        var network = new CatDogNet(seed);
        var options = new TrainingOptions { Epochs = arguments.GetValue(_epochs), BatchSize = 10, Seed = seed, Optimizer = Optimizer.Sgd(arguments.GetValue(_rate)) };
        (float firstLoss, _) = Measure.Of(network, train);
        TrainingResult result = TrainingDisplay.Fit(output, network, options, train);

        (float loss, float trainAccuracy) = Measure.Of(network, train);
        (_, float testAccuracy) = Measure.Of(network, test);
        output.Print($"loss {firstLoss:F4} → {loss:F4}; train accuracy {trainAccuracy:P1}, test accuracy {testAccuracy:P1}");
        output.Figures.Add("firstLoss", firstLoss);
        output.Figures.Add("finalLoss", loss);
        output.Figures.Add("trainAccuracy", trainAccuracy);
        output.Figures.Add("testAccuracy", testAccuracy);

        Span<float> answer = stackalloc float[CatDogNet.OutputSize];
        for (int kind = 0; kind < 2; kind++)
        {
            network.Forward(Typical[kind], answer);
            output.Print($"a typical {Names[kind]}: cat {answer[0]:F3}, dog {answer[1]:F3}");
            output.Figures.Add($"{Names[kind]}AsCat", answer[0]);
            output.Figures.Add($"{Names[kind]}AsDog", answer[1]);
        }

        output.Save(arguments.GetValue(_out), LossCurve.Of("cat-dog: cross-entropy, summed over both outputs", result).ToSvg);
    }

    private static Dataset DrawFaces(Random random)
    {
        float[] features = new float[Count * 4];
        int[] labels = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            labels[i] = i % 2;
            for (int j = 0; j < 4; j++)
                features[4 * i + j] = Math.Clamp(Typical[labels[i]][j] + 0.12f * Draw.Normal(random), 0, 1);
        }

        return Dataset.FromLabels(features, labels, inputSize: 4, classes: 2);
    }
}
