using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of shapes that do not fit.</summary>
public sealed class ShapeDiagnosticTests
{
    [Theory]
    [InlineData("[Add(\"a\", [|\"b\"|])]", "Layer 3 'Add1'", "'a' [4] and 'b' [5]")]
    [InlineData("[Multiply(\"a\", \"Input\", [|\"b\"|])]", "Layer 3 'Multiply1'", "'a' [4] and 'b' [5]")]
    [InlineData("[Multiply(\"b\", \"b\", \"b\", \"b\", [|\"Input\"|])]", "Layer 3 'Multiply1'", "'b' [5] and 'Input' [4]")]
    public void ShapesDiffer(string layer, string subject, string shapes) => Verify(
        "NETGEN056",
        $"{subject} joins {shapes} value by value, so their shapes must be the same. Change one of the two layers, or bring it to the other's shape with a layer between.",
        $"[NeuralNetwork(4)] [Dense(4, Name = \"a\")] [Dense(5, Name = \"b\")] {layer} partial class Net;");

    [Fact]
    public void ShapesDiffer_WhereTheSizeIsTheSame() => Verify(
        "NETGEN056",
        "Layer 3 'Add1' joins 'a' [2, 6] and 'b' [3, 4] value by value, so their shapes must be the same. Change one of the two layers, or bring it to the other's shape with a layer between.",
        "[NeuralNetwork(12)] [Reshape(2, 6, Name = \"a\")] [Reshape(3, 4, Name = \"b\", From = \"Input\")] [Add(\"a\", [|\"b\"|])] partial class Net;");

    [Fact]
    public void ShapesCannotJoin() => Verify(
        "NETGEN057",
        "Layer 3 'Concat1' puts 'a' [2, 6] and 'b' [3, 4] side by side along the first extent, so all others must be the same. Bring one of them to the other's with a layer between.",
        "[NeuralNetwork(12)] [Reshape(2, 6, Name = \"a\")] [Reshape(3, 4, Name = \"b\", From = \"Input\")] [Concat(\"a\", [|\"b\"|])] partial class Net;");

    [Theory]
    [InlineData("1, 28, 28", "[[|Dense(10)|]]", "[1, 28, 28]")]
    [InlineData("3, 5", "[[|Dense(10)|]]", "[3, 5]")]
    [InlineData("3, 5", "[Flatten] [Dense(10, From = [|\"Input\"|], Name = \"a\")] [Concat(\"Flatten1\", \"a\")]", "[3, 5]")]
    public void LayerNeedsVector(string input, string layers, string shape) => Verify(
        "NETGEN058",
        $"Layer {(layers.Contains("Flatten") ? "2 'a'" : "1 'Dense1'")} reads a vector, but 'Input' has the shape {shape}. Put [Flatten] between them.",
        $"[NeuralNetwork({input})] {layers} partial class Net;");

    [Fact]
    public void ReshapeOfOtherSize() => Verify(
        "NETGEN059",
        "Layer 2 'Reshape1' makes [3, 5], 15 numbers, of 'Dense1' [16], 16 numbers. Use extents whose product is 16.",
        "[NeuralNetwork(4)] [Dense(16)] [Reshape([|3|], 5)] partial class Net;");

    [Theory]
    [InlineData("Reshape(2, [|0|])", "[2, 0]")]
    [InlineData("Reshape(2, [|-2|], 1)", "[2, -2, 1]")]
    [InlineData("Reshape([|1|], 2, 2, 1)", "[1, 2, 2, 1]")]
    [InlineData("Reshape(new[] { 2, [|2_000_000|] })", "[2, 2000000]")]
    [InlineData("Reshape([|1_000_000|], 1_000_000, 1_000_000)", "[1000000, 1000000, 1000000]")]
    public void ShapeInvalid(string layer, string shape) => Verify(
        "NETGEN060",
        $"Layer 1 'Reshape1' has the shape {shape}, but a shape has one to three extents, each from 1 to 1,048,576, and at most 67,108,864 numbers",
        $"[NeuralNetwork(4)] [{layer}] partial class Net;");

    [Fact]
    public void ShapeInvalid_WithoutExtents() => Verify(
        "NETGEN060",
        "Layer 1 'Reshape1' has the shape [], but a shape has one to three extents, each from 1 to 1,048,576, and at most 67,108,864 numbers",
        "[NeuralNetwork(4)] [[|Reshape|]] partial class Net;");

    [Theory]
    [InlineData("3, [|0|]", "[3, 0]")]
    [InlineData("[|-1|], 28, 28", "[-1, 28, 28]")]
    [InlineData("channels: 1, width: [|2_000_000|], height: 28", "[1, 28, 2000000]")]
    [InlineData("[|1024|], 1024, 1024", "[1024, 1024, 1024]")]
    public void ShapeInvalid_OfTheInput(string arguments, string shape) => Verify(
        "NETGEN060",
        $"The input of 'Net' has the shape {shape}, but a shape has one to three extents, each from 1 to 1,048,576, and at most 67,108,864 numbers",
        $"[NeuralNetwork({arguments})] [Flatten] [Dense(2)] partial class Net;");

    [Theory]
    [InlineData("[|-1|], 2", "2 values from -1")]
    [InlineData("[|10|], 1", "1 values from 10")]
    [InlineData("3, [|8|]", "8 values from 3")]
    [InlineData("3, [|0|]", "0 values from 3")]
    [InlineData("3, [|int.MaxValue|]", "2,147,483,647 values from 3")]
    public void SliceOutOfRange(string arguments, string taken) => Verify(
        "NETGEN061",
        $"Layer 1 'Slice1' takes {taken} on, but 'Input' has 10. Start at 0 or later, take at least 1, and end there.",
        $"[NeuralNetwork(10)] [Slice({arguments})] partial class Net;");

    [Fact]
    public void SliceOutOfRange_CountsChannels() => Verify(
        "NETGEN061",
        "Layer 1 'Slice1' takes 2 channels from 2 on, but 'Input' has 3. Start at 0 or later, take at least 1, and end there.",
        "[NeuralNetwork(3, 7, 7)] [Slice(2, [|2|])] partial class Net;");

    [Fact]
    public void ValueTooLarge() => Verify(
        "NETGEN063",
        "Layer 2 'Concat1' gives [134217728], 134,217,728 numbers a row, but at most 67,108,864 fit. Make it smaller.",
        $"[NeuralNetwork(1)] [Dense(1_048_576, Name = \"a\")] [Concat([|\"a\"|], {string.Join(", ", Enumerable.Repeat("\"a\"", 127))})] partial class Net;");

    [Fact]
    public void LossNeedsVector() => Verify(
        "NETGEN066",
        "Loss.CrossEntropy compares classes, one output each, but layer 3 'Activate1' has the shape [3, 4]. Put [Flatten] before the layer that gives the classes, or use another loss.",
        "[NeuralNetwork(12, Loss = [|Loss.CrossEntropy|])] [Dense(12)] [Reshape(3, 4)] [Activate(Activation.Softmax)] partial class Net;");

    [Theory]
    [InlineData("[Dense(1)] [Activate([|Activation.Softmax|])]", "Layer 2 'Activate1'")]
    [InlineData("[Dense(1, Name = \"a\")] [Dense(1, Name = \"b\")] [Add(\"a\", \"b\", [|Activation.Softmax|])]", "Layer 3 'Add1'")]
    [InlineData("[Dense(1, Name = \"a\")] [Multiply(\"a\", \"a\", \"a\", \"a\", \"a\", Activation = [|Activation.Softmax|])]", "Layer 2 'Multiply1'")]
    public void SoftmaxOfOneUnit_Anywhere(string layers, string subject) => Verify(
        "NETGEN019",
        $"{subject} applies Softmax to one unit, whose output would always be 1. Use Activation.Sigmoid, in the last layer with Loss.BinaryCrossEntropy, or 2 units or more, one per class, in the last layer with Loss.CrossEntropy.",
        $"[NeuralNetwork(4)] {layers} partial class Net;");

    [Theory]
    [InlineData("3, 4", "[Flatten] [Dense(2)]")]
    [InlineData("3, 4, 5", "[Reshape(5, 12)] [Slice(1, 3)] [LayerNorm] [Flatten] [Dense(2)]")]
    [InlineData("1_048_576", "[Slice(1_048_575, 1)] [Dense(2)]")]
    [InlineData("12", "[Reshape(3, 4, Name = \"a\")] [Slice(2, 8, From = \"Input\")] [Reshape(2, 4, Name = \"b\")] [Concat(\"a\", \"b\")]")]
    public void ShapesThatFit_AreFine(string input, string layers) =>
        VerifyNone($"[NeuralNetwork({input})] {layers} partial class Net;");

    [Theory]
    [InlineData("[Dense(1)] [[|LayerNorm|]]", "Layer 2 'LayerNorm1'", "Dense1")]
    [InlineData("[Slice(2, 1)] [Dense(3)] [LayerNorm(From = [|\"Slice1\"|])] [Concat(\"Dense1\", \"LayerNorm1\")]", "Layer 3 'LayerNorm1'", "Slice1")]
    public void NormalizationOfOneValue(string layers, string subject, string input) => Verify(
        "NETGEN069",
        $"{subject} normalises '{input}', which has one value: it would always be 0. Normalise a layer of several values, or remove it.",
        $"[NeuralNetwork(4)] {layers} partial class Net;");

    [Theory]
    [InlineData("LayerNorm(Epsilon = [|0|])", "Epsilon", "0", "greater than 0 and at most 1")]
    [InlineData("LayerNorm(Epsilon = [|float.NaN|])", "Epsilon", "NaN", "greater than 0 and at most 1")]
    [InlineData("RmsNorm(Epsilon = [|2f|])", "Epsilon", "2", "greater than 0 and at most 1")]
    public void NormalizationOutOfRange(string layer, string argument, string value, string expected) => Verify(
        "NETGEN067",
        $"Layer 2 '{layer.Split('(')[0]}1' has {argument} = {value}, but {argument} must be {expected}",
        $"[NeuralNetwork(4)] [Dense(4)] [{layer}] partial class Net;");

    [Theory]
    [InlineData("LayerNorm(MaxNorm = [|1|])", "MaxNorm", "it limits the incoming weights of a unit, and a normalisation has none")]
    [InlineData("LayerNorm(Affine = false, TrainWeights = [|false|])", "TrainWeights", "the layer has no parameters, since Affine is false")]
    [InlineData("RmsNorm(UseBias = [|true|])", "UseBias", "RmsNorm has no shift")]
    [InlineData("PRelu(InitialBias = [|1|])", "InitialBias", "PRelu has no biases")]
    public void ArgumentHasNoEffect(string layer, string argument, string reason) => Verify(
        "NETGEN068",
        $"Layer 2 '{layer.Split('(')[0]}1' has {argument}, which says nothing: {reason}. Remove {argument}.",
        $"[NeuralNetwork(4)] [Dense(4)] [{layer}] partial class Net;");
}
