using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Logits of ±10,000 through whole networks: losses and gradients stay finite and exact, since they are fused with their head.</summary>
[Trait("Category", "Widths")]
public sealed class SaturationTests
{
    private static readonly float[] Extremes = [1e4f, -1e4f, 0, 88, -88, 500, -1000];

    [Theory]
    [InlineData(typeof(SaturatedMargins))]
    [InlineData(typeof(SaturatedSigmoids))]
    [InlineData(typeof(SaturatedClasses))]
    [InlineData(typeof(SaturatedDivergence))]
    public void Losses_and_gradients_are_exact(Type type)
    {
        // A single input of 1 and no bias: the weights are the logits, exactly.
        var network = (ITrainableNetwork)Zoo.Create(type);
        var members = new NetworkMembers(network);
        int size = network.OutputSize;
        var random = new Random(8);
        for (int trial = 0; trial < 50; trial++)
        {
            for (int i = 0; i < size; i++)
                network.Parameters[i] = Extremes[random.Next(Extremes.Length)];
            ReferenceNetwork reference = ReferenceNetwork.Of(network);
            float[] target = Draws.Target(random, reference.Loss!, size), gradients = new float[size], output = new float[size];
            double[] wide = Array.ConvertAll(target, value => (double)value);
            ReferenceTrace trace = reference.Forward([1f]);
            double[] outputs = trace.Outputs.Numbers[0];
            var expected = new ReferenceGradients(size);
            reference.Backward(trace, wide, 1, expected);
            double expectedLoss = reference.Evaluate(trace, wide).Loss;

            float loss = members.Backward([1f], target, gradients);
            members.Forward([1f], output);
            Assert.InRange(loss, expectedLoss * (1 - 1e-6) - 1e-6, expectedLoss * (1 + 1e-6) + 1e-6);
            for (int i = 0; i < size; i++)
            {
                Assert.InRange(gradients[i], expected.Values[i] - 2e-6 * (1 + Math.Abs(expected.Values[i])), expected.Values[i] + 2e-6 * (1 + Math.Abs(expected.Values[i])));
                Assert.InRange(output[i], outputs[i] - 1e-6 * (1 + Math.Abs(outputs[i])), outputs[i] + 1e-6 * (1 + Math.Abs(outputs[i])));
            }
        }
    }
}

[NeuralNetwork(1, Loss = Loss.BinaryCrossEntropy)]
[Dense(9, Activation.Sigmoid, UseBias = false)]
internal sealed partial class SaturatedSigmoids;

[NeuralNetwork(1, Loss = Loss.CrossEntropy)]
[Dense(7, Activation.Softmax, UseBias = false)]
internal sealed partial class SaturatedClasses;

[NeuralNetwork(1, Loss = Loss.KullbackLeibler)]
[Dense(17, Activation.Softmax, UseBias = false)]
internal sealed partial class SaturatedDivergence;

[NeuralNetwork(1, Loss = Loss.Hinge)]
[Dense(5, UseBias = false)]
internal sealed partial class SaturatedMargins;
