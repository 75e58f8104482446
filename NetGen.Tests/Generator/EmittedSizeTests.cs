using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Emitted code grows with the number of layers, not of weights, and no method outgrows what the JIT optimises.</summary>
public sealed class EmittedSizeTests
{
    private const string Digits = "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(16, Activation.Sigmoid)] [Dense(10, Activation.Softmax)] public partial class Net;";

    private const string Wide =
        "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(4096, Activation.Relu)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)] public partial class Net;";

    [Fact]
    public void SmallNetwork_HasFewLines() => LineCount(Digits).ShouldBeLessThan(780);

    [Fact]
    public void WideNetwork_HasNotMuchMore() => LineCount(Wide).ShouldBeLessThanOrEqualTo(2 * LineCount(Digits));

    [Theory]
    [InlineData("[NeuralNetwork(1, Loss = Loss.Huber)] [Dense(1, Activation.Mish)]")]
    [InlineData("[NeuralNetwork(3, Loss = Loss.BinaryCrossEntropy)] [Dense(5, Activation.Gelu)] [Dense(7, Activation.Tanh)] [Dense(1, Activation.Sigmoid)]")]
    [InlineData("[NeuralNetwork(15, Loss = Loss.Hinge)] [Dense(17, Activation.Silu)] [Dense(31, Activation.Softmax)] [Dense(33)]")]
    [InlineData("[NeuralNetwork(100, Loss = Loss.CrossEntropy)] [Dense(127, Activation.Elu)] [Dense(129, Activation.Selu)] [Dense(64, Activation.Softmax)]")]
    [InlineData("[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(4096, Activation.Relu)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)]")]
    [InlineData("[NeuralNetwork(12288, Loss = Loss.BinaryCrossEntropy)] [Dense(20, Activation.Relu)] [Dense(7, Activation.Relu)] [Dense(5, Activation.Relu)] [Dense(1, Activation.Sigmoid)]")]
    public void EveryMethod_IsSmallEnoughToBeOptimised(string attributes)
    {
        var sizes = Measure(attributes + " public partial class Net;");
        sizes.ShouldContain(size => size.Name == "Forward");
        sizes.ShouldAllBe(size => size.IsOptimised);
    }

    [Fact]
    public void ManyLayers_AreStillOptimised()
    {
        string layers = string.Concat(Enumerable.Range(1, 100).Select(units => $"[Dense({units}, Activation.Tanh)] "));
        Measure($"[NeuralNetwork(3, Loss = Loss.Huber)] {layers} public partial class Net;").ShouldAllBe(size => size.IsOptimised);
    }

    [Fact]
    public void Measure_CountsWhatThereIs()
    {
        var size = Measure(Digits + " static class Own { public static int OwnMethod(bool b) { int x = 1; return b ? x : OwnMethod(!b); } }").Single(size => size.Name == "OwnMethod");
        size.BasicBlocks.ShouldBeGreaterThan(1);
        size.Instructions.ShouldBeInRange(5, 20);
        size.Bytes.ShouldBeInRange(8, 40);
        size.LocalReferences.ShouldBeGreaterThanOrEqualTo(3);
        (size with { Instructions = 20_001 }).IsOptimised.ShouldBeFalse();
    }

    private static int LineCount(string source) => GeneratorDriverHarness.Run(source).Files.ShouldHaveSingleItem().SourceText.Lines.Count;

    private static IReadOnlyList<MethodSize> Measure(string source)
    {
        var outcome = GeneratorDriverHarness.Run(source);
        using var stream = new MemoryStream();
        outcome.Output.WithOptions(outcome.Output.Options.WithOptimizationLevel(Microsoft.CodeAnalysis.OptimizationLevel.Release)).Emit(stream).Success.ShouldBeTrue();
        stream.Position = 0;
        return MethodSize.MeasureAll(stream);
    }
}
