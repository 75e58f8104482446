using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The oracle itself, checked by central finite differences.</summary>
public sealed class ReferenceNetworkTests
{
    private const double Step = 1e-5;

    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    public static TheoryData<Loss> Losses => [.. Enum.GetValues<Loss>()];

    [Theory, MemberData(nameof(Activations))]
    public void Every_activation_has_the_derivative_of_its_value(Activation activation)
    {
        for (int seed = 0; seed < 5; seed++)
            CheckByFiniteDifferences([activation, activation, Activation.Identity], new ReferenceLoss(Loss.SumOfSquares), seed);
    }

    [Theory, MemberData(nameof(Activations))]
    public void Every_activation_can_be_the_head(Activation activation) =>
        CheckByFiniteDifferences([Activation.Tanh, activation], new ReferenceLoss(Loss.MeanSquaredError), seed: 7);

    [Theory, MemberData(nameof(Losses))]
    public void Every_loss_has_the_derivative_of_its_value(Loss kind)
    {
        Activation head = kind switch
        {
            Loss.BinaryCrossEntropy => Activation.Sigmoid,
            Loss.CrossEntropy or Loss.KullbackLeibler => Activation.Softmax,
            _ => Activation.Identity,
        };
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            foreach (Type? custom in kind == Loss.None ? [typeof(LogCosh), typeof(WeightedSquares)] : new Type?[] { null })
            {
                for (int seed = 0; seed < 5; seed++)
                    CheckByFiniteDifferences([Activation.Tanh, head], new ReferenceLoss(kind, custom, reduction, Delta: 0.7, Margin: 0.8), seed);
            }
        }
    }

    [Fact]
    public void Fused_heads_equal_the_loss_of_their_outputs()
    {
        double[] z = [0.3, -1.2, 2.1], t = [0.2, 0.5, 0.3];
        double[] p = ReferenceActivation.Apply(Activation.Softmax, 0, z), s = ReferenceActivation.Apply(Activation.Sigmoid, 0, z);
        Assert.Equal(1, p.Sum(), 1e-14);
        Assert.Equal(-t.Zip(p, (a, b) => a * Math.Log(b)).Sum(), new ReferenceLoss(Loss.CrossEntropy).Evaluate(z, p, t).Loss, 1e-14);
        Assert.Equal(t.Zip(p, (a, b) => a * Math.Log(a / b)).Sum(), new ReferenceLoss(Loss.KullbackLeibler).Evaluate(z, p, t).Loss, 1e-14);
        Assert.Equal(
            -t.Zip(s, (a, b) => a * Math.Log(b) + (1 - a) * Math.Log(1 - b)).Sum() / 3,
            new ReferenceLoss(Loss.BinaryCrossEntropy).Evaluate(z, s, t).Loss,
            1e-14);
    }

    [Theory]
    [InlineData(0.1, 0.8875370839817152)] // erfc to 16 digits, Abramowitz and Stegun, table 7.1 and beyond
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(2.5, 4.069520174449589e-4)]
    [InlineData(5.0, 1.5374597944280349e-12)]
    [InlineData(-1.0, 1.8427007929497148)]
    public void The_complementary_error_function_is_exact(double x, double expected) =>
        Assert.Equal(1, ReferenceMath.ComplementaryError(x) / expected, 1e-13);

    private static void CheckByFiniteDifferences(Activation[] activations, ReferenceLoss loss, int seed)
    {
        var random = new Random(seed);
        int[] sizes = [4, 5, .. Enumerable.Repeat(3, activations.Length - 1)];
        ReferenceNetwork network = Draw(random, sizes, activations, loss, out int parameterCount);
        double[] target = [.. Draws.Target(random, loss, sizes[activations.Length]).Select(t => (double)t)];
        double[] input;
        do
            input = Draw(random, sizes[0], 2);
        while (network.IsNearJump(network.Forward(input), target) || IsNear(network, input));

        var gradients = new ReferenceGradients(parameterCount);
        (double[] inputGradient, _) = network.Backward(network.Forward(input), target, 1, gradients);
        double At(ref double variable, double step)
        {
            double saved = variable;
            variable += step;
            double result = network.Evaluate(network.Forward(input), target).Loss;
            variable = saved;
            return result;
        }

        void Check(ref double variable, double gradient)
        {
            double difference = (At(ref variable, Step) - At(ref variable, -Step)) / (2 * Step);
            Assert.True(Math.Abs(difference - gradient) < 1e-7 * (1 + Math.Abs(gradient)), $"Gradient {gradient}, finite difference {difference}.");
        }

        for (int i = 0; i < input.Length; i++)
            Check(ref input[i], inputGradient[i]);
        foreach (ReferenceLayer layer in network.Layers)
        {
            for (int output = 0; output < layer.Info.OutputSize; output++)
            {
                for (int i = 0; i < layer.Info.InputSize; i++)
                    Check(ref layer.Weights[output][i], gradients.Values[ReferenceLayer.IndexOf(layer.Info, output, i)]);
                Check(ref layer.Biases[output], gradients.Values[layer.Info.Bias()!.PlaceOf(output)]);
            }
        }
    }

    // A finite step must not cross a jump either: wiggle the input and look again.
    private static bool IsNear(ReferenceNetwork network, double[] input)
    {
        LayerTrace[] trace = network.Forward(input);
        return trace.Zip(network.Layers).Any(pair => pair.First.PreActivations.Any(z =>
        {
            foreach (double kink in ReferenceActivation.Kinks(pair.Second.Info.Activation))
            {
                if (Math.Abs(z - kink) < 1e-3)
                    return true;
            }

            return false;
        }));
    }

    private static ReferenceNetwork Draw(Random random, int[] sizes, Activation[] activations, ReferenceLoss loss, out int parameterCount)
    {
        var layers = new List<ReferenceLayer>();
        int offset = 0;
        for (int i = 0; i < activations.Length; i++)
        {
            int inputs = sizes[i], outputs = sizes[i + 1];
            var info = new LayerInfo
            {
                Name = $"Dense{i + 1}",
                Kind = "Dense",
                InputSize = inputs,
                OutputSize = outputs,
                Activation = activations[i],
                ActivationParameter = activations[i] == Activation.Elu ? 0.8f : 0.1f,
                Tensors = DenseLayers.Tensors(inputs, outputs, offset, isInputMajor: i % 2 == 1),
            };
            offset += (inputs + 1) * outputs;
            layers.Add(new ReferenceLayer(info, [.. Enumerable.Range(0, outputs).Select(_ => Draw(random, inputs, 1.5))], Draw(random, outputs, 1)));
        }

        parameterCount = offset;
        return new ReferenceNetwork(layers, loss);
    }

    private static double[] Draw(Random random, int count, double limit) =>
        [.. Enumerable.Range(0, count).Select(_ => limit * (2 * random.NextDouble() - 1))];
}
