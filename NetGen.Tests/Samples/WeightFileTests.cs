using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class WeightFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2: 'x' is no finite number")]
    [InlineData("1 nan\n", "line 1: 'nan' is no finite number")]
    [InlineData("# a comment\n1,2\n3\n", "line 3: the row has 1 numbers, but the matrix's first row has 2")]
    public void SaysWhatIsWrongAndWhere(string text, string expected)
    {
        string path = _folder.Write("weights.csv", text);
        Should.Throw<InvalidDataException>(() => WeightFile.Read(path)).Message.ShouldContain(expected);
    }
}
