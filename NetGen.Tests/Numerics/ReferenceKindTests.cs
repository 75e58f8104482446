using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Every kind of layer of the oracle, checked by central finite differences.</summary>
public sealed class ReferenceKindTests
{
    private static readonly ReferenceLoss Loss = new(NetGen.Loss.SumOfSquares);

    private static readonly Dictionary<string, (int[] Input, LayerAttribute[] Layers)> Graphs = new()
    {
        ["dense and dropout"] = ([4], [new DenseAttribute(5, Activation.Tanh), new DropoutAttribute(0.4f), new DenseAttribute(3)]),
        ["activate"] = ([4], [new ActivateAttribute(Activation.Mish), new DenseAttribute(3), new ActivateAttribute(Activation.Softmax)]),
        ["add"] = ([4], [new DenseAttribute(4, Activation.Tanh), new AddAttribute("Dense1", "Input", "Dense1") { Activation = Activation.Silu }]),
        ["multiply"] = ([4], [new DenseAttribute(4), new MultiplyAttribute("Dense1", "Input", "Dense1", Activation.Tanh), new MultiplyAttribute("Multiply1", "Multiply1")]),
        ["concat"] = ([2, 3], [new SliceAttribute(1, 1), new ConcatAttribute("Slice1", "Input", Activation.Softmax), new FlattenAttribute(), new DenseAttribute(2)]),
        ["convolution in one dimension"] = ([4, 7], [new Conv1DAttribute(6, 3, Activation.Tanh) { Groups = 2, PadLeft = 4, Dilation = 2 }, new Conv1DAttribute(2, 2) { Stride = 2, UseBias = false }]),
        ["convolution in two dimensions"] = ([2, 5, 4],
        [
            new Conv2DAttribute(3, 3, Activation.Tanh) { KernelWidth = 2, Padding = Padding.Same, StrideHeight = 2 },
            new Conv2DAttribute(3, 2) { Groups = 3, PadTop = 1, PadRight = 2, DilationWidth = 2 },
        ]),
        ["pools"] = ([2, 4, 5],
        [
            new MaxPoolAttribute(2) { Stride = 1, PadTop = 1 }, new AveragePoolAttribute(3) { Padding = Padding.Same, CountIncludePad = false, Stride = 1 },
            new AveragePoolAttribute(2) { PadLeft = 1 }, new GlobalAveragePoolAttribute(), new DenseAttribute(2, Activation.Tanh),
        ]),
        ["transposed convolution"] = ([4, 3, 2],
        [
            new ConvTranspose2DAttribute(2, 3, Activation.Tanh) { Stride = 2, PadLeft = 1, OutputPadding = 1, Groups = 2 }, new UpsampleAttribute(2) { FactorHeight = 1 },
            new ReshapeAttribute(7, 20), new ConvTranspose1DAttribute(2, 3) { Padding = Padding.Same, Dilation = 2 }, new UpsampleAttribute(2),
        ]),
        ["reshape"] = ([12], [new ReshapeAttribute(3, 2, 2), new ActivateAttribute(Activation.Softmax), new ReshapeAttribute(2, 6), new SliceAttribute(0, 1)]),
        ["layer norm"] = ([5], [new LayerNormAttribute(), new DenseAttribute(4, Activation.Tanh), new LayerNormAttribute { Epsilon = 0.1f, UseBias = false }, new LayerNormAttribute { Affine = false }]),
        ["layer norm of images"] = ([2, 3], [new LayerNormAttribute { TrainWeights = false }, new ActivateAttribute(Activation.Softmax), new LayerNormAttribute()]),
        ["rms norm"] = ([5], [new RmsNormAttribute(), new DenseAttribute(4, Activation.Tanh), new RmsNormAttribute { Epsilon = 0.1f }, new RmsNormAttribute { Affine = false }]),
        ["prelu"] = ([4], [new PReluAttribute { PerChannel = true }, new DenseAttribute(5), new PReluAttribute()]),
        ["prelu of images"] = ([2, 3], [new PReluAttribute { PerChannel = true }, new RmsNormAttribute(), new PReluAttribute { TrainWeights = false }]),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_those_of_the_loss(string name)
    {
        for (int seed = 0; seed < 3; seed++)
            ReferenceDifferences.Check(Graphs[name].Input, Loss, Graphs[name].Layers, seed, rows: 3);
    }

    [Fact]
    public void Every_kind_is_checked() =>
        Assert.Empty(ReferenceKinds.All.Keys.Except(Graphs.Values.SelectMany(static graph => graph.Layers).Select(static layer => layer.GetType())));
}
