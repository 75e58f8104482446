using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// Ten scores W·x + b under the multi-class hinge loss with Δ = 1, plus λ·ΣW².
[NeuralNetwork(DigitsData.PixelCount, Loss = Loss.Hinge)]
[Dense(DigitsData.ClassCount, Initializer = Initializer.Normal, L2 = LinearSvmSample.Lambda)]
internal sealed partial class LinearSvmNet;

// The same scores through a softmax.
[NeuralNetwork(DigitsData.PixelCount, Loss = Loss.CrossEntropy)]
[Dense(DigitsData.ClassCount, Activation.Softmax, Initializer = Initializer.Normal, L2 = LinearSvmSample.Lambda)]
internal sealed partial class LinearSoftmaxNet;

[NeuralNetwork(CifarData.PixelCount, Loss = Loss.Hinge)]
[Dense(CifarData.ClassCount, Initializer = Initializer.Normal, L2 = LinearSvmSample.Lambda)]
internal sealed partial class CifarSvmNet;

[NeuralNetwork(CifarData.PixelCount, Loss = Loss.CrossEntropy)]
[Dense(CifarData.ClassCount, Activation.Softmax, Initializer = Initializer.Normal, L2 = LinearSvmSample.Lambda)]
internal sealed partial class CifarSoftmaxNet;

// The worked example gives scores, not weights: these layers hand their inputs through.
[NeuralNetwork(3, Loss = Loss.Hinge)]
[Dense(3, UseBias = false, Initializer = Initializer.Zeros)]
internal sealed partial class ScoresUnderHingeNet;

[NeuralNetwork(3, Loss = Loss.CrossEntropy)]
[Dense(3, Activation.Softmax, UseBias = false, Initializer = Initializer.Zeros)]
internal sealed partial class ScoresUnderSoftmaxNet;

/// <summary>The linear classifiers of the course on images: multi-class SVM and softmax on the same data.</summary>
internal sealed class LinearSvmSample : Sample
{
    public const float Lambda = 1e-3f;
    private readonly Option<DirectoryInfo?> _cifar = SampleOptions.Folder("--cifar", "Use CIFAR-10 instead of the digits: the folder with its binary version, data_batch_1.bin to data_batch_5.bin and test_batch.bin.");
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through.", 100);
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 0.01f);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve of the SVM");

    public LinearSvmSample()
        : base("linear-svm", "ten linear scores: multi-class hinge loss against softmax, on the digits or CIFAR-10")
    {
        this.AddOptions(_cifar, _epochs, _rate, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        ShowWorkedExample(output);
        int seed = arguments.GetValue(_seed);
        if (arguments.GetValue(_cifar) is { } folder)
        {
            (Dataset train, Dataset test) = CifarData.Read(folder.FullName);
            Compare(new CifarSvmNet(seed), new CifarSoftmaxNet(seed), train, test, arguments, output);
        }
        else
        {
            (Dataset train, Dataset test) = DigitsData.Read().ToDataset(DigitsData.ClassCount).Split(0.8, seed: 1);
            Compare(new LinearSvmNet(seed), new LinearSoftmaxNet(seed), train, test, arguments, output);
        }
    }

    /// <summary>Scores 3.2, 5.1 and −1.7 of a picture of the first class.</summary>
    private static void ShowWorkedExample(SampleOutput output)
    {
        float[] scores = [3.2f, 5.1f, -1.7f], target = [1, 0, 0], identity = [1, 0, 0, 0, 1, 0, 0, 0, 1], answer = new float[3];
        var hinge = new ScoresUnderHingeNet();
        var softmax = new ScoresUnderSoftmaxNet();
        hinge.Dense1.Weights.CopyFrom(identity);
        softmax.Dense1.Weights.CopyFrom(identity);
        float hingeLoss = hinge.EvaluateBatch(scores, target, answer);
        float crossEntropy = softmax.EvaluateBatch(scores, target, answer);
        output.Print($"Scores 3.2, 5.1, -1.7, right class first: hinge loss {hingeLoss:F4}, softmax {string.Join(", ", answer.Select(p => p.ToString("F4")))}, cross-entropy {crossEntropy:F4}");
        output.Figures.Add("exampleHingeLoss", hingeLoss);
        output.Figures.Add("exampleCrossEntropy", crossEntropy);
        output.Figures.Add("exampleProbability", answer);
    }

    private void Compare(ITrainableNetwork svm, ITrainableNetwork softmax, Dataset train, Dataset test, ParseResult arguments, SampleOutput output)
    {
        foreach ((string name, ITrainableNetwork network) in new[] { ("svm", svm), ("softmax", softmax) })
        {
            var options = new TrainingOptions
            {
                Epochs = arguments.GetValue(_epochs),
                BatchSize = 32,
                Seed = arguments.GetValue(_seed),
                Optimizer = Optimizer.Sgd(arguments.GetValue(_rate)),
            };
            TrainingResult result = TrainingDisplay.Fit(output, network, options, train);
            (float loss, float trainAccuracy) = Measure.Of(network, train);
            (_, float testAccuracy) = Measure.Of(network, test);
            float squares = 0;
            foreach (float weight in new LayerView(network.Layers[0], network.Parameters)["weight"].Memory)
                squares += weight * weight;
            output.Print($"{name}: data loss {loss:F4} + {Lambda} · {squares:F2} = {loss + Lambda * squares:F4}; train accuracy {trainAccuracy:P1}, test accuracy {testAccuracy:P1}");
            output.Figures.Add($"{name}DataLoss", loss);
            output.Figures.Add($"{name}SquaredWeights", squares);
            output.Figures.Add($"{name}Loss", loss + Lambda * squares);
            output.Figures.Add($"{name}TrainAccuracy", trainAccuracy);
            output.Figures.Add($"{name}TestAccuracy", testAccuracy);
            if (network == svm)
                output.Save(arguments.GetValue(_out), LossCurve.Of("linear-svm: hinge loss", result).ToSvg);
        }
    }
}
