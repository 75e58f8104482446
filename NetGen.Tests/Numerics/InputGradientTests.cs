using Xunit;

namespace NetGen.Tests.Numerics;

[NeuralNetwork(19, Loss = Loss.CrossEntropy, InputGradients = true)]
[Dense(9, Activation.Gelu)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ColumnsInputGradientNetwork;

[NeuralNetwork(37, Loss = Loss.BinaryCrossEntropy, InputGradients = true)]
[Dense(5, Activation.Tanh, TrainWeights = false)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class RowsInputGradientNetwork;

[NeuralNetwork(3, InputGradients = true)]
[Dense(4, Activation.Tanh)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class TinyInputGradientNetwork;

public sealed class InputGradientTests
{
    [Fact]
    public void Backward_WritesTheGradientOfTheLoss_WideLayers()
    {
        var network = new ColumnsInputGradientNetwork(1);
        float[] input = Values(19), inputGradients = Garbage(19);
        float[] target = [0, 1, 0], gradients = new float[ColumnsInputGradientNetwork.ParameterCount], plain = new float[gradients.Length];
        network.Backward(input, target, gradients, inputGradients);
        AssertDifferences(input, inputGradients, x => network.EvaluateBatch(x, target, new float[3]));
        network.Backward(input, target, plain);
        Assert.Equal(plain, gradients);
    }

    [Fact]
    public void Backward_WritesTheGradientOfTheLoss_NarrowLayers()
    {
        var network = new RowsInputGradientNetwork(1);
        float[] input = Values(37), inputGradients = Garbage(37), target = [0.25f, 1];
        network.Backward(input, target, new float[RowsInputGradientNetwork.ParameterCount], inputGradients);
        AssertDifferences(input, inputGradients, x => network.EvaluateBatch(x, target, new float[2]));
    }

    [Fact]
    public void BackwardFrom_StartsFromAnyGradientOfTheOutputs()
    {
        var network = new TinyInputGradientNetwork(1);
        float[] input = Values(3), inputGradients = Garbage(3), outputGradients = [1, -2];
        float[] gradients = new float[TinyInputGradientNetwork.ParameterCount], output = new float[2];
        network.BackwardFrom(input, outputGradients, gradients, inputGradients);

        float Weighted(float[] x)
        {
            network.Forward(x, output);
            return output[0] - 2 * output[1];
        }

        AssertDifferences(input, inputGradients, Weighted);
        float[] parameters = network.Parameters.ToArray();
        AssertDifferences(parameters, gradients, changed =>
        {
            changed.CopyTo(network.Parameters);
            return Weighted(input);
        });
    }

    [Fact]
    public void BackwardFrom_AFusedHead_DifferentiatesItsActivation()
    {
        var network = new ColumnsInputGradientNetwork(2);
        float[] input = Values(19), inputGradients = Garbage(19), output = new float[3];
        network.BackwardFrom(input, [1, 0, -0.5f], default, inputGradients);
        AssertDifferences(input, inputGradients, x =>
        {
            network.Forward(x, output);
            return output[0] - 0.5f * output[2];
        });
    }

    [Fact]
    public void WrongLengths_AreNamed()
    {
        var network = new TinyInputGradientNetwork(1);
        var error = Assert.Throws<ArgumentException>(() => network.BackwardFrom(new float[3], new float[3], default, default));
        Assert.Contains("Expected 2", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => network.BackwardFrom(new float[3], new float[2], default, new float[4]));
        Assert.Contains("Expected 3", error.Message, StringComparison.Ordinal);
    }

    private static float[] Values(int count) => Enumerable.Range(0, count).Select(i => (i * 7919 + 13) % 1009 / 1009f - 0.5f).ToArray();

    private static float[] Garbage(int count) => Enumerable.Repeat(float.NaN, count).ToArray();

    private static void AssertDifferences(float[] point, float[] actual, Func<float[], float> function)
    {
        for (int i = 0; i < point.Length; i++)
        {
            float saved = point[i];
            point[i] = saved + 1e-2f;
            double above = function(point);
            point[i] = saved - 1e-2f;
            double below = function(point);
            point[i] = saved;
            Assert.Equal((above - below) / 2e-2, actual[i], 2e-3);
        }
    }
}
