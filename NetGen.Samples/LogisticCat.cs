using System.CommandLine;
using NetGen.Samples.Support;

namespace NetGen.Samples;

[NeuralNetwork(CatData.PixelCount, Loss = Loss.BinaryCrossEntropy)]
[Dense(1, Activation.Sigmoid, Initializer = Initializer.Zeros)]
internal sealed partial class LogisticCatNet;

/// <summary>Logistic regression on pictures of cats, as the deep-learning course has it: every figure is fixed by the data.</summary>
internal sealed class LogisticCatSample() : CatSample("logistic-cat", "logistic regression, cat or not, 12288-1: all parameters start at 0", learningRate: 0.007f, iterations: 2000)
{
    protected override ITrainableNetwork Create(ParseResult arguments) => new LogisticCatNet();

    protected override void Report(ITrainableNetwork network, SampleOutput output)
    {
        TensorView weights = ((LogisticCatNet)network).Dense1.Weights, biases = ((LogisticCatNet)network).Dense1.Biases;
        for (int i = 0; i < 3; i++)
            output.Figures.Add($"w{i}", weights[0, i]);
        output.Figures.Add("b", biases[0]);
        output.Print($"w[0..2] = {weights[0, 0]:F8}, {weights[0, 1]:F8}, {weights[0, 2]:F8}; b = {biases[0]:F8}");
    }
}
