using System.Runtime.CompilerServices;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Training on rows that come one after the other.</summary>
public class TrainerStreamTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    [Fact]
    public async Task A_stream_trains_as_the_same_rows_in_memory_do()
    {
        static IEnumerable<TrainingSample> Stream(float weight = 1)
        {
            // One buffer for all samples: they are copied before the next.
            float[] input = new float[3], target = new float[2];
            for (int row = 0; row < Data.Count; row++)
            {
                Data.Input(row).CopyTo(input);
                Data.Target(row).CopyTo(target);
                yield return new TrainingSample(input, target) { Weight = weight };
            }
        }

        static async IAsyncEnumerable<TrainingSample> AsyncStream([EnumeratorCancellation] CancellationToken token = default)
        {
            foreach (TrainingSample sample in Stream())
            {
                await Task.Yield();
                token.ThrowIfCancellationRequested();
                yield return sample;
            }
        }

        var options = new TrainingOptions { Epochs = 3, BatchSize = 12, AccumulationSteps = 2, Shuffle = false };
        LinearNetwork memory = new(3, 2), stream = new(3, 2), asynchronous = new(3, 2), weighted = new(3, 2);
        new Trainer(memory, options).Fit(Data);
        TrainingResult result = new Trainer(stream, options).Fit(Stream(), Data);
        (result.Reason, result.Epochs, result.Steps).ShouldBe((EndReason.Completed, 3, 6L));
        stream.Parameters.ToArray().ShouldBe(memory.Parameters.ToArray());
        (await new Trainer(asynchronous, options).FitAsync(AsyncStream())).Steps.ShouldBe(6);
        asynchronous.Parameters.ToArray().ShouldBe(memory.Parameters.ToArray());
        new Trainer(weighted, options).Fit(Stream(0)).Reason.ShouldBe(EndReason.Completed);
        weighted.Parameters.ToArray().ShouldBe(new LinearNetwork(3, 2).Parameters.ToArray());

        Should.Throw<ArgumentException>(() => new Trainer(stream, options).Fit([])).Message.ShouldContain("The stream has no samples in epoch 1");
        Should.Throw<ArgumentException>(() => new Trainer(stream, options).Fit([new(new float[4], new float[2])])).Message.ShouldContain("sample 0 has 4");
        Should.Throw<ArgumentException>(() => new Trainer(stream, options).Fit([new(new float[] { 1, float.NaN, 1 }, new float[2])])).Message.ShouldContain("input 1 of sample 0 is NaN");
        Should.Throw<ArgumentException>(() => new Trainer(stream, options with { BatchSize = TrainingOptions.FullBatch }).Fit(Stream())).Message.ShouldContain("FullBatch");
    }
}
