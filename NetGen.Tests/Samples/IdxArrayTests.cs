using System.IO.Compression;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class IdxArrayTests : IDisposable
{
    private static readonly byte[] TwoByThree = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadsSizesAndElements()
    {
        IdxArray array = IdxArray.Read(_folder.Write("a.idx", TwoByThree), rank: 2);
        array.Dimensions.ShouldBe([2, 3]);
        array.Elements.ShouldBe([1, 2, 3, 4, 5, 6]);
        array.EntrySize.ShouldBe(3);
    }

    [Fact]
    public void RecognisesGzipByContent()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(TwoByThree);
        IdxArray.Read(_folder.Write("a.idx", compressed.ToArray()), rank: 2).Elements.ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Theory]
    [InlineData(new byte[] { 0, 0 }, "cut short")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 2 }, "header has 12 bytes, but the file has 8")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5 }, "2 × 3 takes 6 elements, but the file has 5")]
    [InlineData(new byte[] { 0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2 }, "too long")]
    [InlineData(new byte[] { 1, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1 }, "no IDX file")]
    [InlineData(new byte[] { 0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1 }, "type 0D")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1 }, "3 dimensions, but 2 were expected")]
    [InlineData(new byte[] { 0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 0, 1, 1 }, "negative size")]
    [InlineData(new byte[] { 0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255, 1 }, "more than")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255 }, "damaged")]
    public void SaysWhatIsWrongWithFile(byte[] bytes, string expected)
    {
        string path = _folder.Write("a.idx", bytes);
        InvalidDataException exception = Should.Throw<InvalidDataException>(() => IdxArray.Read(path, rank: 2));
        exception.Message.ShouldContain(expected);
        exception.Message.ShouldContain(path);
    }

    [Fact]
    public void SaysThatCompressedFileIsCutShort()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(TwoByThree);
        byte[] bytes = compressed.ToArray();
        string path = _folder.Write("a.idx.gz", bytes[..(bytes.Length - 12)]);
        Should.Throw<InvalidDataException>(() => IdxArray.Read(path, rank: 2)).Message.ShouldContain(path);
    }

    [Fact]
    public void LabelsMustFitPictures()
    {
        string images = _folder.Write("images", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 8, 16, 4]);
        string labels = _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        LabelledImages pictures = LabelledImages.Read(images, 3, labels, pixelCount: 2, classes: 2, largest: 16);
        pictures.Pixels.ShouldBe([0, 0.5f, 1, 0.25f]);
        pictures.Labels.ShouldBe([1, 0]);

        Should.Throw<InvalidDataException>(() => LabelledImages.Read(images, 3, labels, 3, 2, 16)).Message.ShouldContain("1 × 2 = 2 values, but 3");
        Should.Throw<InvalidDataException>(() => LabelledImages.Read(images, 3, labels, 2, 1, 16)).Message.ShouldContain("label 1 at index 0");
        string three = _folder.Write("three", [0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1]);
        Should.Throw<InvalidDataException>(() => LabelledImages.Read(images, 3, three, 2, 2, 16)).Message.ShouldContain("has 2 pictures");
    }
}
