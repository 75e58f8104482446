using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>A training that is resumed is the training that was never interrupted, wherever it was, in all that it remembers.</summary>
public class ResumeTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new() { Epochs = 6, BatchSize = 8, InputNoise = 0.05f, Optimizer = Optimizer.Adam(0.01f) };

    private static readonly Func<LayerInfo, LayerInfo> Frozen =
        layer => layer with { Tensors = [.. layer.Tensors.Select(tensor => tensor with { IsTrained = false })] };

    /// <summary>The checkpoints of every epoch, and what the network was then.</summary>
    private static (TrainingResult Result, List<byte[]> Checkpoints, List<float[]> Weights) Run(ITrainableNetwork network, TrainingOptions options, Dataset? validation = null)
    {
        List<byte[]> checkpoints = [];
        List<float[]> weights = [];
        TrainingResult result = new Trainer(network, options with
        {
            OnEpoch = state =>
            {
                using var stream = new MemoryStream();
                state.WriteCheckpoint(stream);
                checkpoints.Add(stream.ToArray());
                weights.Add(state.Network.Parameters.ToArray());
            },
        }).Fit(Data, validation);
        return (result, checkpoints, weights);
    }

    private static void SameEnd(TrainingResult expected, TrainingResult actual)
    {
        (actual.Reason, actual.Epochs, actual.Steps, actual.SkippedSteps, actual.Loss, actual.ValidationLoss, actual.BestEpoch).ShouldBe(
            (expected.Reason, expected.Epochs, expected.Steps, expected.SkippedSteps, expected.Loss, expected.ValidationLoss, expected.BestEpoch));
        actual.History.Select(epoch => (epoch.Epoch, epoch.Loss, epoch.ValidationLoss, epoch.LearningRate)).ShouldBe(
            expected.History.TakeLast(actual.History.Count).Select(epoch => (epoch.Epoch, epoch.Loss, epoch.ValidationLoss, epoch.LearningRate)));
    }

    [Fact]
    public void A_plateau_goes_on_from_its_counts_its_lowest_loss_and_its_rate()
    {
        // Nothing is learned, so that every epoch counts; a change is followed by epochs that do not.
        TrainingOptions options = Options with
        {
            Epochs = 14, InputNoise = 0, Optimizer = Optimizer.Sgd(0.8f), Schedule = Schedule.ReduceOnPlateau(0.5f, patience: 1, cooldown: 2),
        };
        (TrainingResult whole, List<byte[]> checkpoints, _) = Run(new LinearNetwork(3, 2, change: Frozen), options);
        whole.History.Select(epoch => epoch.LearningRate).ShouldBe([0.8f, 0.8f, 0.8f, 0.4f, 0.4f, 0.4f, 0.4f, 0.2f, 0.2f, 0.2f, 0.2f, 0.1f, 0.1f, 0.1f], 1e-7);
        for (int epoch = 1; epoch <= 14; epoch++)
            SameEnd(whole, new Trainer(new LinearNetwork(3, 2, change: Frozen), options).Resume(new MemoryStream(checkpoints[epoch - 1]), Data));
    }

    [Theory]
    [InlineData(new[] { 5, 3, 4, 4, 4, 9.0 }, EndReason.EarlyStopped, 5, 2)]
    [InlineData(new[] { 5, 4, 4.5, 3, 3.5, 3.25 }, EndReason.Completed, 6, 4)]
    [InlineData(new[] { double.NaN, 4, 4.5, 5, 3.5, 3.25 }, EndReason.Completed, 6, 6)]
    public void Early_stopping_goes_on_from_its_count_its_best_value_and_its_best_weights(double[] values, EndReason reason, int epochs, int best)
    {
        int call = 0;
        TrainingOptions options = Options with { EarlyStopping = new EarlyStopping { Patience = 3, Metric = new Metric("made up", false, (_, _) => values[call++]) } };
        LinearNetwork network = new(3, 2);
        (TrainingResult whole, List<byte[]> checkpoints, List<float[]> weights) = Run(network, options, Data);
        (whole.Reason, whole.Epochs, whole.BestEpoch).ShouldBe((reason, epochs, best));
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            call = epoch;
            var resumed = new LinearNetwork(3, 2, seed: 9);
            TrainingResult result = new Trainer(resumed, options).Resume(new MemoryStream(checkpoints[epoch - 1]), Data, Data);
            SameEnd(whole, result);
            Bits.Same(weights[best - 1], resumed.Parameters);
            call.ShouldBe(epochs);
        }
    }

    [Fact]
    public void A_training_that_was_over_gives_its_result_once_more()
    {
        var network = new LinearNetwork(3, 2);
        (TrainingResult whole, List<byte[]> checkpoints, _) = Run(network, Options, Data);
        int rows = 0;
        var resumed = new LinearNetwork(3, 2, seed: 9) { OnRow = _ => rows++ };
        TrainingResult result = new Trainer(resumed, Options).Resume(new MemoryStream(checkpoints[^1]), Data, Data);
        SameEnd(whole, result);
        (result.Reason, result.History.Count, rows).ShouldBe((EndReason.Completed, 6, 0));
        float.IsNaN(result.Loss).ShouldBeFalse();
        result.History.Select(epoch => epoch.Duration).ShouldBe(whole.History.Select(epoch => epoch.Duration));
        Bits.Same(network.Parameters, resumed.Parameters);
        // With more epochs it goes on, and so it does when it is called again.
        var longer = new Trainer(resumed, Options with { Epochs = 8 });
        (result = longer.Resume(new MemoryStream(checkpoints[^1]), Data, Data)).Epochs.ShouldBe(8);
        result.History.Select(epoch => epoch.Epoch).ShouldBe([7, 8]);
        longer.Fit(Data).Epochs.ShouldBe(16);
    }

    [Fact]
    public void Weights_to_fall_back_to_are_those_of_the_checkpoint()
    {
        (_, List<byte[]> checkpoints, List<float[]> weights) = Run(new LinearNetwork(3, 2), Options);
        var resumed = new LinearNetwork(3, 2, seed: 9);
        TrainingResult result = new Trainer(resumed, Options with { OnStep = state => state.Network.Parameters[0] = float.NaN }).Resume(new MemoryStream(checkpoints[1]), Data);
        (result.Reason, result.Failure!.Epoch, result.Failure.LastGoodEpoch).ShouldBe((EndReason.NonFinite, 3, 2));
        Bits.Same(weights[1], resumed.Parameters);
    }

    [Fact]
    public void Skipped_steps_go_on_being_counted()
    {
        var data = new Dataset([3e38f, 1, 3e38f, 2], [1e3f, 1, 1e3f, 2], 1, 1);
        TrainingOptions options = new() { Epochs = 4, BatchSize = 1, NonFinite = NonFiniteAction.SkipBatch, Optimizer = Optimizer.Sgd(0.1f) };
        using var checkpoint = new MemoryStream();
        TrainingResult whole = new Trainer(new LinearNetwork(1, 1), options with { OnEpoch = state => { if (state.Progress.Epoch == 3) state.WriteCheckpoint(checkpoint); } }).Fit(data);
        checkpoint.Position = 0;
        TrainingResult result = new Trainer(new LinearNetwork(1, 1), options).Resume(checkpoint, data);
        SameEnd(whole, result);
        (result.Steps, result.SkippedSteps).ShouldBe((16L, 8L));
    }

    [Fact]
    public void A_call_of_several_goes_on_to_its_own_end()
    {
        TrainingOptions options = Options with { Epochs = 3, Schedule = Schedule.Cosine().WithWarmup(4), StepsPerEpoch = 5 };
        LinearNetwork whole = new(3, 2), resumed = new(3, 2, seed: 9);
        using var checkpoint = new MemoryStream();
        var trainer = new Trainer(whole, options with { OnEpoch = state => { if (state.Progress.Epoch == 4) state.WriteCheckpoint(checkpoint); } });
        trainer.Step(Data.Input(0), Data.Target(0));
        trainer.Fit(Data);
        TrainingResult expected = trainer.Fit(Data);
        checkpoint.Position = 0;
        SameEnd(expected, new Trainer(resumed, options).Resume(checkpoint, Data));
        expected.Epochs.ShouldBe(6);
        Bits.Same(whole.Parameters, resumed.Parameters);
    }

    [Fact]
    public async Task A_training_over_a_stream_is_resumed()
    {
        IEnumerable<TrainingSample> Samples() => Enumerable.Range(0, 40).Select(row => new TrainingSample(Data.Input(row).ToArray(), Data.Target(row).ToArray())).Where(_ => true);
        async IAsyncEnumerable<TrainingSample> Slow()
        {
            foreach (TrainingSample sample in Samples())
            {
                await Task.Yield();
                yield return sample;
            }
        }

        LinearNetwork whole = new(3, 2), resumed = new(3, 2, seed: 9), asynchronous = new(3, 2, seed: 9);
        using var checkpoint = new MemoryStream();
        TrainingResult expected = new Trainer(whole, Options with { OnEpoch = state => { if (state.Progress.Epoch == 4) state.WriteCheckpoint(checkpoint); } }).Fit(Samples());
        checkpoint.Position = 0;
        SameEnd(expected, new Trainer(resumed, Options).Resume(checkpoint, Samples()));
        checkpoint.Position = 0;
        SameEnd(expected, await new Trainer(asynchronous, Options).ResumeAsync(checkpoint, Slow()));
        Bits.Same(whole.Parameters, resumed.Parameters);
        Bits.Same(whole.Parameters, asynchronous.Parameters);
    }

    [Fact]
    public void A_state_kept_from_a_callback_writes_nothing()
    {
        TrainingState? kept = null;
        var reports = new Reporter();
        TrainingOptions options = Options with
        {
            Epochs = 2, OnEpoch = state => kept = state,
            OnStep = _ =>
            {
                if (kept is not null)
                    Should.Throw<InvalidOperationException>(() => kept.WriteCheckpoint(Stream.Null)).Message.ShouldContain("OnEpoch");
            },
        };
        reports.On = () =>
        {
            if (kept is not null)
                Should.Throw<InvalidOperationException>(() => kept.WriteCheckpoint(Stream.Null));
        };
        new Trainer(new LinearNetwork(3, 2), options).Fit(Data, progress: reports);
        Should.Throw<InvalidOperationException>(() => kept!.WriteCheckpoint(Stream.Null));
        reports.Count.ShouldBe(2);
    }

    private sealed class Reporter : IProgress<TrainingProgress>
    {
        public Action? On { get; set; }

        public int Count { get; private set; }

        public void Report(TrainingProgress value)
        {
            Count++;
            On?.Invoke();
        }
    }

    [Theory]
    [InlineData("the last epoch")]
    [InlineData("a stop")]
    [InlineData("an early stop")]
    [InlineData("the last step")]
    [InlineData("the last report")]
    public void A_network_never_ends_with_what_is_not_finite(string where)
    {
        var network = new LinearNetwork(3, 2);
        List<float[]> weights = [];
        var reports = new Reporter();
        int reported = 0;
        reports.On = () =>
        {
            if (where == "the last report" && ++reported == 6)
                network.Parameters[7] = float.NegativeInfinity;
        };
        TrainingOptions options = Options with
        {
            EarlyStopping = where == "an early stop" ? new EarlyStopping { Patience = 1, MinDelta = 1e6f, RestoreBest = false } : null,
            OnStep = state =>
            {
                if (where == "the last step" && state.Progress.Step == 30)
                    state.Network.Parameters[7] = float.NaN;
            },
            OnEpoch = state =>
            {
                weights.Add(state.Network.Parameters.ToArray());
                if ((where == "the last epoch" && state.Progress.Epoch == 6) || where == "a stop" || (where == "an early stop" && state.Progress.Epoch == 2))
                    state.Network.Parameters[7] = float.NaN;
                if (where == "a stop")
                    state.Stop();
            },
        };
        TrainingResult result = new Trainer(network, options).Fit(Data, progress: reports);
        result.Reason.ShouldBe(EndReason.NonFinite);
        result.Failure!.Layer.ShouldBe("Dense1");
        network.Parameters.ToArray().ShouldAllBe(parameter => float.IsFinite(parameter));
        if (where != "the last report")
            Bits.Same(weights[result.Failure.LastGoodEpoch - 1], network.Parameters);
    }
}
