using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of losses that do not fit their network.</summary>
public sealed class LossDiagnosticTests
{
    private const string ExplicitLoss = """
         : ILoss { static float ILoss.Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0; }
        """;

    private const string CustomLoss = """
         : ILoss { public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0; }
        """;

    [Theory]
    [InlineData("[NeuralNetwork(2)] [Dense(1, [|Activation.Softmax|])] partial class Net;")]
    [InlineData("[NeuralNetwork(2, Loss = Loss.CrossEntropy)] [Dense(1, [|Activation.Softmax|])] partial class Net;")]
    public void SoftmaxOfOneUnit(string source) => Verify(
        "NETGEN019",
        "Layer 1 'Dense1' applies Softmax to one unit, whose output would always be 1. Use Activation.Sigmoid, in the last layer with Loss.BinaryCrossEntropy, or 2 units or more, one per class, in the last layer with Loss.CrossEntropy.",
        source);

    [Theory]
    [InlineData("CrossEntropy", "Softmax", "Sigmoid", "BinaryCrossEntropy")]
    [InlineData("KullbackLeibler", "Softmax", "Identity", "MeanSquaredError")]
    [InlineData("BinaryCrossEntropy", "Sigmoid", "Softmax", "CrossEntropy")]
    [InlineData("Hinge", "Identity", "Tanh", "MeanSquaredError")]
    [InlineData("SquaredHinge", "Identity", "Softmax", "CrossEntropy")]
    public void LossNeedsOtherHead(string loss, string needed, string given, string other) => Verify(
        "NETGEN020",
        $"Loss.{loss} needs Activation.{needed} in the last layer, but layer 2 'fc2' has Activation.{given}. Use Activation.{needed} there, or Loss.{other}.",
        $"[NeuralNetwork(2, Loss = [|Loss.{loss}|])] [Dense(3, Activation.{needed})] [Dense(3, Activation.{given}, Name = \"fc2\")] partial class Net;");

    [Theory]
    [InlineData("CrossEntropy", "Softmax")]
    [InlineData("KullbackLeibler", "Softmax")]
    [InlineData("BinaryCrossEntropy", "Sigmoid")]
    [InlineData("Hinge", "Identity")]
    [InlineData("MeanSquaredError", "Softmax")]
    public void FittingHead_IsFine(string loss, string head) =>
        VerifyNone($"[NeuralNetwork(2, Loss = Loss.{loss})] [Dense(3, Activation.Relu)] [Dense(3, Activation.{head})] partial class Net;");

    [Theory]
    [InlineData("Hinge")]
    [InlineData("SquaredHinge")]
    public void HingeOfOneClass(string loss) => Verify(
        "NETGEN021",
        $"Loss.{loss} compares the scores of classes, but layer 1 'Dense1' has one unit. Use one unit per class, at least 2.",
        $"[NeuralNetwork(2, Loss = [|Loss.{loss}|])] [Dense(1)] partial class Net;");

    [Fact]
    public void LossAndCustomLoss() => Verify(
        "NETGEN022",
        "The network 'Net' has both Loss.Huber and a custom loss. Remove one of them.",
        "struct Mine" + CustomLoss + "[NeuralNetwork(2, Loss = Loss.Huber, CustomLoss = [|typeof(Mine)|])] [Dense(1)] partial class Net;");

    [Theory]
    [InlineData("'string'", "typeof(string)", "it does not implement NetGen.ILoss. Implement the interface, or name a type that does", "")]
    [InlineData("null", "null", "name a type that implements NetGen.ILoss, or remove CustomLoss", "")]
    [InlineData("'ILoss'", "typeof(ILoss)", "it is no class or struct. Name one that implements NetGen.ILoss", "")]
    [InlineData("'int[]'", "typeof(int[])", "it is no class or struct. Name one that implements NetGen.ILoss", "")]
    [InlineData("'Mine<>'", "typeof(Mine<>)", "it is an open generic type. Name its type arguments", "struct Mine<T>" + CustomLoss)]
    [InlineData("'Mine'", "typeof(Mine)", "it implements NetGen.ILoss.Backward explicitly. Make the method public", "struct Mine" + ExplicitLoss)]
    [InlineData(
        "'Mine'", "typeof(Mine)", "it implements NetGen.ILoss.Backward explicitly. Make the method public", "interface IMine" + ExplicitLoss + " class Mine : IMine;")]
    [InlineData("'Mine'", "typeof(Mine)", "it is a ref struct. Make it an ordinary struct", "ref struct Mine" + CustomLoss)]
    [InlineData("'Mine'", "typeof(Mine)", "it is file-local, so the generated file cannot see it. Make it internal", "file struct Mine" + CustomLoss)]
    [InlineData(
        "'Mine<Local>'", "typeof(Mine<Local>)", "it is file-local, so the generated file cannot see it. Make it internal",
        "file class Local; struct Mine<T>" + CustomLoss)]
    public void CustomLossUnusable(string name, string argument, string reason, string types) => Verify(
        "NETGEN023",
        $"{name} cannot be the loss of 'Net': {reason}",
        $"{types} [NeuralNetwork(2, CustomLoss = [|{argument}|])] [Dense(1)] partial class Net;");

    [Theory]
    [InlineData("private")]
    [InlineData("protected")]
    public void CustomLossUnusable_OutsideOfItsType(string accessibility) => Verify(
        "NETGEN023",
        "'Outer.Mine' cannot be the loss of 'Net': it is not accessible from everywhere in the project. Make it internal or public",
        $"partial class Outer {{ {accessibility} struct Mine {CustomLoss} [NeuralNetwork(2, CustomLoss = [|typeof(Mine)|])] [Dense(1)] partial class Net; }}");

    [Theory]
    [InlineData("typeof(Mine)", "struct Mine" + CustomLoss)]
    [InlineData("typeof(Mine)", "abstract class Base" + CustomLoss + " class Mine : Base;")]
    [InlineData("typeof(Mine<int[]>)", "sealed class Mine<T>" + CustomLoss)]
    [InlineData("typeof(@class.Mine)", "static class @class { internal struct Mine" + CustomLoss + " }")]
    public void CustomLoss_IsFine(string argument, string types) =>
        VerifyNone($"{types} [NeuralNetwork(2, CustomLoss = {argument})] [Dense(1, Activation.Tanh)] partial class Net;");

    [Fact]
    public void NothingToTrain() => Verify(
        "NETGEN035",
        "The network 'Net' has a loss, but all parameters of its 2 layers are frozen, so training would change nothing. Let some layer train, or remove the loss.",
        """
        [NeuralNetwork(2, Loss = [|Loss.Huber|])]
        [Dense(1, TrainWeights = false, UseBias = false)]
        [Dense(1, TrainWeights = false, TrainBiases = false)]
        partial class Net;
        """);

    [Theory]
    [InlineData("[NeuralNetwork(2)] [Dense(1, TrainWeights = false, TrainBiases = false)] partial class Net;")]
    [InlineData("[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(1, TrainWeights = false)] partial class Net;")]
    [InlineData("[NeuralNetwork(2, Loss = Loss.Huber)] [Dense(1, TrainBiases = false)] partial class Net;")]
    public void SomethingToTrain_IsFine(string source) => VerifyNone(source);
}
