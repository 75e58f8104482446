using System.CommandLine;
using System.Diagnostics;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(64, Loss = Loss.CrossEntropy)]
[Dense(32, Activation.Relu)]
[Dense(10, Activation.Softmax)]
internal sealed partial class DigitsNet;

/// <summary>Handwritten digits of 8×8 pixels by 64-32-10; the data ships with the sample.</summary>
internal sealed class DigitsSample : Sample
{
    private const int SplitSeed = 1;
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often the training set is gone through.", 60);
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the loss curve");

    public DigitsSample()
        : base("digits", "handwritten digits of 8×8 pixels, 64-32-10; the data ships with the sample")
    {
        this.AddOptions(_seed, _epochs, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        (Dataset train, Dataset test) = DigitsData.Read().ToDataset(classes: 10).Split(0.8, SplitSeed);
        (Dataset learn, Dataset validation) = train.Split(0.9, SplitSeed);
        var network = new DigitsNet(arguments.GetValue(_seed));
        var options = new TrainingOptions
        {
            Epochs = arguments.GetValue(_epochs),
            BatchSize = 32,
            Seed = arguments.GetValue(_seed),
            Optimizer = Optimizer.Adam(8e-3f),
            Schedule = Schedule.Cosine(),
            InputNoise = 0.15f,
            LabelSmoothing = 0.1f,
            EarlyStopping = new EarlyStopping { Patience = 20, Metric = Metric.Accuracy },
        };
        output.Print($"{train.Count} digits to learn from, {test.Count} held out; 64-32-10 has {DigitsNet.ParameterCount:N0} parameters.");
        long start = Stopwatch.GetTimestamp();
        TrainingResult result = TrainingDisplay.Fit(output, network, options, learn, validation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        (float trainAccuracy, float testAccuracy, float testLoss) = Measure.Report(output, network, train, test);
        TrainingDisplay.PrintConfusionMatrix(output, network, test);
        output.Print($"Held-out accuracy {testAccuracy:P2} (training {trainAccuracy:P2}) after {result.Epochs} epochs in {seconds:F1} s.");
        TrainingDisplay.Explain(output, options, result, DigitsNet.OutputSize, testLoss);
        output.Figures.Add("parameterCount", DigitsNet.ParameterCount);
        output.Figures.Add("trainCount", train.Count);
        output.Figures.Add("testCount", test.Count);
        output.Figures.Add("trainingSeconds", seconds);
        output.Save(arguments.GetValue(_out), LossCurve.Of("digits: loss against smoothed labels", result).ToSvg);
    }
}
