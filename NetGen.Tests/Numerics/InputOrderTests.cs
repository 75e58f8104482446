using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Rows whose channels lie together: the same network gives the same bits, and gradients in the order of the rows.</summary>
[Trait("Category", "Widths")]
public sealed class InputOrderTests
{
    private const int Rows = 19;

    private const string Layers = """
        [Conv2D(5, 3, Activation.Tanh, Padding = Padding.Same, Name = "A")]
        [Flatten(From = "Input", Name = "All")]
        [Dense(4, Activation.Tanh, Name = "B")]
        [GlobalAveragePool(From = "A")]
        [Concat("GlobalAveragePool1", "B")]
        [Dense(2)]
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Networks = new(static () => Zoo.Find(CompiledNetworks.Of($"""
        namespace {RandomArchitecture.Namespace};
        [NeuralNetwork(3, 4, 5, Loss = Loss.SumOfSquares, InputGradients = true)] {Layers} public sealed partial class First;
        [NeuralNetwork(3, 4, 5, Loss = Loss.SumOfSquares, InputGradients = true, InputOrder = InputOrder.ChannelsLast)] {Layers} public sealed partial class Last;
        """).Assembly, RandomArchitecture.Namespace).ToDictionary(static type => type.Name));

    [Fact]
    public void Channels_that_lie_together_give_the_same_bits()
    {
        var first = (ITrainableNetwork)Zoo.Create(Networks.Value["First"], 5);
        var last = (ITrainableNetwork)Zoo.Create(Networks.Value["Last"], 5);
        Assert.Equal(first.Parameters.ToArray(), last.Parameters.ToArray());
        Assert.Equal(first.InputShape.ToArray(), last.InputShape.ToArray());
        var random = new Random(3);
        float[] inputs = [.. Enumerable.Range(0, Rows * 60).Select(_ => Draws.Uniform(random, 1))], targets = [.. Enumerable.Range(0, Rows * 2).Select(_ => Draws.Uniform(random, 1))];
        float[] turned = Turn(inputs);

        float[] outputs = new float[Rows * 2], others = new float[Rows * 2];
        first.ForwardBatch(inputs, outputs);
        last.ForwardBatch(turned, others);
        Assert.Equal(outputs, others);
        new NetworkMembers(first).Forward(inputs.AsSpan(0, 60), outputs.AsSpan(0, 2));
        new NetworkMembers(last).Forward(turned.AsSpan(0, 60), others.AsSpan(0, 2));
        Assert.Equal(outputs, others);

        float[] gradients = new float[first.ParameterCount], otherGradients = new float[first.ParameterCount], toInputs = new float[Rows * 60], toTurned = new float[Rows * 60];
        float loss = new NetworkMembers(first).BackwardBatch(inputs, targets, gradients, toInputs, default);
        Assert.Equal(loss, new NetworkMembers(last).BackwardBatch(turned, targets, otherGradients, toTurned, default));
        Assert.Equal(gradients, otherGradients);
        Assert.Equal(Turn(toInputs), toTurned);
        Assert.Contains(toInputs, static value => value != 0);
    }

    [Fact]
    public void An_order_that_is_none_is_an_error() => DiagnosticVerifier.Verify(
        "NETGEN014",
        "The network 'Net' has the InputOrder 7, which is no member of NetGen.InputOrder. Use one of its named members.",
        "[NeuralNetwork(3, 4, 5, InputOrder = [|(InputOrder)7|])] [Flatten] partial class Net;");

    // [channels, height, width] to [height, width, channels], row by row.
    private static float[] Turn(float[] rows) => [.. rows.Select((_, i) => rows[i / 60 * 60 + i % 3 * 20 + i % 60 / 3])];
}
