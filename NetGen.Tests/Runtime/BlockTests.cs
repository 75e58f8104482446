using NetGen.Runtime.Training;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>How the rows of a step are cut into blocks, and that whoever computes them gets the same bits.</summary>
public sealed class BlockTests
{
    private const long Large = 109_184, Small = 12_704;

    [Theory]
    [InlineData(32, Large, 32, 16)]
    [InlineData(32, Large, 64, 16)]
    [InlineData(32, Large, 127, 16)]
    [InlineData(32, Large, 128, 32)]
    [InlineData(32, Large, 1_000_000, 32)]
    [InlineData(64, Large, 32, 16)]
    [InlineData(64, Large, 128, 32)]
    [InlineData(64, Large, 256, 64)]
    [InlineData(16, Large, 32, 16)]
    [InlineData(24, Large, 32, 24)]
    [InlineData(1, Large, 32, 1)]
    [InlineData(32, Small, 32, 32)]
    public void A_small_batch_of_a_large_network_has_blocks_for_several_threads(int most, long multiplyAdds, int rows, int expected) =>
        BlockRule.RowsFor(most, multiplyAdds, rows).ShouldBe(expected);

    [Theory]
    [InlineData(20)]
    [InlineData(32)]
    [InlineData(40)]
    [InlineData(100)]
    public void Bits_are_the_same_on_any_number_of_threads(int batch)
    {
        float[] one = Trained(batch, threads: 1);
        Trained(batch, threads: 2).ShouldBe(one);
        Trained(batch, threads: 3).ShouldBe(one);
    }

    /// <summary>Some batches and a shorter last one, often enough that threads are tried, left and tried again.</summary>
    private static float[] Trained(int batch, int threads)
    {
        const int Rows = 230;
        float[] inputs = [.. Enumerable.Range(0, Rows * 784).Select(static i => i * 7 % 97 / 97f)];
        var data = Dataset.FromLabels(inputs, [.. Enumerable.Range(0, Rows).Select(static row => row * row % 10)], 784, 10);
        var network = new Networks.DeepDigitNetwork(3);
        new Trainer(network, new TrainingOptions
        {
            Epochs = 6, BatchSize = batch, Optimizer = Optimizer.Sgd(0.01f, momentum: 0.9f), MaxDegreeOfParallelism = threads,
        }).Fit(data);
        return network.Parameters.ToArray();
    }
}
