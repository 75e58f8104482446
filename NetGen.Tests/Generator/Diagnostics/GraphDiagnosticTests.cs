using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of layers that read others: names, edges, and layers nobody reads.</summary>
public sealed class GraphDiagnosticTests
{
    [Theory]
    [InlineData("[Dense(4, From = [|\"q\"|])]", "Layer 3 'Dense1'")]
    [InlineData("[Add(\"b\", [|\"q\"|])]", "Layer 3 'Add1'")]
    [InlineData("[Add([|\"q\"|], \"b\", Activation.Relu)]", "Layer 3 'Add1'")]
    [InlineData("[Add(second: \"b\", first: [|\"q\"|])]", "Layer 3 'Add1'")]
    [InlineData("[Concat(\"a\", \"b\", [|\"q\"|])]", "Layer 3 'Concat1'")]
    [InlineData("[Concat(\"a\", \"b\", \"a\", [|\"q\"|], Activation.Relu)]", "Layer 3 'Concat1'")]
    [InlineData("[Concat(\"a\", \"b\", \"a\", \"b\", [|\"q\"|], \"b\")]", "Layer 3 'Concat1'")]
    [InlineData("[Concat(new[] { \"a\", [|\"q\"|], \"b\" })]", "Layer 3 'Concat1'")]
    [InlineData("[Concat(names: new string[] { \"a\", [|\"q\"|] })]", "Layer 3 'Concat1'")]
    public void LayerNameUnknown(string layer, string subject) => Verify(
        "NETGEN050",
        $"{subject} reads 'q', but no layer has that name. It can read 'b', 'a' or 'Input'.",
        $"[NeuralNetwork(4)] [Dense(4, Name = \"a\")] [Dense(4, Name = \"b\")] {layer} partial class Net;");

    [Fact]
    public void LayerNameUnknown_NamesWhatLooksAlike() => Verify(
        "NETGEN050",
        "Layer 4 'Add1' reads 'A', but no layer has that name. It can read 'a', 'c', 'b' or 'Input'.",
        "[NeuralNetwork(4)] [Dense(4, Name = \"a\")] [Dense(4, Name = \"b\")] [Dense(4, Name = \"c\")] [Add(\"c\", [|\"A\"|])] partial class Net;");

    [Fact]
    public void LayerStandsBehind() => Verify(
        "NETGEN051",
        "Layer 2 'Add1' reads layer 3 'b', which stands behind it. Put it before the layers that read it.",
        "[NeuralNetwork(4)] [Dense(4, Name = \"a\")] [Add(\"a\", [|\"b\"|])] [Dense(4, Name = \"b\")] partial class Net;");

    [Theory]
    [InlineData("[Add(\"a\", [|\"sum\"|], Name = \"sum\")]")]
    [InlineData("[Dense(4, From = [|\"sum\"|], Name = \"sum\")]")]
    public void LayerReadsItself(string layer) => Verify(
        "NETGEN052",
        "Layer 2 'sum' reads itself, but a layer reads layers before it. Name one of those.",
        $"[NeuralNetwork(4)] [Dense(4, Name = \"a\")] {layer} partial class Net;");

    [Fact]
    public void LayerNamedInput() => Verify(
        "NETGEN053",
        "Layer 1 'Input' has the name by which layers read the network's input. Give the layer another name.",
        "[NeuralNetwork(4)] [Dense(4, Name = [|\"Input\"|])] [Dense(4)] partial class Net;");

    [Theory]
    [InlineData("Add(\"Dense1\")", "one layer")]
    [InlineData("Multiply", "no layer")]
    [InlineData("Concat(new string[0])", "no layer")]
    public void TooFewInputs(string layer, string count) => Verify(
        "NETGEN054",
        $"Layer 2 '{layer.Split('(')[0]}1' joins {count}. Name two layers or more.",
        $"[NeuralNetwork(4)] [Dense(4)] [[|{layer}|]] partial class Net;");

    [Fact]
    public void JoinReadsByName() => Verify(
        "NETGEN055",
        "Layer 2 'Add1' has From = 'Input', but reads the layers that its constructor names. Remove From, or put the name among the others.",
        "[NeuralNetwork(4)] [Dense(4, Name = \"a\")] [Add(\"a\", \"Input\", From = [|\"Input\"|])] partial class Net;");

    [Theory]
    [InlineData("[Dense(3, Name = [|\"a\"|])] [Dense(5, From = \"Input\")]", "Layer 1 'a'", "layer 2 'Dense1'")]
    [InlineData("[[|Dense(3)|]] [Dense(5, From = \"Input\")] [Dense(5)]", "Layer 1 'Dense1'", "layer 3 'Dense3'")]
    [InlineData("[Dense(3, Name = \"a\")] [[|Activate(Activation.Relu)|]] [Concat(\"a\", \"Input\")]", "Layer 2 'Activate1'", "layer 3 'Concat1'")]
    public void LayerIsNotRead(string layers, string subject, string output) => Verify(
        "NETGEN062",
        $"{subject} is read by no other layer, and the network's output is the last one, {output}. Read it in a later layer, put it last, or remove it.",
        $"[NeuralNetwork(4)] {layers} partial class Net;");

    [Fact]
    public void ATypingError_IsSaidOnce() => Verify(
        "NETGEN050",
        "Layer 3 'Add1' reads 'skp', but no layer has that name. It can read 'b', 'skip' or 'Input'.",
        "[NeuralNetwork(4)] [Dense(4, Name = \"skip\")] [Dense(4, Name = \"b\", From = \"Input\")] [Add(\"b\", [|\"skp\"|])] [Dense(2)] partial class Net;");

    [Theory]
    [InlineData("[Add(\"Input\", 3)]", "CS1503")]
    [InlineData("[Add(\"Input\", missing)]", "CS0103")]
    [InlineData("[Reshape(2, missing)]", "CS0103")]
    public void WhatDoesNotCompile_IsLeftToTheCompiler(string layer, string id) => VerifyLeftToCompiler(id, $"[NeuralNetwork(4)] {layer} partial class Net;");

    [Theory]
    [InlineData("[Add(\"Input\", \"Input\")]")]
    [InlineData("[Dense(4, Name = \"a\")] [Dense(4, Name = \"b\", From = \"Input\")] [Add(\"a\", \"b\")]")]
    [InlineData("[Dense(4)] [Dense(4)] [Add(\"Dense1\", \"Dense2\", Activation.Relu)]")]
    [InlineData("[Dense(3)] [Multiply(\"Dense1\", \"Dense1\")]")]
    [InlineData("[Dense(3)] [Concat(\"Dense1\", \"Input\", \"Dense1\", \"Input\", \"Input\", Activation = Activation.Tanh)]")]
    public void GraphsThatFit_AreFine(string layers) => VerifyNone($"[NeuralNetwork(4)] {layers} partial class Net;");
}
