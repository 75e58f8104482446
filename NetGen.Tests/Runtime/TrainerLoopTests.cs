using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class TrainerLoopTests
{
    private sealed class Reports : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value) => All.Add(value);
    }

    /// <summary>Keeps nothing, so that it allocates nothing.</summary>
    private sealed class LastReport : IProgress<TrainingProgress>
    {
        public int Count { get; private set; }

        public void Report(TrainingProgress value) => Count++;
    }

    private static readonly Dataset Data = TrainerTests.Line(40);

    [Fact]
    public void Cancellation_ends_between_steps_and_is_told()
    {
        using var source = new CancellationTokenSource();
        int steps = 0;
        var options = new TrainingOptions
        {
            Epochs = 5, BatchSize = 10, OnStep = _ =>
            {
                if (++steps == 6)
                    source.Cancel();
            },
        };
        var network = new LinearNetwork(3, 2);
        TrainingResult result = new Trainer(network, options).Fit(Data, cancellationToken: source.Token);
        (result.Reason, result.Epochs, result.Steps).ShouldBe((EndReason.Cancelled, 1, 6L));
        result.History.Count.ShouldBe(1);

        // As consistent as a run of six steps can be: the same bits.
        var stopped = new LinearNetwork(3, 2);
        new Trainer(stopped, options with { OnStep = state => { if (state.Progress.Step == 6) state.Stop(); } }).Fit(Data).Reason.ShouldBe(EndReason.Stopped);
        network.Parameters.ToArray().ShouldBe(stopped.Parameters.ToArray());

        TrainingResult none = new Trainer(new LinearNetwork(3, 2)).Fit(Data, cancellationToken: new CancellationToken(true));
        (none.Reason, none.Steps, none.Loss).ShouldBe((EndReason.Cancelled, 0L, float.NaN));
    }

    [Fact]
    public void Progress_is_reported_each_epoch_and_where_asked_each_few_steps()
    {
        var reports = new Reports();
        var network = new LinearNetwork(3, 2);
        new Trainer(network, new TrainingOptions { Epochs = 3, BatchSize = 10, ValidateEvery = 2, ReportEvery = 3 }).Fit(Data, Data, reports);
        reports.All.Select(p => (p.Epoch, p.Step, p.IsEpochEnd)).ShouldBe(
            [(1, 3, false), (1, 4, true), (2, 6, false), (2, 8, true), (3, 9, false), (3, 12, false), (3, 12, true)]);
        reports.All.Where(p => p.ValidationLoss is not null).Select(p => p.Epoch).ShouldBe([2, 3]);
        reports.All.ShouldAllBe(p => p.Epochs == 3 && p.StepsPerEpoch == 4 && p.LearningRate == 1e-3f && p.GradientNorm > 0 && p.SamplesPerSecond > 0 && p.Loss > 0);
        reports.All[^1].ValidationLoss.ShouldBe(new Trainer(network).Evaluate(Data).Loss);
    }

    [Fact]
    public void Schedules_set_the_learning_rate()
    {
        var reports = new Reports();
        var options = new TrainingOptions { Epochs = 2, BatchSize = 10, ReportEvery = 1, Optimizer = Optimizer.Sgd(0.4f), Schedule = Schedule.Polynomial() };
        new Trainer(new LinearNetwork(3, 2), options).Fit(Data, null, reports);
        reports.All.Where(p => !p.IsEpochEnd).Select(p => p.LearningRate).ShouldBe([0.4f, 0.35f, 0.3f, 0.25f, 0.2f, 0.15f, 0.1f, 0.05f], 1e-6);

        // Learning nothing makes a plateau: after 2 bad epochs more than the first, half the rate.
        TrainingResult result = new Trainer(new LinearNetwork(3, 2), new TrainingOptions
        {
            Epochs = 6, BatchSize = 40, Optimizer = Optimizer.Sgd(1e-30f), Schedule = Schedule.ReduceOnPlateau(0.5f, patience: 1),
        }).Fit(TrainerTests.Line(40));
        result.History.Select(epoch => epoch.LearningRate).ShouldBe([1e-30f, 1e-30f, 1e-30f, 1e-30f, 1e-30f, 1e-30f]);
        result = new Trainer(new LinearNetwork(3, 2, change: layer => layer with { Tensors = [.. layer.Tensors.Select(tensor => tensor with { IsTrained = false })] }), new TrainingOptions
        {
            Epochs = 6, BatchSize = 40, Optimizer = Optimizer.Sgd(0.1f), Schedule = Schedule.ReduceOnPlateau(0.5f, patience: 1),
        }).Fit(TrainerTests.Line(40));
        result.History.Select(epoch => epoch.LearningRate).ShouldBe([0.1f, 0.1f, 0.1f, 0.05f, 0.05f, 0.025f], 1e-6);
    }

    [Fact]
    public void Early_stopping_waits_its_patience_and_restores_the_best()
    {
        // Trains from 0 towards the line, but validates against its half: the validation loss falls, then rises.
        float[] targets = [.. Enumerable.Range(0, Data.Count).SelectMany(row => Data.Target(row).ToArray()).Select(v => v / 2)];
        var half = new Dataset([.. Enumerable.Range(0, Data.Count).SelectMany(row => Data.Input(row).ToArray())], targets, 3, 2);
        List<float[]> weights = [];
        var options = new TrainingOptions
        {
            Epochs = 50, BatchSize = 10, Optimizer = Optimizer.Sgd(0.03f), EarlyStopping = new EarlyStopping { Patience = 3 }, OnEpoch = state => weights.Add(state.Network.Parameters.ToArray()),
        };
        var network = new LinearNetwork(3, 2);
        network.Parameters.Clear();
        TrainingResult result = new Trainer(network, options).Fit(Data, half);
        result.Reason.ShouldBe(EndReason.EarlyStopped);
        float[] losses = [.. result.History.Select(epoch => epoch.ValidationLoss!.Value)];
        int best = Array.IndexOf(losses, losses.Min()) + 1;
        result.BestEpoch.ShouldBe(best);
        best.ShouldBeGreaterThan(1);
        result.Epochs.ShouldBe(best + 3);
        network.Parameters.ToArray().ShouldBe(weights[best - 1]);

        network.Parameters.Clear();
        new Trainer(network, options with { EarlyStopping = new EarlyStopping { Patience = 3, RestoreBest = false } }).Fit(Data, half);
        network.Parameters.ToArray().ShouldBe(weights[best + 2]);

        // A gain that is too small does not count.
        result = new Trainer(new LinearNetwork(3, 2), options with { EarlyStopping = new EarlyStopping { Patience = 2, MinDelta = 1e6f } }).Fit(Data);
        (result.Epochs, result.BestEpoch).ShouldBe((3, 1));
    }

    [Fact]
    public void Early_stopping_follows_any_metric()
    {
        int call = 0;
        double[] values = [1, 2, 3, 2.5, 3, 9];
        var metric = new Metric("made up", true, (_, _) => values[call++]);
        TrainingResult result = new Trainer(new LinearNetwork(3, 2), new TrainingOptions
        {
            Epochs = 6, EarlyStopping = new EarlyStopping { Patience = 2, Metric = metric },
        }).Fit(Data, Data);
        (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.EarlyStopped, 5, 3));
    }

    [Fact]
    public void Metrics_are_measured_on_the_validation_set()
    {
        var network = new LinearNetwork(3, 2);
        var reports = new Reports();
        var trainer = new Trainer(network, new TrainingOptions { Epochs = 5, ValidateEvery = 2, Metrics = [Metric.R2, Metric.MeanAbsoluteError] });
        TrainingResult result = trainer.Fit(Data, Data, reports);
        result.History.Select(epoch => epoch.Metrics.Length).ShouldBe([0, 2, 0, 2, 2]);
        float[] last = result.History[4].Metrics.ToArray();
        ((double)last[0]).ShouldBe(Metric.R2.Compute(trainer.Predict(Data), Data), 1e-6);
        ((double)last[1]).ShouldBe(Metric.MeanAbsoluteError.Compute(trainer.Predict(Data), Data), 1e-6);
        reports.All[4].Metrics.ToArray().ShouldBe(last);
        result.History[1].Metrics.ToArray().ShouldNotBe(last);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_before_the_update()
    {
        // A huge learning rate: gradients grow until the loss overflows.
        var network = new LinearNetwork(3, 2);
        List<float[]> weights = [network.Parameters.ToArray()];
        var options = new TrainingOptions
        {
            Epochs = 100, BatchSize = 10, Optimizer = Optimizer.Sgd(1e4f), OnEpoch = state => weights.Add(state.Network.Parameters.ToArray()),
        };
        TrainingResult result = new Trainer(network, options).Fit(Data);
        result.Reason.ShouldBe(EndReason.NonFinite);
        TrainingFailure failure = result.Failure.ShouldNotBeNull();
        failure.Step.ShouldBe(result.Steps);
        failure.Epoch.ShouldBe((int)(failure.Step - 1) / 4 + 1);
        failure.LastGoodEpoch.ShouldBe(failure.Epoch - 1);
        failure.ToString().ShouldContain($"Step {failure.Step} in epoch {failure.Epoch}");
        network.Parameters.ToArray().ShouldBe(weights[failure.LastGoodEpoch]);
        network.Parameters.ToArray().ShouldAllBe(p => float.IsFinite(p));
    }

    [Fact]
    public void The_layer_with_the_bad_gradient_is_named()
    {
        // Inputs so large that their product with the error overflows, while the loss does not.
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        var data = new Dataset([3e38f, 3e38f], [1e3f, 1e3f], 1, 1);
        TrainingResult result = new Trainer(network, new TrainingOptions { BatchSize = 1 }).Fit(data);
        (result.Reason, result.Failure!.Layer, result.Failure.Step, result.Failure.LastGoodEpoch).ShouldBe((EndReason.NonFinite, "Dense1", 1L, 0));
        network.Parameters.ToArray().ShouldBe([0, 0]);
        // Clipping must not hide it.
        new Trainer(network, new TrainingOptions { BatchSize = 1, ClipValue = 1 }).Fit(data).Reason.ShouldBe(EndReason.NonFinite);
    }

    [Fact]
    public void Bad_batches_are_skipped_when_asked()
    {
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        var data = new Dataset([3e38f, 1, 3e38f, 2], [1e3f, 1, 1e3f, 2], 1, 1);
        TrainingResult result = new Trainer(network, new TrainingOptions
        {
            Epochs = 50, BatchSize = 1, NonFinite = NonFiniteAction.SkipBatch, Optimizer = Optimizer.Sgd(0.1f),
        }).Fit(data);
        (result.Reason, result.Steps, result.SkippedSteps).ShouldBe((EndReason.Completed, 200L, 100L));
        network.Parameters[0].ShouldBe(1, 0.05f);
        result.Loss.ShouldBeLessThan(0.01f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void After_the_first_epoch_nothing_is_allocated(int threads)
    {
        Dataset data = TrainerTests.Line(320, 20, 30);
        static LayerInfo Heavy(LayerInfo layer) => (layer with { MultiplyAdds = 1_000_000 }).With("weight", weight => weight with { L2 = 1e-4f, MaxNorm = 5 });
        var network = new LinearNetwork(20, 30, change: Heavy);
        Allocations.Least(Measure).ShouldBe(0);

        long Measure()
        {
            int epoch = 1;
            // By thread, as other tests allocate beside this one: the bytes at its first row after the first epoch, and at its last.
            long[] first = new long[10_000], last = new long[10_000];
            void Note()
            {
                if (Volatile.Read(ref epoch) == 1)
                    return;
                int thread = Environment.CurrentManagedThreadId;
                last[thread] = GC.GetAllocatedBytesForCurrentThread() + 1;
                if (first[thread] == 0)
                    first[thread] = last[thread];
            }

            // Rows that take a while, so that threads pay and take part.
            network.OnRow = _ =>
            {
                Thread.SpinWait(1000);
                Note();
            };
            var options = new TrainingOptions
            {
                Epochs = 52, BatchSize = 16, MaxDegreeOfParallelism = threads, InputNoise = 0.01f, ClipNorm = 1, ReportEvery = 5,
                EarlyStopping = new EarlyStopping { Patience = 1000 }, Metrics = [Metric.R2, Metric.MeanAbsoluteError],
                OnEpoch = state =>
                {
                    Volatile.Write(ref epoch, state.Progress.Epoch + 1);
                    Note();
                },
            };
            var progress = new LastReport();
            new Trainer(network, options).Fit(data, data.Take(100), progress).Steps.ShouldBe(52 * 20);
            progress.Count.ShouldBeGreaterThan(200);
            first.Count(bytes => bytes > 0).ShouldBeInRange(Math.Min(threads, 2), threads);
            return last.Sum() - first.Sum();
        }
    }

    [Fact]
    public void An_error_in_a_worker_reaches_the_caller()
    {
        static LayerInfo Heavy(LayerInfo layer) => layer with { MultiplyAdds = 1_000_000 };
        int rows = 0;
        var network = new LinearNetwork(3, 2, change: Heavy)
        {
            OnRow = _ =>
            {
                if (Interlocked.Increment(ref rows) == 20)
                    throw new InvalidTimeZoneException("on purpose");
            },
        };
        var options = new TrainingOptions { BatchSize = 40, MaxDegreeOfParallelism = 4 };
        Should.Throw<InvalidTimeZoneException>(() => new Trainer(network, options).Fit(Data)).Message.ShouldBe("on purpose");
    }
}
