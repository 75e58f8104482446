using System.Reflection;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>A new activation, loss or size without a network in the zoo fails here.</summary>
public sealed class ZooCoverageTests
{
    private static readonly int[] Sizes = [1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100];

    private static IEnumerable<DenseAttribute[]> Architectures => Zoo.Types.Select(type => type.GetCustomAttributes<DenseAttribute>().ToArray()).Where(layers => layers.Length > 0);

    [Fact]
    public void Every_activation_stands_inside_a_network_and_at_its_end()
    {
        Assert.Empty(Enum.GetValues<Activation>().Except(Architectures.SelectMany(layers => layers.SkipLast(1)).Select(layer => layer.Activation)));
        Assert.Empty(Enum.GetValues<Activation>().Except(Architectures.Select(layers => layers[^1].Activation)));
    }

    [Fact]
    public void Every_loss_and_a_custom_one_are_there()
    {
        Assert.Empty(Enum.GetValues<Loss>().Except(Zoo.Types.Select(type => type.GetCustomAttribute<NeuralNetworkAttribute>()!.Loss)));
        Assert.Contains(Zoo.Types, type => type.GetCustomAttribute<NeuralNetworkAttribute>()!.CustomLoss is not null);
    }

    [Fact]
    public void Every_odd_size_is_a_layer_and_an_input()
    {
        Assert.Empty(Sizes.Except(Architectures.SelectMany(layers => layers).Select(layer => layer.Units)));
        Assert.Empty(Sizes.Except(Zoo.Types.Select(type => type.GetCustomAttribute<NeuralNetworkAttribute>()!.InputSize)));
    }
}
