using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Passes to exposed layers: what they compute, and what they leave out. Their numbers are checked with the zoo's.</summary>
public sealed class ExposedTests
{
    [Fact]
    public void A_pass_to_a_layer_computes_only_what_that_layer_needs()
    {
        NetworkPlan plan = Plans.Of(
            """
            [NeuralNetwork(8, Loss = Loss.MeanSquaredError)] [Dense(20, Name = "Trunk")] [Dense(20, Name = "Left", Expose = true)] [Dense(20, From = "Trunk", Name = "Right", Expose = true)]
            [Add("Left", "Right")] [Dense(3)]
            """);
        foreach (string pass in new[] { "ForwardToRight", "ForwardToRightRows" })
            Assert.Equal(["Trunk", "Right"], plan.Pass(pass).Steps.OfType<CallStep>().Select(static step => step.Kernel).OfType<string>());
        Assert.Equal(["Trunk", "Left"], plan.Pass("ForwardToLeft").Steps.OfType<CallStep>().Select(static step => step.Kernel).OfType<string>());
    }

    [Fact]
    public void The_whole_network_and_the_last_layer_are_the_same()
    {
        var network = new EncoderNetwork(3);
        float[] x = [.. Enumerable.Range(0, 21).Select(static i => i * 0.1f - 1)], y = new float[21], last = new float[21], code = new float[5];
        network.Forward(x, y);
        network.ForwardToLast(x, last);
        Bits.Same(y, last);
        Assert.Equal(0, Allocations.Least(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.ForwardToCode(x, code);
            network.ForwardToCodeBatch(x, code);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }

    [Fact]
    public void Lengths_and_overlaps_are_refused_at_the_door()
    {
        var network = new EncoderNetwork(3);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => network.ForwardToCode(new float[21], new float[4])).ParamName);
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => network.ForwardToCode(new float[20], new float[5])).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => network.ForwardToCodeBatch(new float[42], new float[5])).ParamName);
        var shared = new float[21];
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => network.ForwardToCode(shared, shared.AsSpan(0, 5))).ParamName);
    }
}
