using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

// The course draws the weights of its deep network from N(0, 1/inputs); with 0.01·N(0, 1) four layers let no signal through.
[NeuralNetwork(CatData.PixelCount, Loss = Loss.BinaryCrossEntropy)]
[Dense(20, Activation.Relu, Initializer = Initializer.LeCunNormal)]
[Dense(7, Activation.Relu, Initializer = Initializer.LeCunNormal)]
[Dense(5, Activation.Relu, Initializer = Initializer.LeCunNormal)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.LeCunNormal)]
internal sealed partial class DeepCatNet;

[NeuralNetwork(CatData.PixelCount, Loss = Loss.BinaryCrossEntropy)]
[Dense(20, Activation.Relu, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
[Dense(7, Activation.Relu, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
[Dense(5, Activation.Relu, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
internal sealed partial class DeepCatSmallWeightsNet;

/// <summary>The course's L-layer network on pictures of cats.</summary>
internal sealed class DeepCatSample : CatSample
{
    private readonly Option<int> _seed = SampleOptions.Seed();
    private readonly Option<string> _initializer = SampleOptions.Choice("--initializer", "How weights are drawn: N(0, 1/inputs), as the source's deep network does, or 0.01·N(0, 1).", "scaled", "small");

    public DeepCatSample()
        : base("deep-cat", "the L-layer network, cat or not, 12288-20-7-5-1", learningRate: 0.0075f, iterations: 3000)
    {
        this.AddOptions(_seed, _initializer);
        TakeWeights();
    }

    protected override ITrainableNetwork Create(ParseResult arguments) => arguments.GetValue(_initializer) == "small"
        ? new DeepCatSmallWeightsNet(arguments.GetValue(_seed))
        : new DeepCatNet(arguments.GetValue(_seed));
}
