using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml.Linq;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void LossCurveIsWellFormedAndFallsWithLoss()
    {
        var curve = new LossCurve("loss < 1 & falling", "step");
        for (int step = 0; step <= 1000; step++)
            curve.Add(step, 1.0 / (1 + step));
        XElement picture = XElement.Parse(curve.ToSvg());
        picture.Element(Svg + "title")!.Value.ShouldBe("loss < 1 & falling");
        string[] points = picture.Element(Svg + "polyline")!.Attribute("points")!.Value.Split(' ');
        points.Length.ShouldBe(300);
        double[] heights = [.. points.Select(point => double.Parse(point.Split(',')[1]))];
        heights.ShouldBe([.. heights.Order()]); // y grows downwards
    }

    [Fact]
    public void LossCurveIsDrawnInTerminal()
    {
        var curve = new LossCurve("loss", "step");
        for (int step = 0; step < 72; step++)
            curve.Add(step, 71 - step);
        var text = new StringWriter();
        curve.Draw(new SampleOutput(SampleConsole.For(text), CancellationToken.None), columns: 72, rows: 4);
        string[] lines = text.ToString().Split('\n');
        lines[0].ShouldStartWith("        80 ┤▅");
        lines[3].Count(c => c == '█').ShouldBeGreaterThan(lines[0].Count(c => c == '█'));
        lines[4].ShouldEndWith("step 0 to 71");
    }

    [Theory]
    [InlineData(1, 45, 0.61, "0", "10", "20", "30", "40")]
    [InlineData(1, 2, 7e-7, "1", "2")]
    [InlineData(1, 1, 123_456, "1")]
    [InlineData(0, 1499, 1.0239, "0", "200", "400", "600", "800", "1000", "1200", "1400")]
    [InlineData(0, 2_000_000_000, 3e9, "0")]
    public void TicksAreRoundAndLabelsInside(int first, int last, double largest, params string[] steps)
    {
        var curve = new LossCurve("the loss of a training whose title is far longer than any picture of it is wide, and longer", "iteration");
        curve.Add(first, largest);
        if (last > first)
            curve.Add(last, 0.37 * largest);
        XElement picture = XElement.Parse(curve.ToSvg());
        PictureText.ShouldLieInside(picture);
        string[] texts = [.. picture.Elements(Svg + "text").Select(text => text.Value)];
        steps.Where(step => step != "0" || first == 0).ShouldBeSubsetOf(texts);
        PictureText.Ticks(picture).ShouldAllBe(tick => PictureText.IsRound(tick));
        PictureText.Ticks(picture).Count().ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(-3e-6, 7e-6, 1000, 1017)]
    [InlineData(1e12, 3e12, -5, -5)]
    [InlineData(2, 2, 0, 0)]
    public void TicksOfPlanesAreRoundAndLabelsInside(float left, float right, float bottom, float top)
    {
        var plot = new PlanePlot("plane", "x", "a long name of the other axis");
        plot.Add(left, bottom, text: "the first point with a long name");
        plot.Add(right, top, text: "the last point with a long name");
        XElement picture = XElement.Parse(plot.ToSvg());
        PictureText.ShouldLieInside(picture);
        PictureText.Ticks(picture).ShouldAllBe(tick => PictureText.IsRound(tick));
        PictureText.Ticks(picture).Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public void LossesThatAreNotFiniteHaveNoPlaceInPicture()
    {
        var curve = new LossCurve("loss", "step");
        XElement.Parse(curve.ToSvg()).Element(Svg + "title")!.Value.ShouldBe("loss");
        curve.Add(1, double.NaN);
        curve.Add(2, 3);
        curve.Add(3, double.PositiveInfinity);
        curve.ToSvg().ShouldNotContain("NaN");
        XElement.Parse(curve.ToSvg()).Elements(Svg + "circle").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("digits", "--epochs", "2")]
    [InlineData("linear", "--steps", "20")]
    [InlineData("xor", "--seeds", "1", "--iterations", "7")]
    [InlineData("xor-logistic", "--iterations", "100")]
    [InlineData("from-scratch", "--iterations", "150", "--repeat", "1")]
    [InlineData("backprop-by-hand", "--steps", "1")]
    [InlineData("cat-dog", "--epochs", "1")]
    [InlineData("linear-svm", "--epochs", "1")]
    [InlineData("classify2d", "--epochs", "1")]
    public void EverySamplesPictureIsReadable(params string[] args)
    {
        using var folder = new TemporaryFolder();
        SampleRun.Succeed([.. args, "--out", folder.PathOf("picture.svg")]);
        XElement picture = XElement.Load(folder.PathOf("picture.svg"));
        PictureText.ShouldLieInside(picture);
        PictureText.Ticks(picture).ShouldAllBe(tick => PictureText.IsRound(tick));
    }

    [Fact]
    public void PngHoldsItsPixels()
    {
        using var folder = new TemporaryFolder();
        var image = new PngImage(3, 2);
        image.Set(1, 1, (10, 20, 30));
        image.Save(folder.PathOf("a.png"));
        byte[] bytes = File.ReadAllBytes(folder.PathOf("a.png"));
        bytes[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)).ShouldBe(3);
        BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)).ShouldBe(2);

        int length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(bytes, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        rows.ToArray().ShouldBe([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 30, 0, 0, 0]);

        // The CRC of an empty IEND chunk is the same in every PNG file.
        bytes[^4..].ShouldBe([0xAE, 0x42, 0x60, 0x82]);
    }
}
