using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(6, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Softmax, Initializer = Initializer.LeCunNormal)]
internal sealed partial class Classify2dNet;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(64, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Softmax, Initializer = Initializer.LeCunNormal)]
internal sealed partial class Classify2dNet64;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(128, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Tanh, Initializer = Initializer.LeCunNormal)]
[Dense(2, Activation.Softmax, Initializer = Initializer.LeCunNormal)]
internal sealed partial class Classify2dNet128;

/// <summary>ConvNetJS's demo of classification in the plane: circle, spiral and random points, and the regions a small network decides for.</summary>
internal sealed class Classify2dSample : Sample
{
    private readonly Option<string> _points = SampleOptions.Choice("--points", "The points to tell apart.", "circle", "spiral", "random");
    private readonly Option<string> _hidden = SampleOptions.Choice("--hidden", "How many units the first layer has.", "6", "64", "128");
    private readonly Option<int> _epochs = SampleOptions.Count("--epochs", "How often all points are gone through.", 2000);
    private readonly Option<float> _rate = SampleOptions.Rate("--learning-rate", "The learning rate.", 0.01f);
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<FileInfo?> _out = SampleOptions.Picture("the decision regions", ".svg", ".png");

    public Classify2dSample()
        : base("classify2d", "points of the plane by 2-6-2-2, and the regions it decides for, as in ConvNetJS's demo")
    {
        this.AddOptions(_points, _hidden, _epochs, _rate, _seed, _out);
    }

    protected override void Run(ParseResult arguments, SampleOutput output)
    {
        int seed = arguments.GetValue(_seed);
        (float[] points, int[] labels) = PlanePoints.Create(arguments.GetValue(_points)!, new Random(seed));
        ITrainableNetwork network = arguments.GetValue(_hidden) switch
        {
            "64" => new Classify2dNet64(seed),
            "128" => new Classify2dNet128(seed),
            _ => new Classify2dNet(seed),
        };
        var options = new TrainingOptions
        {
            Epochs = arguments.GetValue(_epochs),
            BatchSize = 10,
            Seed = seed,
            Optimizer = Optimizer.Sgd(arguments.GetValue(_rate), momentum: 0.1f, weightDecay: 0.001f),
        };
        Dataset dataset = Dataset.FromLabels(points, labels, inputSize: 2, classes: 2);
        TrainingDisplay.Fit(output, network, options, dataset);

        (float loss, float accuracy) = Measure.Of(network, dataset);
        var regions = new DecisionRegions(network, points, labels, PlanePoints.Extent);
        regions.Draw(output.Console);
        output.Print($"{arguments.GetValue(_points)}, 2-{arguments.GetValue(_hidden)}-2-2: loss {loss:F4}, accuracy {accuracy:P1} of {labels.Length} points");
        output.Figures.Add("points", labels.Length);
        output.Figures.Add("parameterCount", network.ParameterCount);
        output.Figures.Add("finalLoss", loss);
        output.Figures.Add("accuracy", accuracy);
        if (arguments.GetValue(_out) is { } picture)
            regions.Save(picture.FullName, $"classify2d: {arguments.GetValue(_points)} points by 2-{arguments.GetValue(_hidden)}-2-2");
    }
}
