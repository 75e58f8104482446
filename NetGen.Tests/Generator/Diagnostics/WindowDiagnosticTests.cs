using Xunit;
using static NetGen.Tests.Support.DiagnosticVerifier;

namespace NetGen.Tests.Generator.Diagnostics;

/// <summary>What is said of windows that move over sequences and pictures. Who follows the advice has a network without a diagnostic.</summary>
public sealed class WindowDiagnosticTests
{
    [Theory]
    [InlineData("Conv2D([|0|], 3)", "Conv2D(1, 3)", "channels", 0, 1)]
    [InlineData("Conv2D(2, [|-1|])", "Conv2D(2, 1)", "kernel", -1, 1)]
    [InlineData("Conv2D(2, 3, KernelWidth = [|0|])", "Conv2D(2, 3, KernelWidth = 1)", "KernelWidth", 0, 1)]
    [InlineData("Conv2D(2, 3, Stride = [|0|])", "Conv2D(2, 3, Stride = 1)", "Stride", 0, 1)]
    [InlineData("Conv2D(2, 3, DilationHeight = [|-2|])", "Conv2D(2, 3, DilationHeight = 1)", "DilationHeight", -2, 1)]
    [InlineData("Conv2D(2, 3, PadTop = [|-1|])", "Conv2D(2, 3, PadTop = 0)", "PadTop", -1, 0)]
    [InlineData("Conv2D(2, 3, Groups = [|0|])", "Conv2D(2, 3, Groups = 1)", "Groups", 0, 1)]
    public void WindowOutOfRange(string layer, string better, string argument, int value, int least)
    {
        Verify("NETGEN120", $"Layer 1 'Conv2D1' has {argument} = {value}, but must have from {least} to 1,048,576", $"[NeuralNetwork(1, 8, 8)] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork(1, 8, 8)] [{better}] partial class Net;");
    }

    [Theory]
    [InlineData("12", "Conv2D(2, 1)", "[channels, height, width]", "[12]", "1, 1, 12")]
    [InlineData("3, 12", "Conv2D(2, 1)", "[channels, height, width]", "[3, 12]", "3, 1, 12")]
    [InlineData("12", "Conv1D(2, 1)", "[channels, length]", "[12]", "1, 12")]
    [InlineData("2, 3, 4", "Conv1D(2, 1)", "[channels, length]", "[2, 3, 4]", "2, 12")]
    public void WindowNeedsShape(string input, string layer, string wanted, string shape, string cure)
    {
        Verify("NETGEN121", $"Layer 1 '{layer[..6]}1' reads {wanted}, but 'Input' has the shape {shape}. Put [Reshape({cure})] between them.", $"[NeuralNetwork({input})] [[|{layer}|]] partial class Net;");
        VerifyNone($"[NeuralNetwork({input})] [Reshape({cure})] [{layer}] partial class Net;");
    }

    [Theory]
    [InlineData("1, 4, 9", "Conv2D(2, [|5|])", 5, "height", "[1, 4, 9]", 4, 1, "Conv2D(2, 4)", "Conv2D(2, 5, PadBottom = 1)")]
    [InlineData("1, 9, 4", "Conv2D(2, 3, DilationWidth = 2, KernelWidth = [|4|], PadLeft = 1)", 7, "width", "[1, 9, 4]", 5, 2, "Conv2D(2, 3, DilationWidth = 2, KernelWidth = 3, PadLeft = 1)", "Conv2D(2, 3, DilationWidth = 2, KernelWidth = 4, PadLeft = 3)")]
    [InlineData("2, 6", "Conv1D(2, [|3|], Dilation = 3)", 7, "length", "[2, 6]", 6, 1, "Conv1D(2, 2, Dilation = 3)", "Conv1D(2, 3, Dilation = 3, PadRight = 1)")]
    public void WindowTooLarge(string input, string layer, int extent, string axis, string shape, int room, int missing, string smaller, string padded)
    {
        Verify(
            "NETGEN122",
            $"Layer 1 '{layer[..6]}1' has a window that spans {extent}, but the {axis} of 'Input' {shape} is {room} with its padding. Use a kernel and a dilation that span at most {room}, or padding of {missing} more.",
            $"[NeuralNetwork({input})] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork({input})] [{smaller}] partial class Net;");
        VerifyNone($"[NeuralNetwork({input})] [{padded}] partial class Net;");
    }

    [Theory]
    [InlineData("6, 9", "Conv1D(8, 3, Groups = [|4|])", 4, 6, 8)]
    [InlineData("6, 9", "Conv1D(8, 3, Groups = [|3|])", 3, 6, 8)]
    public void GroupsDoNotDivide(string input, string layer, int groups, int read, int given)
    {
        Verify("NETGEN123", $"Layer 1 'Conv1D1' divides channels into {groups} groups, but reads {read} from 'Input' and gives {given}. Use a number of groups that divides both.", $"[NeuralNetwork({input})] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork({input})] [Conv1D(8, 3, Groups = 2)] partial class Net;");
    }

    [Fact]
    public void PaddingTwice() => Verify(
        "NETGEN124",
        "Layer 1 'Conv1D1' has PadRight = 2 beside Padding.Same, which says how much padding there is. Remove one of the two.",
        "[NeuralNetwork(1, 9)] [Conv1D(2, 3, Padding = Padding.Same, PadRight = [|2|])] partial class Net;");

    [Theory]
    [InlineData("MaxPool(2, PadTop = [|2|])", "MaxPool(2, PadTop = 1)", "PadTop", 2, 2, 1)]
    [InlineData("AveragePool(5, PadRight = [|3|])", "AveragePool(5, PadRight = 2)", "PadRight", 3, 5, 2)]
    public void PaddingTooLarge(string layer, string better, string side, int pad, int size, int most)
    {
        string name = layer[..layer.IndexOf('(')] + "1";
        Verify("NETGEN125", $"Layer 1 '{name}' has {side} = {pad}, but windows of {size} may reach {most} over the edge. Use {most} or less.", $"[NeuralNetwork(1, 8, 8)] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork(1, 8, 8)] [{better}] partial class Net;");
    }

    [Theory]
    [InlineData("MaxPool(2, StrideWidth = [|1|])", "MaxPool(2, Stride = 1)", "StrideWidth")]
    [InlineData("AveragePool(2, PadTop = [|1|])", "AveragePool(2, PadLeft = 1)", "PadTop")]
    public void PictureSetting(string layer, string better, string argument)
    {
        string name = layer[..layer.IndexOf('(')] + "1";
        Verify("NETGEN126", $"Layer 1 '{name}' has {argument}, but reads a sequence, 'Input' [2, 8]. Use the setting of both axes, or PadLeft and PadRight.", $"[NeuralNetwork(2, 8)] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork(2, 8)] [{better}] partial class Net;");
    }

    [Theory]
    [InlineData("MaxPool(2)")]
    [InlineData("GlobalAveragePool")]
    public void PoolsOfAVector_AreAnError(string layer)
    {
        string name = layer.Split('(')[0] + "1";
        Verify("NETGEN121", $"Layer 1 '{name}' reads [channels, length] or [channels, height, width], but 'Input' has the shape [6]. Put [Reshape(1, 6)] between them.", $"[NeuralNetwork(6)] [[|{layer}|]] partial class Net;");
        VerifyNone($"[NeuralNetwork(6)] [Reshape(1, 6)] [{layer}] partial class Net;");
    }

    [Theory]
    [InlineData("ConvTranspose2D(2, 3, Stride = 2, OutputPadding = [|2|])", "ConvTranspose2D(2, 3, Stride = 2, OutputPadding = 1)", "OutputPadding", 2, 2, 1, 1)]
    [InlineData("ConvTranspose2D(2, 3, Dilation = 3, OutputPaddingWidth = [|-1|])", "ConvTranspose2D(2, 3, Dilation = 3, OutputPaddingWidth = 2)", "OutputPaddingWidth", -1, 1, 3, 2)]
    public void OutputPaddingOutOfRange(string layer, string better, string argument, int value, int stride, int dilation, int most)
    {
        Verify("NETGEN127", $"Layer 1 'ConvTranspose2D1' has {argument} = {value}, but with a stride of {stride} and a dilation of {dilation} must have from 0 to {most}", $"[NeuralNetwork(1, 8, 8)] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork(1, 8, 8)] [{better}] partial class Net;");
    }

    [Theory]
    [InlineData("1, 2", "ConvTranspose1D(2, 3, PadLeft = [|3|], PadRight = 2)", "ConvTranspose1D(2, 3, PadLeft = 1, PadRight = 2)", "1D", "length", -1, 2)]
    [InlineData("1, 1, 4", "ConvTranspose2D(2, 2, PadBottom = [|2|])", "ConvTranspose2D(2, 2, PadBottom = 1)", "2D", "height", 0, 1)]
    public void PaddingTakesAll(string input, string layer, string better, string kind, string axis, int outputs, int less)
    {
        Verify("NETGEN128", $"Layer 1 'ConvTranspose{kind}1' would give a {axis} of {outputs}. Use padding of {less} less, or a larger kernel.", $"[NeuralNetwork({input})] [{layer}] partial class Net;");
        VerifyNone($"[NeuralNetwork({input})] [{better}] partial class Net;");
    }

    [Fact]
    public void FactorsThatNoArrayHolds_AreAnError() => Verify(
        "NETGEN063",
        "Layer 1 'Upsample1' gives [1, 1048576, 1048576], 1,099,511,627,776 numbers a row, but at most 67,108,864 fit. Make it smaller.",
        "[NeuralNetwork(1, 1, 1)] [Upsample([|1_048_576|])] partial class Net;");

    [Fact]
    public void PaddingThatNoArrayHolds_IsAnError() => Verify(
        "NETGEN063",
        "Layer 1 'Conv2D1' gives [1, 1048577, 1048577] with its padding, 1,099,513,724,929 numbers a row, but at most 67,108,864 fit. Make it smaller.",
        "[NeuralNetwork(1, 1, 1)] [Conv2D(1, [|1|], Stride = 1_048_576, PadTop = 1_048_576, PadLeft = 1_048_576)] partial class Net;");

    /// <summary>A kernel of 1,000 places that moves by 7 has few lines, like any other.</summary>
    [Fact]
    public void LargeKernels_HaveSmallText() => Assert.InRange(
        VerifyNone("[NeuralNetwork(3, 64, 1500, Loss = Loss.MeanSquaredError, InputGradients = true)] [Conv2D(32, 64, KernelWidth = 1000, Stride = 7)] partial class Net;")
            .Files[0].SourceText.Lines.Count, 100, 2500);
}
