using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>Copies have parameters of their own, whatever the type is.</summary>
public sealed class CloneTests
{
    [Fact]
    public void A_class_is_cloned()
    {
        var network = new CountingNetwork(seed: 3) { Name = "first" };
        CountingNetwork clone = network.Clone();
        clone.Name.ShouldBe("first");
        CheckOwn(network, clone);
        CheckOwn(network, ((INeuralNetwork)network).Clone());
    }

    [Fact]
    public void A_record_is_copied_by_with_and_by_clone()
    {
        var network = new LabelledNetwork("first", 2) { Places = [1], Text = "t", Hidden = "h" };
        network.Initialize(4);
        int calls = 0;
        network.Changed += () => calls++;
        LabelledNetwork changed = network with { Label = "second" };
        (changed.Label, changed.Size, changed.Text, changed.Hidden, changed.Count).ShouldBe(("second", 2, "t", "h", 5));
        changed.Places.ShouldBeSameAs(network.Places);
        changed.Change();
        calls.ShouldBe(1);
        CheckOwn(network, changed);
        CheckOwn(network, network.Clone());
        (network with { }).Label.ShouldBe("first");
    }

    [Fact]
    public void A_derived_record_copies_what_both_have()
    {
        var network = new DerivedNetwork { Title = "t", Depth = 3 };
        DerivedNetwork copy = network with { Depth = 4 };
        (copy.Title, copy.Depth).ShouldBe(("t", 4));
        CheckOwn(network, copy);
    }

    [Fact]
    public void Parameters_go_to_a_network_of_the_same_type()
    {
        var network = new CountingNetwork(seed: 3);
        var other = new CountingNetwork(seed: 4);
        network.CopyParametersFrom(other);
        CheckOwn(network, other);
    }

    [Fact]
    public void Parameters_go_to_a_network_of_the_same_tensors()
    {
        var network = new NamedNetwork(seed: 3);
        var trained = new TrainableNamedNetwork(seed: 4);
        network.CopyParametersFrom(trained);
        float[] input = [1, 2, 3, 4, 5, 6, 7], output = new float[5], expected = new float[5];
        network.Forward(input, output);
        trained.Forward(input, expected);
        output.ShouldBe(expected);
        var odd = new OddNetwork(seed: 3);
        odd.CopyParametersFrom(new OddNetwork(seed: 5));
        odd.ParametersAndStatistics.ToArray().ShouldBe(new OddNetwork(seed: 5).ParametersAndStatistics.ToArray());
    }

    [Fact]
    public void Parameters_do_not_go_to_another_network()
    {
        var network = new NamedNetwork(seed: 3);
        Should.Throw<ArgumentException>(() => network.CopyParametersFrom(new SmallNetwork())).Message.ShouldContain("'Dense1.weight' [33, 7]");
        Should.Throw<ArgumentException>(() => network.CopyParametersFrom(new TowerNetwork())).Message.ShouldContain("'Dense1.weight' [3, 3]");
        network.Parameters.ToArray().ShouldBe(new NamedNetwork(seed: 3).Parameters.ToArray());
        Should.Throw<NotSupportedException>(() => new OddNetwork().Clone()).Message.ShouldContain("OddNetwork");
    }

    private static void CheckOwn(INeuralNetwork network, INeuralNetwork copy)
    {
        copy.ShouldNotBeSameAs(network);
        copy.GetType().ShouldBe(network.GetType());
        copy.Parameters.ToArray().ShouldBe(network.Parameters.ToArray());
        float before = copy.Parameters[0];
        network.Parameters[0] = before + 1;
        copy.Parameters[0].ShouldBe(before);
        network.Parameters[0] = before;
    }
}

[NeuralNetwork(3)]
[Dense(4, Activation.Tanh)]
[Dense(2)]
internal sealed partial class CountingNetwork
{
    public string Name { get; set; } = "";
}

[NeuralNetwork(3)]
[Dense(4, Activation.Tanh)]
[Dense(2)]
internal sealed partial record LabelledNetwork(string Label, int Size)
{
    private string? _hidden;

    public event Action? Changed;

    public required int[] Places { get; init; }

    public string? Text { get; set; }

    public int Count { get; } = 5;

    public string? Hidden
    {
        get => _hidden;
        set => _hidden = value;
    }

    public void Change() => Changed?.Invoke();
}

internal record BaseRecord
{
    public string Title { get; init; } = "";
}

[NeuralNetwork(3)]
[Dense(2)]
internal partial record DerivedNetwork : BaseRecord
{
    public int Depth { get; init; }
}
