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
