using System.Xml.Linq;
using NetGen.Samples.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Samples;

public sealed class ChurnTests
{
    private static string[] Shipped => File.ReadAllLines(CustomerTable.DefaultPath);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FindsLeavers(int seed)
    {
        SampleRun run = SampleRun.Succeed("churn", "--seed", seed.ToString());
        run.Number("chance").ShouldBe(161 / 3000.0, 0.001);
        run.Number("averagePrecision").ShouldBeGreaterThan(0.4); // seven times chance; the model the customers were drawn from has 0.72
        run.Number("rocAuc").ShouldBeGreaterThan(0.88);
        run.Number("f1").ShouldBeGreaterThan(0.35);
        run.Number("threshold").ShouldBeGreaterThan(0.5); // rare rows count more, so outputs are too high
        run.Output.ShouldContain("true \\ taken for");
    }

    [Fact]
    public void FiguresAreThoseOfADoubleLoopOverHeldOutCustomers()
    {
        SampleRun run = SampleRun.Succeed("churn", "--epochs", "3");
        int stays = Cells(run, "stays").Sum(), leaves = Cells(run, "leaves").Sum();
        (stays + leaves).ShouldBe(600);
        ((double)leaves / 600).ShouldBe(run.Number("chance"), 1e-6);
        int hit = Cells(run, "leaves")[1], wrong = Cells(run, "stays")[1];
        run.Number("precision").ShouldBe((double)hit / (hit + wrong), 1e-6);
        run.Number("recall").ShouldBe((double)hit / leaves, 1e-6);
        run.Number("f1").ShouldBe(2.0 * hit / (2 * hit + wrong + leaves - hit), 1e-6);
    }

    [Fact]
    public void GapsAreFilledWithMediansOfRowsThatAreLearnedFrom()
    {
        CustomerTable table = CustomerTable.Read(CustomerTable.DefaultPath);
        (Dataset learn, Dataset validation, Dataset test) = table.Split(seed: 1);
        (learn.Count, validation.Count, test.Count).ShouldBe((1800, 600, 600));
        table.GapCount.ShouldBe(Shipped.Skip(1).Sum(Gaps));

        // Age and whether it was missing stand behind 15 numbers of the four columns of text.
        float[] Known(Dataset data) => [.. Enumerable.Range(0, data.Count).Where(row => data.Input(row)[16] == 0).Select(row => data.Input(row)[15]).Order()];
        float[] known = Known(learn);
        float median = (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        foreach (Dataset data in new[] { learn, validation, test })
        {
            for (int row = 0; row < data.Count; row++)
            {
                ReadOnlySpan<float> input = data.Input(row);
                input.Length.ShouldBe(CustomerTable.Width);
                input[..3].ToArray().Sum().ShouldBe(1);
                input[3..7].ToArray().Sum().ShouldBe(1);
                input[7..12].ToArray().Sum().ShouldBe(1);
                input[12..15].ToArray().Sum().ShouldBe(1);
                if (input[16] == 1)
                    input[15].ShouldBe(median);
            }
        }

        known.Length.ShouldBeLessThan(1800);
    }

    [Fact]
    public void ColumnsMayStandInAnyOrder()
    {
        using var folder = new TemporaryFolder();
        // The last column becomes the first; no cell but that of the plan, in the middle, holds a comma.
        string[] turned = [.. Shipped.Select(line => line[(line.LastIndexOf(',') + 1)..] + "," + line[..line.LastIndexOf(',')])];
        string path = folder.Write("turned.csv", string.Join('\n', turned));
        SampleRun run = SampleRun.Succeed("churn", "--epochs", "2", "--data", path);
        run.Number("averagePrecision").ShouldBe(SampleRun.Succeed("churn", "--epochs", "2").Number("averagePrecision"));
    }

    [Theory]
    [InlineData("line 3, column 'age': expected a number or a gap, but found 'old'", 2, ",47,", ",old,")]
    [InlineData("column 'monthly_charge': expected a number or a gap, but found 'NaN'", 2, ",66.34,", ",NaN,")]
    [InlineData("column 'contract': expected one of 'monthly', 'one year', 'two years', but found 'weekly'", 2, ",monthly,", ",weekly,")]
    [InlineData("column 'contract': expected one of 'monthly', 'one year', 'two years', but found ''", 2, ",monthly,", ",,")]
    [InlineData("column 'left': expected 'yes' or 'no', but found 'maybe'", 2, ",no", ",maybe")]
    [InlineData("has no column 'age'", 0, ",age,", ",years,")]
    [InlineData("is no table of customers", 2, ",no", ",no,more,cells")]
    [InlineData("is no table of customers", 2, "\"Family, 20 GB\"", "\"Family, 20 GB")]
    public void DamagedTablesAreOneMessage(string message, int line, string whole, string damaged)
    {
        using var folder = new TemporaryFolder();
        string[] lines = Shipped;
        lines[line].ShouldContain(whole);
        lines[line] = lines[line].Replace(whole, damaged);
        ShouldFail(folder.Write("damaged.csv", string.Join('\n', lines)), message);
    }

    [Fact]
    public void TablesWithTooFewLeaversAreRefused()
    {
        using var folder = new TemporaryFolder();
        string[] few = [.. Shipped.Where((line, i) => i == 0 || line.EndsWith("no")).Take(100)];
        ShouldFail(folder.Write("few.csv", string.Join('\n', few)), "99 customers, 0 of whom left");
        ShouldFail(folder.Write("empty.csv", ""), "empty.csv");
        ShouldFail(folder.PathOf("none.csv"), "none.csv");
    }

    [Fact]
    public void PictureIsReadable()
    {
        using var folder = new TemporaryFolder();
        SampleRun.Succeed("churn", "--epochs", "2", "--out", folder.PathOf("churn.svg"));
        XElement picture = XElement.Load(folder.PathOf("churn.svg"));
        PictureText.ShouldLieInside(picture);
        PictureText.Ticks(picture).ShouldAllBe(tick => PictureText.IsRound(tick));
    }

    private static void ShouldFail(string path, string message)
    {
        SampleRun run = SampleRun.Run("churn", "--epochs", "1", "--data", path);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(message);
        run.Error.ShouldNotContain("   at ");
    }

    private static int[] Cells(SampleRun run, string row) =>
        [.. run.Output.Split('\n').Single(line => line.TrimStart().StartsWith(row + " ") && line.Contains('│')).Split('│').Skip(1).Select(cell => int.Parse(cell))];

    private static int Gaps(string line)
    {
        // Payment's gaps are a kind of their own.
        string[] cells = line.Replace(", ", " ").Split(',');
        return new[] { 5, 7, 8 }.Count(column => cells[column].Length == 0);
    }
}
