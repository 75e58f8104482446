using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class WindowTests
{
    private static readonly float[] Series = [.. Enumerable.Range(0, 12).Select(i => (float)i)];

    [Fact]
    public void Windows_slide_over_a_series()
    {
        Dataset data = Dataset.Windows(Series, length: 4, horizon: 2);
        (data.Count, data.InputSize, data.OutputSize).ShouldBe((7, 4, 2));
        for (int row = 0; row < data.Count; row++)
        {
            data.Input(row).ToArray().ShouldBe([row, row + 1, row + 2, row + 3]);
            data.Target(row).ToArray().ShouldBe([row + 4, row + 5]);
        }

        Dataset strided = Dataset.Windows(Series, length: 2, features: 2, stride: 3);
        (strided.Count, strided.InputSize, strided.OutputSize).ShouldBe((2, 4, 2));
        strided.Input(1).ToArray().ShouldBe([6, 7, 8, 9]);
        strided.Target(1).ToArray().ShouldBe([10, 11]);
        Dataset.Windows(Series, length: 11).Count.ShouldBe(1);
    }

    [Fact]
    public void Windows_may_have_targets_of_their_own()
    {
        Dataset data = Dataset.Windows(Series, [0, 1, 0, 1, 1, 0], length: 3, features: 2, outputSize: 1);
        (data.Count, data.InputSize, data.OutputSize).ShouldBe((4, 6, 1));
        data.Input(1).ToArray().ShouldBe([2, 3, 4, 5, 6, 7]);
        Enumerable.Range(0, 4).Select(row => data.Target(row)[0]).ShouldBe([0, 1, 1, 0]);
        Dataset ahead = Dataset.Windows(Series, [0, 1, 0, 1, 1, 0], length: 3, features: 2, outputSize: 1, ahead: 2);
        Enumerable.Range(0, ahead.Count).Select(row => ahead.Target(row)[0]).ShouldBe([1, 0]);
        data.ClassCounts().ShouldBe([2, 2]);
    }

    [Fact]
    public void The_series_is_not_copied()
    {
        float[] series = [.. Series];
        Dataset data = Dataset.Windows(series, length: 4);
        series[3] = 99;
        (data.Input(0)[3], data.Input(3)[0]).ShouldBe((99, 99));
        float[] large = new float[1_000_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Dataset.Windows(large, length: 1000).Count.ShouldBe(999_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Fact]
    public void Windows_train_as_their_copies_do()
    {
        float[] series = [.. Enumerable.Range(0, 80).Select(i => MathF.Sin(i * 0.3f))];
        Dataset windows = Dataset.Windows(series, length: 5);
        Dataset copies = Dataset.FromRows([.. Rows(windows).Select(row => windows.Input(row).ToArray())], [.. Rows(windows).Select(row => windows.Target(row).ToArray())]);
        LinearNetwork one = new(5, 1), other = new(5, 1);
        var options = new TrainingOptions { Epochs = 20, BatchSize = 8, Optimizer = Optimizer.Adam(0.05f) };
        TrainingResult result = new Trainer(one, options).Fit(windows.Take(60), windows.Skip(65));
        new Trainer(other, options).Fit(copies.Take(60), copies.Skip(65)).ValidationLoss.ShouldBe(result.ValidationLoss);
        one.Parameters.ToArray().ShouldBe(other.Parameters.ToArray());
        result.ValidationLoss!.Value.ShouldBeLessThan(0.1f);
    }

    [Fact]
    public void Too_short_a_series_is_refused()
    {
        Should.Throw<ArgumentException>(() => Dataset.Windows(Series, length: 12)).Message.ShouldContain("needs 13 steps, but the series has 12");
        Should.Throw<ArgumentException>(() => Dataset.Windows(Series, length: int.MaxValue, horizon: int.MaxValue));
        Should.Throw<ArgumentException>(() => Dataset.Windows(Series, new float[5], 3, 2, 1)).Message.ShouldContain("6 steps of 1 targets");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.Windows(Series, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.Windows(Series, 1, stride: 0));
    }

    private static IEnumerable<int> Rows(Dataset data) => Enumerable.Range(0, data.Count);
}
