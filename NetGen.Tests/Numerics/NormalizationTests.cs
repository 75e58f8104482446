using NetGen.Tests.Networks;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>What users rely on in normalising layers beside their formulas, which the zoo checks.</summary>
public sealed class NormalizationTests
{
    [Fact]
    public void Parameters_start_as_in_PyTorch_and_are_called_as_there()
    {
        var network = new LayerNormNetwork(1);
        TensorInfo weight = LayerNormNetwork.Layers[0].Tensors[0], bias = LayerNormNetwork.Layers[0].Tensors[1];
        Assert.Equal(("weight", TensorRole.Scale, 13), (weight.Name, weight.Role, weight.Shape[0]));
        Assert.Equal(("bias", TensorRole.Vector, 13), (bias.Name, bias.Role, bias.Shape[0]));
        Assert.All(network.LayerNorm1.Weights.ToArray(), static scale => Assert.Equal(1, scale));
        Assert.All(network.LayerNorm1.Biases.ToArray(), static shift => Assert.Equal(0, shift));
        Assert.Empty(LayerNormNetwork.Layers[^1].Tensors);
    }

    [Fact]
    public void Slopes_start_as_in_PyTorch_and_are_called_as_there()
    {
        var network = new SlopesNetwork(1);
        TensorInfo one = SlopesNetwork.Layers[3].Tensors.Single();
        Assert.Equal(("weight", TensorRole.Scale, 1), (one.Name, one.Role, one.Length));
        Assert.Equal(0.25f, network.One.Weights[0]);
        Assert.All(network.PRelu1.Weights.ToArray(), static slope => Assert.Equal(0.25f, slope));
        Assert.Equal(3, SlopesNetwork.Layers[0].Tensors.Single().Shape[0]);
    }

    [Theory]
    [InlineData(0, 1e-6)]
    [InlineData(1e4, 5e-3)]
    public void Rows_far_from_zero_lose_no_more_than_their_mean_is_rounded(double offset, double tolerance)
    {
        var network = new RowNormNetwork(1);
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, 19).Select(_ => (float)(offset + random.NextDouble()))], y = new float[19];
        network.Forward(x, y);
        double mean = x.Average(static value => (double)value), deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-5);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal((x[i] - mean) / deviation, y[i], tolerance);
    }

    [Fact]
    public void A_row_of_equal_values_becomes_zero_and_has_finite_gradients()
    {
        var network = new RowNormNetwork(1);
        float[] x = [.. Enumerable.Repeat(7f, 19)], y = new float[19], gradients = new float[19], inputs = new float[19];
        network.Forward(x, y);
        Assert.All(y, static value => Assert.Equal(0, value));
        network.BackwardFrom(x, [.. Enumerable.Range(0, 19).Select(static i => i - 9f)], gradients.AsSpan(0, 0), inputs);
        Assert.All(inputs, static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Scales_are_not_decayed_and_have_the_penalties_of_their_layer()
    {
        var network = new FrozenLayerNormNetwork(1);
        TensorInfo scale = FrozenLayerNormNetwork.Layers[2].Tensors[0];
        Assert.Equal((0.001f, 0.01f), (scale.L1, scale.L2));
        float[] before = network.LayerNorm2.Weights.ToArray(), frozen = network.LayerNorm1.Weights.ToArray();
        float[] gradients = new float[network.Parameters.Length];
        new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(0.5f, weightDecay: 0.1f) }).Apply(gradients);
        float[] after = network.LayerNorm2.Weights.ToArray();
        for (int i = 0; i < after.Length; i++)
            Assert.Equal(before[i] - 0.5f * (0.001f * MathF.Sign(before[i]) + 0.02f * before[i]), after[i], 1e-6f);
        Bits.Same(frozen, network.LayerNorm1.Weights.ToArray());
    }
}
