using System.Globalization;
using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of sequences and of layers that go through them.</summary>
public sealed class SequenceDiagnosticTests
{
    [Theory]
    [InlineData("Gru")]
    [InlineData("Lstm")]
    [InlineData("SimpleRnn")]
    public void LayerNeedsSequence(string kind) => Verify(
        "NETGEN140",
        $"Layer 1 '{kind}1' reads a sequence, but 'Input' [4] is none: give the network its number of steps, [NeuralNetwork(features, Steps = …)]",
        $"[NeuralNetwork(4)] [[|{kind}(3)|]] partial class Net;");

    [Fact]
    public void LayerNeedsSequence_BehindALastState() => Verify(
        "NETGEN140",
        "Layer 2 'Lstm1' reads a sequence, but 'Gru1' [3] is none: set ReturnSequence = true in the recurrent layer before, or give the network its number of steps, [NeuralNetwork(features, Steps = …)]",
        "[NeuralNetwork(4, Steps = 5)] [Gru(3)] [[|Lstm(2)|]] partial class Net;");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(20_000_000)]
    public void StepsOutOfRange(int steps) => Verify(
        "NETGEN141",
        $"The network 'Net' has sequences of {steps.ToString("N0", CultureInfo.InvariantCulture)} steps, but must have from 1 to 16,777,216",
        $"[NeuralNetwork(4, Steps = [|{steps}|])] [Gru(3)] partial class Net;");

    [Fact]
    public void StepsDiffer() => Verify(
        "NETGEN142",
        "Layer 2 'Add1' joins 'Gru1' [4] and 'Input' [5 steps of 4], which have not the same steps. Join sequences with sequences: set ReturnSequence = true in the recurrent layer before, or join after the last step of both.",
        "[NeuralNetwork(4, Steps = 5)] [Gru(4)] [Add(\"Gru1\", [|\"Input\"|])] partial class Net;");

    [Fact]
    public void RecurrentSoftmax() => Verify(
        "NETGEN143",
        "Layer 1 'SimpleRnn1' applies Softmax to its state, but takes activations of single numbers only. Use Activation.Tanh, and [Activate(Activation.Softmax)] behind the layer.",
        "[NeuralNetwork(4, Steps = 5)] [SimpleRnn(4, [|Activation.Softmax|])] partial class Net;");

    [Fact]
    public void Units_AreInRange() => Verify(
        "NETGEN011",
        "Layer 1 'Gru1' has 0 units, but must have from 1 to 1,048,576",
        "[NeuralNetwork(4, Steps = 5)] [Gru([|0|])] partial class Net;");
}
