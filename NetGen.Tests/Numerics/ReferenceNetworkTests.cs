using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>The oracle itself, checked by central finite differences.</summary>
public sealed class ReferenceNetworkTests
{
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
        var layers = new List<LayerAttribute>();
        foreach (Activation activation in activations)
            layers.Add(new DenseAttribute(layers.Count == 0 ? 5 : 3, activation) { Slope = 0.1f, Alpha = 0.8f });
        ReferenceDifferences.Check([4], loss, layers, seed);
    }
}
