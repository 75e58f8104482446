using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>A network may be a record: it is printed and compared like one, and its copies have parameters of their own.</summary>
public sealed class RecordTests
{
    [Fact]
    public void ARecord_IsPrintedWithoutSpans()
    {
        new NamedRecord("iris", 3).ToString().ShouldBe("NamedRecord { Label = iris, Size = 3, Note = , ParameterCount = 9 }");
        new SealedRecord().ToString().ShouldBe("SealedRecord { ParameterCount = 9 }");
        new FlowerRecord { Title = "t", Depth = 4 }.ToString().ShouldBe("FlowerRecord { Title = t, Depth = 4, ParameterCount = 9 }");
        new RoseRecord { Depth = 4 }.ToString().ShouldBe("RoseRecord { Title = , Depth = 4, ParameterCount = 9, Thorns = 2 }");
        new GenericRecord<string>("v").ToString().ShouldBe("GenericRecord { Value = v, ParameterCount = 9 }");
        new QuietRecord().ToString().ShouldBe("QuietRecord { nothing }");
    }

    [Fact]
    public void Records_AreEqual_AsLongAsMembersAndParametersAre()
    {
        var network = new NamedRecord("iris", 3);
        NamedRecord copy = network with { };
        copy.ShouldNotBeSameAs(network);
        (copy == network).ShouldBeTrue();
        copy.GetHashCode().ShouldBe(network.GetHashCode());
        (network with { Size = 4 } == network).ShouldBeFalse();

        int before = network.GetHashCode();
        network.Train([1, 2], [1, 2, 3], 0.1f);
        (copy == network).ShouldBeFalse();
        network.Equals(network).ShouldBeTrue();
        network.GetHashCode().ShouldBe(before);
        new HashSet<NamedRecord> { network, copy, copy with { }, new("iris", 3) }.Count.ShouldBe(2);
    }

    [Fact]
    public void Records_OfNaN_AreEqualToThemselves()
    {
        var network = new SealedRecord();
        network.Parameters[1] = float.NaN;
        (network == network with { }).ShouldBeTrue();
        network.Parameters[1] = 0;
        SealedRecord other = network with { };
        other.Parameters[1] = -0f;
        (other == network).ShouldBeFalse();
    }

    [Fact]
    public void Copies_OfDerivedRecords_OwnTheirParameters()
    {
        TitledRecord title = new FlowerRecord { Title = "t", Depth = 4 };
        var flower = (FlowerRecord)title;
        var copy = (FlowerRecord)(title with { Title = "u" });
        (copy.Title, copy.Depth).ShouldBe(("u", 4));
        CheckOwn(flower, copy);

        var rose = new RoseRecord { Title = "t", Depth = 4, Thorns = 5 };
        RoseRecord other = rose with { Thorns = 6 };
        (other.Title, other.Depth, other.Thorns).ShouldBe(("t", 4, 6));
        CheckOwn(rose, other);
        CheckOwn(rose, (FlowerRecord)rose with { Depth = 5 });
    }

    private static void CheckOwn(FlowerRecord network, FlowerRecord copy)
    {
        float[] before = network.Parameters.ToArray();
        copy.Parameters.ToArray().ShouldBe(before);
        copy.Train([1, 2], [1, 2, 3], 0.1f);
        copy.Parameters.ToArray().ShouldNotBe(before);
        network.Parameters.ToArray().ShouldBe(before);
    }
}

[NeuralNetwork(2, Loss = Loss.Huber)]
[Dense(3)]
internal partial record NamedRecord(string Label, int Size)
{
    public string? Note { get; init; }

    public string Shout() => Label;
}

[NeuralNetwork(2, Loss = Loss.Huber)]
[Dense(3)]
internal sealed partial record SealedRecord;

internal record TitledRecord
{
    public string Title { get; init; } = "";
}

[NeuralNetwork(2, Loss = Loss.Huber)]
[Dense(3)]
internal partial record FlowerRecord : TitledRecord
{
    public int Depth { get; init; }
}

internal sealed record RoseRecord : FlowerRecord
{
    public int Thorns { get; init; } = 2;
}

[NeuralNetwork(2)]
[Dense(3)]
internal sealed partial record GenericRecord<T>(T Value);

[NeuralNetwork(2)]
[Dense(3)]
internal sealed partial record QuietRecord
{
    private bool PrintMembers(System.Text.StringBuilder builder) => builder.Append("nothing").Length > 0;
}
