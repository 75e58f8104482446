using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class DatasetTests
{
    private static float[] Range(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    private static Dataset Numbered(int rows) => new(Range(rows * 2), [.. Range(rows).Select(v => v * 10)], 2, 1);

    private static Dataset Labelled(int rows, int classes) =>
        Dataset.FromLabels(Range(rows), [.. Enumerable.Range(0, rows).Select(i => i % classes * (i % 3 == 0 ? 1 : 0))], 1, classes);

    private static int[] Ids(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(row => (int)data.Input(row)[0] / data.InputSize)];

    [Fact]
    public void Rows_are_views_of_the_arrays()
    {
        float[] inputs = Range(6), targets = [7, 8, 9];
        var data = new Dataset(inputs, targets, 2, 1);
        (data.Count, data.InputSize, data.OutputSize, data.HasLabels).ShouldBe((3, 2, 1, false));
        data.Input(1).ToArray().ShouldBe([2, 3]);
        data.Target(2).ToArray().ShouldBe([9]);
        inputs[2] = 99;
        data.Input(1)[0].ShouldBe(99);
        data.Weight(0).ShouldBe(1);
    }

    [Fact]
    public void Labels_are_one_hot_targets()
    {
        Dataset data = Dataset.FromLabels(Range(4), [2, 0, 1, 2], 1, 3);
        data.Target(0).ToArray().ShouldBe([0, 0, 1]);
        data.Target(1).ToArray().ShouldBe([1, 0, 0]);
        data.Target(2).ToArray().ShouldBe([0, 1, 0]);
        data.Label(3).ShouldBe(2);
        byte[] bytes = [2, 0, 1, 2];
        Dataset.FromLabels(Range(4), bytes, 1, 3).Target(2).ToArray().ShouldBe([0, 1, 0]);
        Dataset.FromLabels(Range(2), [0, 1], 1, 1).Target(0).ToArray().ShouldBe([0]);
        Dataset.FromLabels(Range(2), [0, 1], 1, 1).Target(1).ToArray().ShouldBe([1]);
    }

    [Fact]
    public void Labels_of_targets_are_the_largest_or_the_side_of_a_half()
    {
        new Dataset([0], [0.1f, 0.7f, 0.7f], 1, 3).Label(0).ShouldBe(1);
        new Dataset([0, 0], [0.49f, 0.5f], 1, 1).Label(0).ShouldBe(0);
        new Dataset([0, 0], [0.49f, 0.5f], 1, 1).Label(1).ShouldBe(1);
    }

    [Fact]
    public void Views_choose_rows_without_copying()
    {
        Dataset data = Numbered(10);
        Ids(data.Slice(3, 4)).ShouldBe([3, 4, 5, 6]);
        Ids(data.Take(2)).ShouldBe([0, 1]);
        Ids(data.Skip(8)).ShouldBe([8, 9]);
        Ids(data.Slice(3, 4).Slice(1, 2)).ShouldBe([4, 5]);
        Ids(data.Select([7, 7, 0])).ShouldBe([7, 7, 0]);
        Ids(data.Skip(5).Select([1, 0])).ShouldBe([6, 5]);
        data.Select([7]).Target(0)[0].ShouldBe(70);
    }

    [Fact]
    public void Shuffling_is_a_permutation_keyed_by_the_seed()
    {
        int[] order = Ids(Numbered(100).Shuffle(3));
        order.Order().ShouldBe(Enumerable.Range(0, 100));
        order.ShouldNotBe(Enumerable.Range(0, 100));
        Ids(Numbered(100).Shuffle(3)).ShouldBe(order);
        Ids(Numbered(100).Shuffle(4)).ShouldNotBe(order);
        Ids(Numbered(100).Shuffle(3).Take(5)).ShouldBe(order[..5]);
    }

    [Theory]
    [InlineData(10, 0.8, 8)]
    [InlineData(7, 0.5, 4)]
    [InlineData(2, 0.99, 1)]
    [InlineData(2, 0.01, 1)]
    [InlineData(1797, 0.8, 1438)]
    public void A_split_shares_out_all_rows(int rows, double fraction, int first)
    {
        foreach (bool stratified in new[] { false, true })
        {
            (Dataset train, Dataset test) = Numbered(rows).Split(fraction, 5, stratified);
            train.Count.ShouldBe(first);
            Ids(train).Concat(Ids(test)).Order().ShouldBe(Enumerable.Range(0, rows));
            (Dataset again, _) = Numbered(rows).Split(fraction, 5, stratified);
            Ids(again).ShouldBe(Ids(train));
        }
    }

    [Theory]
    [InlineData(90, 4, 0.7)]
    [InlineData(31, 3, 0.5)]
    [InlineData(12, 5, 0.9)]
    public void A_stratified_split_keeps_the_shares_of_classes(int rows, int classes, double fraction)
    {
        Dataset data = Labelled(rows, classes);
        (Dataset train, Dataset test) = data.Split(fraction, 1, stratified: true);
        for (int c = 0; c < classes; c++)
        {
            int all = Enumerable.Range(0, rows).Count(row => data.Label(row) == c);
            int kept = Enumerable.Range(0, train.Count).Count(row => train.Label(row) == c);
            ((double)kept).ShouldBe(all * fraction, 1, $"class {c}");
            (all - kept).ShouldBe(Enumerable.Range(0, test.Count).Count(row => test.Label(row) == c));
        }
    }

    [Fact]
    public void Folds_validate_every_row_once()
    {
        foreach (bool stratified in new[] { false, true })
        {
            Dataset data = Labelled(23, 3);
            (Dataset Train, Dataset Validation)[] folds = data.Folds(5, 1, stratified);
            folds.Length.ShouldBe(5);
            folds.SelectMany(fold => Ids(fold.Validation)).Order().ShouldBe(Enumerable.Range(0, 23));
            foreach ((Dataset train, Dataset validation) in folds)
            {
                validation.Count.ShouldBeInRange(4, 5);
                Ids(train).Concat(Ids(validation)).Order().ShouldBe(Enumerable.Range(0, 23));
                for (int c = 0; stratified && c < 3; c++)
                {
                    double share = Enumerable.Range(0, 23).Count(row => data.Label(row) == c) / 5.0;
                    ((double)Enumerable.Range(0, validation.Count).Count(row => validation.Label(row) == c)).ShouldBe(share, 1);
                }
            }
        }
    }

    [Fact]
    public void Weights_follow_their_rows()
    {
        Dataset data = Numbered(6).Slice(1, 4).WithWeights([0, 1, 2, 3]);
        data.HasWeights.ShouldBeTrue();
        foreach (Dataset view in new[] { data, data.Shuffle(1), data.Skip(1), data.Select([3, 2]) })
        {
            for (int row = 0; row < view.Count; row++)
                view.Weight(row).ShouldBe(view.Input(row)[0] / 2 - 1);
        }
    }

    [Fact]
    public void Rows_that_lie_apart_are_copied()
    {
        Dataset data = Dataset.FromRows([[1, 2], [3, 4]], [[5], [6]]);
        data.Input(1).ToArray().ShouldBe([3, 4]);
        data.Target(1).ToArray().ShouldBe([6]);
        Should.Throw<ArgumentException>(() => Dataset.FromRows([[1, 2], [3]], [[5], [6]])).Message.ShouldContain("row 1 has 1");
        Should.Throw<ArgumentException>(() => Dataset.FromRows([[1, 2]], [[5], [6]])).ParamName.ShouldBe("targets");
    }

    [Fact]
    public void Bad_data_is_refused_and_named()
    {
        Should.Throw<ArgumentException>(() => new Dataset([], [], 1, 1)).ParamName.ShouldBe("inputs");
        Should.Throw<ArgumentException>(() => new Dataset([1, 2, 3], [1], 2, 1)).Message.ShouldContain("3 is no multiple of 2");
        Should.Throw<ArgumentException>(() => new Dataset([1, 2], [1, 2, 3], 1, 1)).Message.ShouldContain("2 rows of 1 targets");
        Should.Throw<ArgumentOutOfRangeException>(() => new Dataset([1], [1], 0, 1)).ParamName.ShouldBe("inputSize");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.FromLabels([1, 2], [0, 3], 1, 3)).Message.ShouldContain("row 1 has 3");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.FromLabels([1, 2], [0, -1], 1, 3)).ParamName.ShouldBe("labels");
        Should.Throw<ArgumentException>(() => Dataset.FromLabels([1, 2], [0], 1, 3)).Message.ShouldContain("Expected 2 labels");
        Dataset data = Numbered(4);
        Should.Throw<ArgumentOutOfRangeException>(() => data.Input(4)).Message.ShouldContain("4 rows");
        Should.Throw<ArgumentOutOfRangeException>(() => data.Slice(2, 3)).Message.ShouldContain("1 to 2 rows");
        Should.Throw<ArgumentOutOfRangeException>(() => data.Skip(4)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => data.Split(1, 0)).ParamName.ShouldBe("fraction");
        Should.Throw<InvalidOperationException>(() => Numbered(1).Split(0.5, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => data.Folds(5, 0)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentException>(() => data.Select([])).ParamName.ShouldBe("rows");
        Should.Throw<ArgumentOutOfRangeException>(() => data.WithWeights([1, 1, -1, 1])).Message.ShouldContain("row 2 has -1");
    }
}
