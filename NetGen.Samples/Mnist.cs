using System.CommandLine;
using System.Diagnostics;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(MnistData.PixelCount, Loss = Loss.CrossEntropy)]
[Dense(16, Activation.Sigmoid)]
[Dense(10, Activation.Softmax)]
internal sealed partial class SmallMnistNet;

[NeuralNetwork(MnistData.PixelCount, Loss = Loss.SumOfSquares)]
[Dense(16, Activation.Sigmoid)]
[Dense(10, Activation.Sigmoid)]
internal sealed partial class SmallSquaredErrorMnistNet;

[NeuralNetwork(MnistData.PixelCount, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class LargeMnistNet;

[NeuralNetwork(MnistData.PixelCount, Loss = Loss.SumOfSquares)]
[Dense(128, Activation.Relu)]
[Dense(64, Activation.Relu)]
[Dense(10, Activation.Sigmoid)]
internal sealed partial class LargeSquaredErrorMnistNet;

/// <summary>LeNet-5 (LeCun, Bottou, Bengio and Haffner, 1998) as it is built today: Relu, and the largest value of each window.</summary>
[NeuralNetwork(1, 28, 28, Loss = Loss.CrossEntropy)]
[Conv2D(6, 5, Activation.Relu, PadTop = 2, PadBottom = 2, PadLeft = 2, PadRight = 2)]
[MaxPool(2)]
[Conv2D(16, 5, Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(120, Activation.Relu)]
[Dense(84, Activation.Relu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class LeNet;

[NeuralNetwork(1, 28, 28, Loss = Loss.SumOfSquares)]
[Conv2D(6, 5, Activation.Relu, PadTop = 2, PadBottom = 2, PadLeft = 2, PadRight = 2)]
[MaxPool(2)]
[Conv2D(16, 5, Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(120, Activation.Relu)]
[Dense(84, Activation.Relu)]
[Dense(10, Activation.Sigmoid)]
internal sealed partial class SquaredErrorLeNet;

/// <summary>MNIST: the 784-16-10 network of the introductions by gradient descent, 784-128-64-10 by Adam, or LeNet-5 by Adam.</summary>
internal sealed class MnistSample : Sample
{
    private const string Small = "784-16-10", Large = "784-128-64-10", Convolutions = "lenet", CrossEntropy = "cross-entropy";
    private readonly DataFolder _folder = MnistData.CreateFolder();
    private readonly Option<string> _network = SampleOptions.Choice("--network", "The network's layers.", Small, Large, Convolutions);
    private readonly Option<string> _loss = SampleOptions.Choice("--loss", "Cross-entropy on a softmax, or the sum of squares on sigmoids.", CrossEntropy, "mse");
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through.", 15);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve");
    private readonly Option<int> _seed = SampleOptions.Seed();

    public MnistSample()
        : base("mnist", "handwritten digits of 28×28 pixels, 784-16-10, 784-128-64-10 or LeNet-5")
    {
        _folder.AddTo(this);
        this.AddOptions(_network, _loss, _epochs, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        (LabelledImages train, LabelledImages test) = MnistData.Read(_folder.Locate(arguments, output));
        Dataset trainSet = train.ToDataset(MnistData.ClassCount), testSet = test.ToDataset(MnistData.ClassCount);
        bool isSmall = arguments.GetValue(_network) == Small, isCrossEntropy = arguments.GetValue(_loss) == CrossEntropy;
        bool isLeNet = arguments.GetValue(_network) == Convolutions;
        int seed = arguments.GetValue(_seed);
        ITrainableNetwork network = (isSmall, isCrossEntropy) switch
        {
            (true, true) => new SmallMnistNet(seed),
            (true, false) => new SmallSquaredErrorMnistNet(seed),
            (false, true) when isLeNet => new LeNet(seed),
            (false, false) when isLeNet => new SquaredErrorLeNet(seed),
            (false, true) => new LargeMnistNet(seed),
            (false, false) => new LargeSquaredErrorMnistNet(seed),
        };
        (Dataset learnSet, Dataset validationSet) = trainSet.Split(58.0 / 60, seed);
        var options = new TrainingOptions
        {
            Epochs = arguments.GetValue(_epochs),
            BatchSize = isSmall ? 16 : 128,
            Seed = seed,
            Optimizer = isSmall ? Optimizer.Sgd(isCrossEntropy ? 0.5f : 1) : Optimizer.Adam(2e-3f),
            Schedule = Schedule.Cosine(),
            LabelSmoothing = isSmall ? 0 : 0.1f,
            EarlyStopping = new EarlyStopping { Patience = 8, Metric = Metric.Accuracy },
        };
        output.Print($"{arguments.GetValue(_network)} has {network.ParameterCount:N0} parameters.");
        long start = Stopwatch.GetTimestamp();
        TrainingResult result = TrainingDisplay.Fit(output, network, options, learnSet, validationSet);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        (float trainAccuracy, float testAccuracy, float testLoss) = Measure.Report(output, network, trainSet, testSet);
        TrainingDisplay.PrintConfusionMatrix(output, network, testSet);
        output.Print($"Test accuracy {testAccuracy:P2} (training {trainAccuracy:P2}) after {result.Epochs} epochs in {seconds:F1} s.");
        TrainingDisplay.Explain(output, options, result, MnistData.ClassCount, testLoss);
        output.Figures.Add("network", arguments.GetValue(_network)!);
        output.Figures.Add("parameterCount", network.ParameterCount);
        output.Figures.Add("epochs", result.Epochs);
        output.Figures.Add("trainingSeconds", seconds);
        output.Save(arguments.GetValue(_out), LossCurve.Of(options.LabelSmoothing > 0 ? "mnist: loss against smoothed labels" : "mnist: loss", result).ToSvg);
    }
}
