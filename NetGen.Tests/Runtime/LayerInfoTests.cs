using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>What descriptions of layers and tensors say of themselves, written without the formatters that a record would bring.</summary>
public sealed class LayerInfoTests
{
    [Fact]
    public void TheTextNamesShapesAndTensors()
    {
        Layer().ToString().ShouldBe("Dense1: Dense 2 → 3 Tanh, weight [3, 2], bias [3]");
        (Layer() with { Activation = Activation.Identity, Tensors = [] }).ToString().ShouldBe("Dense1: Dense 2 → 3");
    }

    [Fact]
    public void EveryActivationIsNamed()
    {
        foreach (Activation activation in Enum.GetValues<Activation>().Where(static activation => activation != Activation.Identity))
            (Layer() with { Activation = activation, Tensors = [] }).ToString().ShouldBe($"Dense1: Dense 2 → 3 {activation}");
    }

    [Fact]
    public void EqualityIsOfAllThatIsSaid()
    {
        Layer().ShouldBe(Layer());
        Layer().GetHashCode().ShouldBe(Layer().GetHashCode());
        foreach (LayerInfo other in (LayerInfo[])
            [
                Layer() with { Name = "b" }, Layer() with { Kind = "b" }, Layer() with { InputSize = 1 }, Layer() with { OutputSize = 1 }, Layer() with { Activation = Activation.Relu },
                Layer() with { ActivationParameter = 1 }, Layer() with { MultiplyAdds = 1 }, Layer() with { Tensors = [] },
                Layer() with { Tensors = [Layer().Tensors[0], Layer().Tensors[1] with { Offset = 7 }] },
            ])
        {
            Layer().ShouldNotBe(other);
        }
    }

    private static LayerInfo Layer() => new()
    {
        Name = "Dense1", Kind = "Dense", InputSize = 2, OutputSize = 3, Activation = Activation.Tanh, MultiplyAdds = 6,
        Tensors = [new() { Name = "weight", Shape = [3, 2], Strides = [1, 3], Role = TensorRole.Matrix }, new() { Name = "bias", Shape = [3], Offset = 6 }],
    };
}
