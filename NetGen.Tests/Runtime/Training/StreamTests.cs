using System.Runtime.CompilerServices;
using System.Threading.Channels;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>Streams on bad days: idle, used up, cancelled, with a bad sample.</summary>
public class StreamTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 10, Shuffle = false };

    private static IEnumerable<TrainingSample> Samples(int first = 0, int count = 40) =>
        Enumerable.Range(first, count).Select(row => new TrainingSample(Data.Input(row).ToArray(), Data.Target(row).ToArray())).Where(_ => true);

    private static async IAsyncEnumerable<TrainingSample> Slow(IEnumerable<TrainingSample> samples)
    {
        foreach (TrainingSample sample in samples)
        {
            await Task.Yield();
            yield return sample;
        }
    }

    /// <summary>Samples that can be had only once.</summary>
    private static ChannelReader<TrainingSample> Once(int count)
    {
        var channel = Channel.CreateUnbounded<TrainingSample>();
        foreach (TrainingSample sample in Samples().Concat(Samples()).Take(count))
            channel.Writer.TryWrite(sample);
        channel.Writer.Complete();
        return channel.Reader;
    }

    [Fact]
    public async Task A_stream_used_up_after_its_first_pass_keeps_what_that_brought()
    {
        LinearNetwork whole = new(3, 2), once = new(3, 2);
        new Trainer(whole, Options with { Epochs = 1 }).Fit(Samples());
        var trainer = new Trainer(once, Options);
        TrainingResult result = await trainer.FitAsync(Once(40).ReadAllAsync());
        (result.Reason, result.Epochs, result.Steps, result.History.Count).ShouldBe((EndReason.StreamEnded, 1, 4L, 1));
        result.Loss.ShouldBe(result.History[0].Loss);
        result.Message.ShouldNotBeNull().ShouldContain("no samples in epoch 2");
        result.Message.ShouldContain("'yield return'");
        result.Message.ShouldContain("Epochs = 1");
        Bits.Same(whole.Parameters, once.Parameters);

        // It goes on with a new one, and what is empty from the start is an error.
        (await trainer.FitAsync(Slow(Samples()))).Epochs.ShouldBe(4);
        (await Should.ThrowAsync<ArgumentException>(() => trainer.FitAsync(Once(0).ReadAllAsync()))).Message.ShouldContain("no samples in epoch 5");
        new Trainer(whole, Options with { Epochs = 1 }).Fit(Samples()).Message.ShouldBeNull();
    }

    [Fact]
    public async Task So_it_does_when_it_ends_within_a_later_epoch()
    {
        LinearNetwork whole = new(3, 2), once = new(3, 2);
        new Trainer(whole, Options with { Epochs = 1 }).Fit(Samples().Concat(Samples().Take(20)));
        TrainingResult result = await new Trainer(once, Options with { StepsPerEpoch = 4 }).FitAsync(Once(60).ReadAllAsync());
        (result.Reason, result.Epochs, result.Steps).ShouldBe((EndReason.StreamEnded, 1, 6L));
        result.Message.ShouldNotBeNull().ShouldContain("ended after 2 of 4 steps in epoch 2");
        Bits.Same(whole.Parameters, once.Parameters);
        Should.Throw<ArgumentException>(() => new Trainer(once, Options with { StepsPerEpoch = 5 }).Fit(Samples())).Message.ShouldContain("ended after 4 of 5 steps in epoch 1");
    }

    [Fact]
    public async Task An_idle_stream_is_left_when_it_is_cancelled()
    {
        // It listens to no token.
        using var source = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        async IAsyncEnumerable<TrainingSample> Idle()
        {
            foreach (TrainingSample sample in Samples(0, 25))
                yield return sample;
            await Task.Yield();
            source.CancelAfter(20);
            await never.Task;
        }

        LinearNetwork two = new(3, 2), idle = new(3, 2);
        new Trainer(two, Options with { Epochs = 1 }).Fit(Samples(0, 20));
        Task<TrainingResult> training = new Trainer(idle, Options).FitAsync(Idle(), cancellationToken: source.Token);
        (await Task.WhenAny(training, Task.Delay(20_000))).ShouldBe(training);
        TrainingResult result = await training;
        // What a batch had before the end is not learned.
        (result.Reason, result.Steps, result.Epochs).ShouldBe((EndReason.Cancelled, 2L, 0));
        Bits.Same(two.Parameters, idle.Parameters);
        never.SetResult();
    }

    [Fact]
    public async Task A_stream_gets_the_token_and_is_let_go_of()
    {
        using var source = new CancellationTokenSource();
        bool isDisposed = false;
        CancellationToken seen = default;
        async IAsyncEnumerable<TrainingSample> Listening([EnumeratorCancellation] CancellationToken token = default)
        {
            seen = token;
            try
            {
                foreach (TrainingSample sample in Samples(0, 25))
                    yield return sample;
                source.CancelAfter(10);
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                isDisposed = true;
            }
        }

        TrainingResult result = await new Trainer(new LinearNetwork(3, 2), Options).FitAsync(Listening(), cancellationToken: source.Token);
        (result.Reason, result.Steps).ShouldBe((EndReason.Cancelled, 2L));
        seen.ShouldBe(source.Token);
        SpinWait.SpinUntil(() => Volatile.Read(ref isDisposed), 20_000).ShouldBeTrue();

        // One that ends by itself, and an epoch that takes a part of it, let go of it as well.
        int open = 0;
        IEnumerable<TrainingSample> Counted()
        {
            open++;
            try
            {
                foreach (TrainingSample sample in Samples())
                    yield return sample;
            }
            finally
            {
                open--;
            }
        }

        new Trainer(new LinearNetwork(3, 2), Options with { StepsPerEpoch = 2 }).Fit(Counted()).Steps.ShouldBe(6);
        open.ShouldBe(0);
        Should.Throw<InvalidTimeZoneException>(() => new Trainer(new LinearNetwork(3, 2) { OnRow = _ => throw new InvalidTimeZoneException() }, Options).Fit(Counted()));
        open.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_is_seen_before_the_first_sample_and_before_each()
    {
        int taken = 0;
        using var source = new CancellationTokenSource();
        IEnumerable<TrainingSample> Counted()
        {
            foreach (TrainingSample sample in Samples())
            {
                if (++taken == 7)
                    source.Cancel();
                yield return sample;
            }
        }

        TrainingResult result = new Trainer(new LinearNetwork(3, 2), Options).Fit(Counted(), cancellationToken: source.Token);
        (result.Reason, result.Steps, taken).ShouldBe((EndReason.Cancelled, 0L, 7));
        taken = 0;
        (await new Trainer(new LinearNetwork(3, 2), Options).FitAsync(Slow(Counted()), cancellationToken: source.Token)).Reason.ShouldBe(EndReason.Cancelled);
        new Trainer(new LinearNetwork(3, 2), Options).Fit(Counted(), cancellationToken: source.Token).Reason.ShouldBe(EndReason.Cancelled);
        taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancellation_of_the_streams_own_is_an_error_like_any()
    {
        static async IAsyncEnumerable<TrainingSample> Fails()
        {
            await Task.Yield();
            throw new OperationCanceledException("its own");
#pragma warning disable CS0162
            yield break;
#pragma warning restore CS0162
        }

        (await Assert.ThrowsAsync<OperationCanceledException>(() => new Trainer(new LinearNetwork(3, 2), Options).FitAsync(Fails()))).Message.ShouldBe("its own");
    }

    public static TheoryData<string> BadRows =>
        ["NaN input", "infinite input", "NaN target", "target out of range", "negative weight", "NaN weight", "smoothed target", "no class", "short input", "short target"];

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task What_a_dataset_is_checked_for_a_stream_and_a_step_are_checked_for(string what)
    {
        var network = new OneProbability(1);
        float[] start = network.Parameters.ToArray();
        float[] input = [1, 2], target = [1];
        float weight = 1;
        var options = new TrainingOptions { BatchSize = 2 };
        ITrainableNetwork trained = network;
        switch (what)
        {
            case "NaN input": input[1] = float.NaN; break;
            case "infinite input": input[0] = float.NegativeInfinity; break;
            case "NaN target": target[0] = float.NaN; break;
            case "target out of range": target[0] = 1.5f; break;
            case "negative weight": weight = -1; break;
            case "NaN weight": weight = float.NaN; break;
            case "short input": input = [1]; break;
            case "short target": target = []; break;
            case "smoothed target":
                (trained, target, options) = (new LinearNetwork(2, 1), [2], options with { LabelSmoothing = 0.1f });
                break;
            default:
                (trained, target, options) = (new LinearNetwork(2, 1), [0.5f], options with { ClassWeights = [1, 2] });
                break;
        }

        float[] good = [1, 1];
        TrainingSample[] samples = [new(good, new float[] { 1 }), new(input, target) { Weight = weight }];
        var trainer = new Trainer(trained, options);
        string[] messages =
        [
            Should.Throw<ArgumentException>(() => trainer.Fit(samples)).Message,
            (await Should.ThrowAsync<ArgumentException>(() => trainer.FitAsync(Slow(samples)))).Message,
            Should.Throw<ArgumentException>(() => trainer.Step([.. good, .. input], [1, .. target], [1, weight])).Message,
        ];
        trainer.Steps.ShouldBe(0);
        Bits.Same(start, network.Parameters);
        if (!what.StartsWith("short", StringComparison.Ordinal))
        {
            messages.ShouldAllBe(message => message.Contains(message == messages[2] ? "row 1" : "sample 1"));
            string InMemory() => Should.Throw<ArgumentException>(() => trainer.Fit(new Dataset([.. good, .. input], [1, .. target], 2, 1).WithWeights([1, weight]))).Message;
            InMemory().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void The_sample_named_is_counted_from_the_passs_first()
    {
        int pass = 0;
        IEnumerable<TrainingSample> Bad()
        {
            pass++;
            foreach (TrainingSample sample in Samples())
                yield return sample;
            if (pass == 2)
                yield return new TrainingSample(new float[] { 1, float.NaN, 1 }, new float[2]);
        }

        Should.Throw<ArgumentException>(() => new Trainer(new LinearNetwork(3, 2), Options).Fit(Bad())).Message.ShouldContain("input 1 of sample 40 is NaN");
    }
}
