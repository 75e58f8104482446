using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of arguments that are out of range or have no effect.</summary>
public sealed class ValueDiagnosticTests
{
    [Theory]
    [InlineData("Layer 1 'Dense1'", "Activation", "99", "[NeuralNetwork(2)] [Dense(3, [|(Activation)99|])] partial class Net;")]
    [InlineData("Layer 1 'Dense1'", "Activation", "-1", "[NeuralNetwork(2)] [Dense(activation: [|(Activation)(-1)|], units: 3)] partial class Net;")]
    [InlineData("Layer 1 'Dense1'", "Initializer", "11", "[NeuralNetwork(2)] [Dense(3, Initializer = [|(Initializer)11|])] partial class Net;")]
    [InlineData("The network 'Net'", "Loss", "11", "[NeuralNetwork(2, Loss = [|(Loss)11|])] [Dense(3)] partial class Net;")]
    [InlineData("The network 'Net'", "Reduction", "2", "[NeuralNetwork(2, Loss = Loss.Huber, Reduction = [|(Reduction)2|])] [Dense(3)] partial class Net;")]
    public void UnknownEnumValue(string subject, string type, string value, string source) => Verify(
        "NETGEN014", $"{subject} has the {type} {value}, which is no member of NetGen.{type}. Use one of its named members.", source);

    [Theory]
    [InlineData("LeakyRelu", "Slope", "-0.01f", "-0.01", "0 or more and less than 1")]
    [InlineData("LeakyRelu", "Slope", "1", "1", "0 or more and less than 1")]
    [InlineData("LeakyRelu", "Slope", "float.NaN", "NaN", "0 or more and less than 1")]
    [InlineData("Elu", "Alpha", "0", "0", "finite and greater than 0")]
    [InlineData("Elu", "Alpha", "float.PositiveInfinity", "Infinity", "finite and greater than 0")]
    public void ActivationParameterOutOfRange(string activation, string argument, string value, string shown, string expectation) => Verify(
        "NETGEN015",
        $"Layer 1 'Dense1' has {argument} = {shown}, but {argument} must be {expectation}",
        $"[NeuralNetwork(2)] [Dense(3, Activation.{activation}, {argument} = [|{value}|])] partial class Net;");

    [Theory]
    [InlineData("Huber", "Delta", "0", "0")]
    [InlineData("Huber", "Delta", "float.NaN", "NaN")]
    [InlineData("Hinge", "Margin", "-1", "-1")]
    [InlineData("SquaredHinge", "Margin", "float.PositiveInfinity", "Infinity")]
    public void LossParameterOutOfRange(string loss, string argument, string value, string shown) => Verify(
        "NETGEN016",
        $"The network 'Net' has {argument} = {shown}, but {argument} must be finite and greater than 0",
        $"[NeuralNetwork(2, Loss = Loss.{loss}, {argument} = [|{value}|])] [Dense(3)] partial class Net;");

    [Theory]
    [InlineData("Initializer = Initializer.Normal, InitializerScale = [|0|]", "InitializerScale = 0", "finite and greater than 0")]
    [InlineData("Initializer = Initializer.Uniform, InitializerScale = [|-0.5f|]", "InitializerScale = -0.5", "finite and greater than 0")]
    [InlineData("Initializer = Initializer.Constant, InitializerScale = [|float.NaN|]", "InitializerScale = NaN", "finite")]
    [InlineData("InitialBias = [|float.NegativeInfinity|]", "InitialBias = -Infinity", "finite")]
    public void InitialValueOutOfRange(string arguments, string shown, string expectation) => Verify(
        "NETGEN017",
        $"Layer 1 'Dense1' has {shown}, but {shown[..shown.IndexOf(' ')]} must be {expectation}",
        $"[NeuralNetwork(2)] [Dense(3, {arguments})] partial class Net;");

    [Theory]
    [InlineData("L1", "-1e-3f", "-0.001")]
    [InlineData("L2", "float.NaN", "NaN")]
    [InlineData("MaxNorm", "float.PositiveInfinity", "Infinity")]
    public void RegularizationOutOfRange(string argument, string value, string shown) => Verify(
        "NETGEN018",
        $"Layer 1 'Dense1' has {argument} = {shown}, but {argument} must be finite and 0 or more",
        $"[NeuralNetwork(2)] [Dense(3, {argument} = [|{value}|])] partial class Net;");

    [Theory]
    [InlineData("Activation.LeakyRelu, Slope = 0, L1 = 0, L2 = 0, MaxNorm = 0, InitialBias = -1")]
    [InlineData("Activation.LeakyRelu, Slope = 0.999f, Initializer = Initializer.Normal, InitializerScale = 1e-30f")]
    [InlineData("Activation.Elu, Alpha = 1e-30f, Initializer = Initializer.Constant, InitializerScale = -3")]
    [InlineData("Initializer = Initializer.Uniform")]
    public void Values_WithinTheirRanges_AreFine(string arguments) => VerifyNone($"[NeuralNetwork(2)] [Dense(3, {arguments})] partial class Net;");

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0.1f", "-0.1")]
    [InlineData("float.NaN", "NaN")]
    public void DropoutRateOutOfRange(string rate, string shown) => Verify(
        "NETGEN036",
        $"Layer 2 'Dropout1' has rate = {shown}, but rate must be 0 or more and less than 1",
        $"[NeuralNetwork(2)] [Dense(3)] [Dropout([|{rate}|])] [Dense(1)] partial class Net;");

    [Fact]
    public void DropoutIsLast() => Verify(
        "NETGEN037",
        "Dropout cannot be the last layer: layer 2 'Dropout1' would drop outputs. Put it between two layers.",
        "[NeuralNetwork(2)] [Dense(3)] [[|Dropout(0.5f)|]] partial class Net;");

    [Theory]
    [InlineData("Relu", "Slope", "0.2f", "0.2", "LeakyRelu")]
    [InlineData("Elu", "Slope", "0.01f", "0.01", "LeakyRelu")]
    [InlineData("Selu", "Alpha", "2", "2", "Elu")]
    public void ActivationParameterIgnored(string activation, string argument, string value, string shown, string owner) => Verify(
        "NETGEN031",
        $"Layer 1 'Dense1' has {argument} = {shown}, but {argument} counts for Activation.{owner} only and the layer has Activation.{activation}. Remove {argument}.",
        $"[NeuralNetwork(2)] [Dense(3, Activation.{activation}, {argument} = [|{value}|])] partial class Net;");

    [Theory]
    [InlineData("Loss = Loss.MeanSquaredError, Delta = [|2|]", "Delta", "2", "Loss.Huber")]
    [InlineData("Delta = [|2|]", "Delta", "2", "Loss.Huber")]
    [InlineData("Loss = Loss.Huber, Margin = [|0.5f|]", "Margin", "0.5", "Loss.Hinge and Loss.SquaredHinge")]
    [InlineData(
        "Loss = Loss.SumOfSquares, Reduction = [|Reduction.Sum|]", "Reduction", "Sum",
        "losses that are a mean over the outputs (MeanSquaredError, MeanAbsoluteError, Huber and BinaryCrossEntropy)")]
    public void LossParameterIgnored(string arguments, string argument, string shown, string owners) => Verify(
        "NETGEN032",
        $"The network 'Net' has {argument} = {shown}, but {argument} counts for {owners} only. Remove {argument}.",
        $"[NeuralNetwork(2, {arguments})] [Dense(3)] partial class Net;");

    [Theory]
    [InlineData("Initializer = Initializer.HeNormal, ", "HeNormal")]
    [InlineData("Initializer = Initializer.Zeros, ", "Zeros")]
    [InlineData("", "Default")]
    public void InitializerScaleIgnored(string arguments, string initializer) => Verify(
        "NETGEN033",
        $"Layer 1 'Dense1' has InitializerScale = 0.5, but Initializer.{initializer} takes no scale. "
        + "Remove InitializerScale, or use Initializer.Normal, Uniform or Constant.",
        $"[NeuralNetwork(2)] [Dense(3, {arguments}InitializerScale = [|0.5f|])] partial class Net;");

    [Fact]
    public void InitialBiasIgnored() => Verify(
        "NETGEN034",
        "Layer 1 'Dense1' has InitialBias = 0.1, but no biases, since UseBias is false. Remove one of the two.",
        "[NeuralNetwork(2)] [Dense(3, UseBias = false, InitialBias = [|0.1f|])] partial class Net;");
}
