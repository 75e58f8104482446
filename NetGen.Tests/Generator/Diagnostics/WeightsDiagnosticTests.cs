using NetGen.Generator.Analyzers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of files of weights that do not fit: always where the file is named.</summary>
public sealed class WeightsDiagnosticTests
{
    private const string Network = "[NeuralNetwork(4)] [Dense(3)] ";

    [Fact]
    public void NoFile() => Verify(
        "NETGEN080", "", "'Net' asks for the weights of 'policy.safetensors', but the project has no such file; it has none. Put it into the project's folder, or add <NetGenWeights Include=\"…/policy.safetensors\" /> to the project.",
        Network + "[Weights([|\"policy.safetensors\"|])] partial class Net;");

    [Fact]
    public void OtherFile() => Verify(
        "NETGEN080", "models/a.safetensors: Dense1.weight F32 [3, 4]", "'Net' asks for the weights of 'b.safetensors', but the project has no such file; it has 'models/a.safetensors'. Put",
        Network + "[Weights(ByOrder = true, file: [|\"b.safetensors\"|])] partial class Net;");

    [Fact]
    public void SeveralFiles() => Verify(
        "NETGEN081", "x/a.safetensors: it\n// y/a.safetensors: it", "'Net' asks for the weights of 'a.safetensors', but 'x/a.safetensors', 'y/a.safetensors' end like that. Give more of the path.",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void NoSafetensors() => Verify(
        "NETGEN082", "a.safetensors: it is a pickle", "'a.safetensors', the weights of 'Net', cannot be used: it is a pickle",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void TensorMissing() => Verify(
        "NETGEN083", "a.safetensors: Dense1.weight F32 [3, 4]", "'a.safetensors' has no Dense1.bias [3], which 'Net' has.",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void TensorsUnderOtherNames() => Verify(
        "NETGEN083", "a.safetensors: 0.weight F32 [3, 4], 0.bias F32 [3]",
        "'a.safetensors' has no Dense1.weight [3, 4], Dense1.bias [3], which 'Net' has. It has 0.weight [3, 4], 0.bias [3]: if these are the same layers under other names, set ByOrder = true or Prefix.",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void TensorUnused() => Verify(
        "NETGEN084", "a.safetensors: Dense1.weight F32 [3, 4], Dense1.bias F32 [3], Dense2.weight F32 [1, 3]", "'a.safetensors' has Dense2.weight [1, 3], for which 'Net' has no use. Add",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Theory]
    [InlineData("Dense1.weight F32 [4, 3], Dense1.bias F32 [3]", "Tensor 'Dense1.weight' of 'Net' should be [3, 4], but is [4, 3] in 'a.safetensors' (transposed?)")]
    [InlineData("Dense1.weight F32 [3, 5], Dense1.bias F32 [3]", "Tensor 'Dense1.weight' of 'Net' should be [3, 4], but is [3, 5] in 'a.safetensors'")]
    [InlineData("Dense1.weight F32 [3, 4], Dense1.bias F32 [3, 1]", "Tensor 'Dense1.bias' of 'Net' should be [3], but is [3, 1] in 'a.safetensors'")]
    public void TensorMisshaped(string tensors, string message) => Verify(
        "NETGEN085", "a.safetensors: " + tensors, message, Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void TensorMisshaped_UnderItsOwnName() => Verify(
        "NETGEN085", "a.safetensors: model.0.weight F32 [4, 3], model.0.bias F32 [3], x F32 []",
        "Tensor 'Dense1.weight' ('model.0.weight' in the file) of 'Net' should be [3, 4], but is [4, 3] in 'a.safetensors' (transposed?)",
        Network + "[Weights([|\"a.safetensors\"|], ByOrder = true, Prefix = \"model\")] partial class Net;");

    [Fact]
    public void TensorMistyped() => Verify(
        "NETGEN086", "a.safetensors: Dense1.weight I8 [3, 4], Dense1.bias F32 [3]", "Tensor 'Dense1.weight' of 'Net' should be of type F32, F64, F16 or BF16, but is of type I8 in 'a.safetensors'",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Theory]
    [InlineData("a.weight F32 [4, 4], a.bias F32 [4], b.weight F32 [4, 4], b.bias F32 [4]", "the order of the layers 'a', 'b' cannot be told")]
    [InlineData("a.weight F32 [4, 4], a.bias F32 [4]", "it has 1 layers with tensors ('a'), but the network has 2 ('Dense1', 'Dense2')")]
    [InlineData("a.weight F32 [4, 4], a.bias F32 [4], b.weight F32 [4, 5], b.bias F32 [4]", "none of its layers ('a', 'b') fits 'Dense2', which has bias [4], weight [4, 4]")]
    public void OrderUnknown(string tensors, string message) => Verify(
        "NETGEN087", "a.safetensors: " + tensors, $"'a.safetensors' cannot give 'Net' its weights in order: {message}",
        "[NeuralNetwork(4)] [Dense(4)] [Dense(4)] [Weights([|\"a.safetensors\"|], ByOrder = true)] partial class Net;");

    [Theory]
    [InlineData("Loss = Loss.MeanSquaredError")]
    [InlineData("InputGradients = true")]
    public void StaticNetworkTrains(string argument) => Verify(
        "NETGEN088", "a.safetensors: Dense1.weight F32 [3, 4], Dense1.bias F32 [3]", "'Net' is static and has the weights that it is compiled with, so it cannot learn. Remove 'static', or the loss and InputGradients.",
        $"[NeuralNetwork(4, {argument})] [Dense(3)] [Weights(\"a.safetensors\")] public [|static|] partial class Net;");

    [Fact]
    public void TestRowsMisshaped() => Verify(
        "NETGEN090", "a.safetensors: Dense1.weight F32 [3, 4], Dense1.bias F32 [3], test.input F32 [7, 4]",
        "'a.safetensors' should prove 'Net' by as many rows of test.input [rows, 4] as of test.output [rows, 3], but has test.input [7, 4] and test.output missing",
        Network + "[Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public void TestRowsMisshaped_OfASequence() => Verify(
        "NETGEN090", "a.safetensors: Dense1.weight F32 [3, 4], Dense1.bias F32 [3], test.input F32 [7, 5, 4], test.output F32 [7, 3]",
        "'a.safetensors' should prove 'Net' by as many rows of test.input [rows, 20] as of test.output [rows, 15], but has test.input [7, 5, 4] and test.output [7, 3]",
        "[NeuralNetwork(4, Steps = 5)] [Dense(3)] [Weights([|\"a.safetensors\"|])] partial class Net;");

    [Fact]
    public async Task WeightsWithoutNetwork()
    {
        string source = DiagnosticVerifier.Unmark("[[|Weights(\"a.safetensors\")|]] partial class Net;", out string squiggle, out _);
        var diagnostic = (await GeneratorDriverHarness.Analyze(source, new LayerWithoutNetworkAnalyzer())).Where(static found => found.Id == "NETGEN089").ShouldHaveSingleItem();
        diagnostic.GetMessage().ShouldBe("'Net' has [Weights] but no [NeuralNetwork], so nothing is generated. Add [NeuralNetwork(inputSize)] and the layers.");
        GeneratorOutcome.SquiggleOf(diagnostic).ShouldBe(squiggle);
    }

    private static void Verify(string id, string files, string message, string markedSource) => DiagnosticVerifier.VerifyWith(id, message, markedSource, "// " + files);
}
