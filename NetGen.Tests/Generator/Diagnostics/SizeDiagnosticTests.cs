using Shouldly;
using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of sizes that are too small or too large.</summary>
public sealed class SizeDiagnosticTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-7", "-7")]
    [InlineData("1_048_577", "1,048,577")]
    [InlineData("inputSize: int.MinValue", "-2,147,483,648")]
    public void InputSizeOutOfRange(string argument, string shown)
    {
        int value = argument.IndexOf(' ') + 1;
        Verify(
            "NETGEN010",
            $"The network 'Net' has {shown} inputs, but must have from 1 to 1,048,576",
            $"[NeuralNetwork({argument[..value]}[|{argument[value..]}|])] [Dense(3)] partial class Net;");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-1", "-1")]
    [InlineData("1 << 21", "2,097,152")]
    public void UnitsOutOfRange(string argument, string shown) => Verify(
        "NETGEN011",
        $"Layer 2 'fc2' has {shown} units, but must have from 1 to 1,048,576",
        $"[NeuralNetwork(2)] [Dense(3)] [Dense([|{argument}|], Activation.Tanh, Name = \"fc2\")] [Dense(5)] partial class Net;");

    [Fact]
    public void UnitsOutOfRange_ByName() => Verify(
        "NETGEN011",
        "Layer 1 'Dense1' has 0 units, but must have from 1 to 1,048,576",
        "[NeuralNetwork(2)] [Dense(activation: Activation.Tanh, units: [|0|])] partial class Net;");

    [Theory]
    [InlineData("[NeuralNetwork(1)] [Dense(1)] partial class Net;")]
    [InlineData("[NeuralNetwork(1_048_576)] [Dense(1)] partial class Net;")]
    [InlineData("[NeuralNetwork(1)] [Dense(1_048_576)] partial class Net;")]
    public void LargestAndSmallestSizes_AreFine(string source) => VerifyNone(source);

    [Fact]
    public void TooManyParameters() => Verify(
        "NETGEN012",
        "Layer 2 'Dense2', 16,384 → 16,384, brings the network to 268,632,064 parameters, but at most 268,435,456 fit. Use fewer units here or in the layer before.",
        "[NeuralNetwork(10)] [Dense(16_384)] [Dense([|16_384|])] [Dense(16_384)] partial class Net;");

    [Fact]
    public void TooManyParameters_InOneLayer() => Verify(
        "NETGEN012",
        "Layer 1 'Dense1', 1,048,576 → 1,048,576, brings the network to 1,099,511,627,776 parameters, but at most 268,435,456 fit. "
        + "Use fewer units here or in the layer before.",
        "[NeuralNetwork(1_048_576)] [Dense([|1_048_576|], UseBias = false)] partial class Net;");

    [Fact]
    public void RowTooLong() => Verify(
        "NETGEN040",
        "Layer 2046 'Dropout2045' of 1,048,576 outputs brings what training keeps of one row to 2,147,549,200 floats, but one array holds at most 2,147,483,591. "
        + "Use fewer layers, or fewer units in the widest.",
        $"[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] [Dense(1_048_576)] {Repeat("[Dropout(0.5f)]", 2044)} [Dropout([|0.5f|])] {Repeat("[Dropout(0.5f)]", 10)} [Dense(1)] partial class Net;");

    [Fact]
    public void LongRowsOfInference_AreFine() => VerifyNone($"[NeuralNetwork(1)] [Dense(1_048_576)] {Repeat("[Dropout(0.5f)]", 2060)} [Dense(1)] partial class Net;");

    [Fact]
    public void AWorkspaceTooLongForAnArray_HasFewerRows()
    {
        var outcome = VerifyNone($"[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] {Repeat("[Dense(1_048_576, Activation.Tanh)] [Dense(1)]", 40)} partial class Net;");
        outcome.CompilerProblems.ShouldBeEmpty();
        outcome.Files[0].SourceText.ToString().ShouldContain("RowsPerBlock => 32;");
        outcome = VerifyNone($"[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] {Repeat("[Dense(1_048_576, Activation.Tanh)] [Dense(1)]", 80)} partial class Net;");
        outcome.CompilerProblems.ShouldBeEmpty();
        outcome.Files[0].SourceText.ToString().ShouldContain("RowsPerBlock => 16;");
    }

    [Fact]
    public void Dropout_TakesNoMemoryOfItsOwn() =>
        VerifyNone($"[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] [Dense(1_048_576)] {Repeat("[Dropout(0.5f)]", 200)} [Dense(1)] partial class Net;")
            .Files[0].SourceText.ToString().ShouldContain("RowsPerBlock => 64;");

    private static string Repeat(string text, int count) => string.Join(' ', Enumerable.Repeat(text, count));

    [Fact]
    public void MostParameters_AreFine() => VerifyNone("[NeuralNetwork(16_384)] [Dense(16_384, UseBias = false)] partial class Net;");

    [Theory]
    [InlineData("1023", "1,023")]
    [InlineData("-1", "-1")]
    [InlineData("524_289", "524,289")]
    public void StackBudgetOutOfRange(string argument, string shown) => Verify(
        "NETGEN013",
        $"The network 'Net' has a stack budget of {shown} bytes, but it must be from 1,024 to 524,288",
        $"[NeuralNetwork(2, StackBudget = [|{argument}|])] [Dense(3)] partial class Net;");

    [Theory]
    [InlineData(1024)]
    [InlineData(524_288)]
    public void StackBudget_AtItsLimits_IsFine(int budget) => VerifyNone($"[NeuralNetwork(2, StackBudget = {budget})] [Dense(3)] partial class Net;");
}
