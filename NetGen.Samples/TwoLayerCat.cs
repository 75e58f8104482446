using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(CatData.PixelCount, Loss = Loss.BinaryCrossEntropy)]
[Dense(7, Activation.Relu, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.Normal, InitializerScale = 0.01f)]
internal sealed partial class TwoLayerCatNet;

/// <summary>The course's two-layer network on pictures of cats.</summary>
internal sealed class TwoLayerCatSample : CatSample
{
    private readonly Option<int> _seed = SampleOptions.Seed();

    public TwoLayerCatSample()
        : base("two-layer-cat", "the two-layer network, cat or not, 12288-7-1", learningRate: 0.0075f, iterations: 3000)
    {
        Options.Add(_seed);
        TakeWeights();
    }

    protected override ITrainableNetwork Create(ParseResult arguments) => new TwoLayerCatNet(arguments.GetValue(_seed));
}
