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
        lines[0].ShouldStartWith("        71 ┤█");
        lines[3].Count(c => c == '█').ShouldBeGreaterThan(lines[0].Count(c => c == '█'));
        lines[4].ShouldEndWith("step 0 to 71");
    }

    [Fact]
    public void PicturesAreSvg()
    {
        var output = new SampleOutput(SampleConsole.For(TextWriter.Null), CancellationToken.None);
        Should.Throw<SampleException>(() => output.Save(new FileInfo("loss.png"), () => "")).Message.ShouldContain(".svg");
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
