using System.Text.Json;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class FiguresTests
{
    [Fact]
    public void WritesOneFlatObjectInOrder()
    {
        var figures = new Figures();
        figures.Add("count", 3);
        figures.Add("loss", 0.1f);
        figures.Add("accuracy", 0.96);
        figures.Add("learned", true);
        figures.Add("network", "64-32-10");
        figures.Add("w", [1f, 2f]);
        figures.ToJson().ShouldBe(
            "{\n  \"count\": 3,\n  \"loss\": 0.1,\n  \"accuracy\": 0.96,\n  \"learned\": true,\n  \"network\": \"64-32-10\",\n  \"w0\": 1,\n  \"w1\": 2\n}\n");
    }

    [Fact]
    public void NumbersThatJsonCannotWriteBecomeNull()
    {
        var figures = new Figures();
        figures.Add("loss", float.NaN);
        figures.Add("largest", double.PositiveInfinity);
        using JsonDocument json = JsonDocument.Parse(figures.ToJson());
        json.RootElement.GetProperty("loss").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("largest").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void NamesAreUnique()
    {
        var figures = new Figures();
        figures.Add("loss", 1f);
        Should.Throw<ArgumentException>(() => figures.Add("loss", 2f)).Message.ShouldContain("'loss'");
    }
}
