using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>A trainer that is called again goes on.</summary>
public class TrainingMemoryTests
{
    private static readonly Dataset Rows = TrainerTests.Line(40, 21, 5);

    /// <summary>Class labels for the rows of a line.</summary>
    private static readonly Dataset Classes = Dataset.FromLabels(
        [.. Enumerable.Range(0, 40).SelectMany(row => Rows.Input(row).ToArray())], [.. Enumerable.Range(0, 40).Select(row => row * 7 % 5)], 21, 5);

    // All that is random, a warm-up that does not end in the first call, and batches that accumulate over the end of none.
    private static readonly TrainingOptions Options = new()
    {
        BatchSize = 8, AccumulationSteps = 2, InputNoise = 0.05f, Seed = 3, Schedule = Schedule.Constant.WithWarmup(40), ClipNorm = 0.5f,
    };

    public static TheoryData<string> Optimizers =>
        ["Sgd", "Adam", "AdamW", "AmsGrad", "NAdam", "RAdam", "RmsProp", "Adagrad", "Lion", "Rprop"];

    private static Optimizer Find(string name) => name switch
    {
        "Sgd" => Optimizer.Sgd(0.05f, momentum: 0.9f),
        "AdamW" => Optimizer.AdamW(0.01f),
        "AmsGrad" => Optimizer.Adam(0.01f, amsGrad: true),
        "NAdam" => Optimizer.NAdam(0.01f),
        "RAdam" => Optimizer.RAdam(0.01f),
        "RmsProp" => Optimizer.RmsProp(0.01f, centered: true, momentum: 0.5f),
        "Adagrad" => Optimizer.Adagrad(0.05f, learningRateDecay: 0.1f, initialAccumulator: 0.1f),
        "Lion" => Optimizer.Lion(0.01f),
        "Rprop" => Optimizer.Rprop(),
        _ => Optimizer.Adam(0.01f),
    };

    private static IEnumerable<TrainingSample> Stream(Dataset data)
    {
        for (int row = 0; row < data.Count; row++)
            yield return new TrainingSample(data.Input(row).ToArray(), data.Target(row).ToArray());
    }

    private static async IAsyncEnumerable<TrainingSample> AsyncStream(Dataset data)
    {
        foreach (TrainingSample sample in Stream(data))
        {
            await Task.Yield();
            yield return sample;
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Two_calls_of_ten_epochs_are_one_of_twenty(string optimizer)
    {
        TrainingOptions options = Options with { Optimizer = Find(optimizer), Schedule = optimizer == "Rprop" ? Schedule.Constant : Options.Schedule };
        DropoutClassifier whole = new(1), halves = new(1), fives = new(1);
        TrainingResult once = new Trainer(whole, options with { Epochs = 20 }).Fit(Classes);
        var twice = new Trainer(halves, options with { Epochs = 10 });
        TrainingResult first = twice.Fit(Classes), second = twice.Fit(Classes);
        var trainer = new Trainer(fives, options with { Epochs = 5 });
        for (int call = 0; call < 4; call++)
            trainer.Fit(Classes);

        Bits.Same(whole.Parameters, halves.Parameters);
        Bits.Same(whole.Parameters, fives.Parameters);
        (first.Epochs, first.Steps, second.Epochs, second.Steps).ShouldBe((10, 30L, 20, 60L));
        (twice.Epochs, twice.Steps, twice.SkippedSteps).ShouldBe((20, 60L, 0L));
        first.History.Concat(second.History).Select(epoch => (epoch.Epoch, epoch.Loss, epoch.LearningRate)).ShouldBe(
            once.History.Select(epoch => (epoch.Epoch, epoch.Loss, epoch.LearningRate)));
        second.Loss.ShouldBe(once.Loss);
    }

    [Fact]
    public async Task So_they_are_over_streams()
    {
        DropoutClassifier whole = new(1), halves = new(1), asynchronous = new(1), memory = new(1);
        new Trainer(whole, Options with { Epochs = 20 }).Fit(Stream(Classes));
        var twice = new Trainer(halves, Options with { Epochs = 10 });
        twice.Fit(Stream(Classes));
        twice.Fit(Stream(Classes)).Steps.ShouldBe(60);
        var waiting = new Trainer(asynchronous, Options with { Epochs = 10 });
        await waiting.FitAsync(AsyncStream(Classes));
        await waiting.FitAsync(AsyncStream(Classes));
        // From one kind of stream to the other, and to memory.
        var mixed = new Trainer(memory, Options with { Epochs = 5, Shuffle = false });
        mixed.Fit(Stream(Classes));
        await mixed.FitAsync(AsyncStream(Classes));
        mixed.Fit(Classes);
        mixed.Fit(Stream(Classes));
        Bits.Same(whole.Parameters, halves.Parameters);
        Bits.Same(whole.Parameters, asynchronous.Parameters);
        Bits.Same(whole.Parameters, memory.Parameters);
    }

    [Fact]
    public void Every_epoch_of_every_call_draws_anew()
    {
        List<float> rows = [];
        var network = new LinearNetwork(21, 5) { OnRow = rows.Add };
        var trainer = new Trainer(network, new TrainingOptions { Epochs = 1, BatchSize = 8 });
        trainer.Fit(Rows);
        trainer.Fit(Rows);
        rows[..40].ShouldNotBe(rows[40..]);
    }

    [Fact]
    public void One_epoch_a_call_learns_behind_a_warm_up()
    {
        var network = new LinearNetwork(3, 2);
        var trainer = new Trainer(network, new TrainingOptions
        {
            Epochs = 1, BatchSize = 40, Optimizer = Optimizer.Adam(0.03f), Schedule = Schedule.Constant.WithWarmup(100),
        });
        TrainingResult result = trainer.Fit(TrainerTests.Line(40));
        for (int call = 1; call < 500; call++)
            result = trainer.Fit(TrainerTests.Line(40));
        result.Loss.ShouldBeLessThan(1e-4f);
        (result.Epochs, result.Steps, result.History[0].LearningRate).ShouldBe((500, 500L, 0.03f));
    }

    [Fact]
    public void A_schedule_that_spans_the_training_runs_over_each_call()
    {
        foreach (Schedule schedule in (Schedule[])[Schedule.Cosine(), Schedule.OneCycle(), Schedule.Polynomial(), Schedule.Cosine().WithWarmup(3), Schedule.Cosine() with { Unit = ScheduleUnit.Epoch }])
        {
            List<float> rates = [];
            var trainer = new Trainer(new LinearNetwork(21, 5), new TrainingOptions
            {
                Epochs = 2, BatchSize = 8, Schedule = schedule, Optimizer = Optimizer.Sgd(0.1f), OnStep = state => rates.Add(state.Progress.LearningRate),
            });
            trainer.Fit(Rows);
            trainer.Fit(Rows);
            rates.Count.ShouldBe(20);
            rates[10..].ShouldBe(rates[..10]);
            rates[0].ShouldBeGreaterThan(0);
            rates.Distinct().Count().ShouldBeGreaterThan(1);
        }

        // One with a length of its own goes on to it.
        List<float> own = [];
        var goesOn = new Trainer(new LinearNetwork(21, 5), new TrainingOptions
        {
            Epochs = 2, BatchSize = 8, Schedule = Schedule.Polynomial(length: 16), Optimizer = Optimizer.Sgd(1.6f), OnStep = state => own.Add(state.Progress.LearningRate),
        });
        goesOn.Fit(Rows);
        goesOn.Fit(Rows);
        own.ShouldBe([1.6f, 1.5f, 1.4f, 1.3f, 1.2f, 1.1f, 1, 0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f, 0, 0, 0, 0], 1e-6);
    }

    [Fact]
    public void Epochs_that_a_schedule_counts_go_on()
    {
        var trainer = new Trainer(new LinearNetwork(21, 5), new TrainingOptions { Epochs = 2, Optimizer = Optimizer.Sgd(0.8f), Schedule = Schedule.Step(3, 0.5f) });
        float[] rates = [.. trainer.Fit(Rows).History.Concat(trainer.Fit(Rows).History).Select(epoch => epoch.LearningRate)];
        rates.ShouldBe([0.8f, 0.8f, 0.8f, 0.4f]);
    }

    [Fact]
    public void Progress_counts_over_all_calls()
    {
        List<(int, int, long)> seen = [];
        var trainer = new Trainer(new LinearNetwork(21, 5), new TrainingOptions
        {
            Epochs = 3, BatchSize = 20, OnEpoch = state => seen.Add((state.Progress.Epoch, state.Progress.Epochs, state.Progress.Step)),
        });
        trainer.Fit(Rows);
        trainer.Fit(Rows);
        seen.ShouldBe([(1, 3, 2), (2, 3, 4), (3, 3, 6), (4, 6, 8), (5, 6, 10), (6, 6, 12)]);
    }

    [Fact]
    public void A_plateau_and_the_best_epoch_go_on()
    {
        // Nothing is learned: a plateau from the first epoch on.
        static LayerInfo Frozen(LayerInfo layer) => layer.With("weight", t => t with { IsTrained = false }).With("bias", t => t with { IsTrained = false });
        var options = new TrainingOptions { Epochs = 1, Optimizer = Optimizer.Sgd(0.8f), Schedule = Schedule.ReduceOnPlateau(0.5f, patience: 1) };
        var trainer = new Trainer(new LinearNetwork(21, 5, change: Frozen), options);
        Enumerable.Range(0, 6).Select(_ => trainer.Fit(Rows).History[0].LearningRate).ShouldBe([0.8f, 0.8f, 0.8f, 0.4f, 0.4f, 0.2f], 1e-6);

        int call = 0;
        double[] values = [5, 3, 4, 4, 4, 4, 4];
        var metric = new Metric("made up", higherIsBetter: false, (_, _) => values[call++]);
        trainer = new Trainer(new LinearNetwork(21, 5), new TrainingOptions { Epochs = 1, EarlyStopping = new EarlyStopping { Patience = 3, Metric = metric } });
        var results = Enumerable.Range(0, 6).Select(_ => trainer.Fit(Rows, Rows)).ToArray();
        results.Select(result => result.Reason).ShouldBe(
            [EndReason.Completed, EndReason.Completed, EndReason.Completed, EndReason.Completed, EndReason.EarlyStopped, EndReason.Completed]);
        results.Select(result => result.BestEpoch).ShouldBe([1, 2, 2, 2, 2, 2]);
    }

    [Fact]
    public void What_was_measured_on_a_validation_set_is_not_compared_with_training_losses()
    {
        var options = new TrainingOptions { Epochs = 2, BatchSize = 40, Optimizer = Optimizer.Sgd(1e-6f), EarlyStopping = new EarlyStopping { Patience = 5 } };
        var network = new LinearNetwork(21, 5);
        var trainer = new Trainer(network, options);
        // A validation set that is predicted without error.
        float[] inputs = new float[21], outputs = new float[5];
        network.Forward(inputs, outputs, new float[network.WorkspaceLength]);
        trainer.Fit(Rows, new Dataset(inputs, outputs, 21, 5)).BestEpoch.ShouldBe(1);
        trainer.Fit(Rows).BestEpoch.ShouldBe(4);
    }

    [Fact]
    public void Reset_starts_anew()
    {
        DropoutClassifier fresh = new(1), reset = new(5);
        new Trainer(fresh, Options).Fit(Classes);
        var trainer = new Trainer(reset, Options);
        trainer.Fit(Classes);
        trainer.Step(Classes.Input(0), Classes.Target(0));
        trainer.Reset();
        (trainer.Epochs, trainer.Steps, trainer.SkippedSteps).ShouldBe((0, 0L, 0L));
        reset.Initialize(1);
        TrainingResult result = trainer.Fit(Classes);
        (result.Epochs, result.Steps).ShouldBe((10, 30L));
        Bits.Same(fresh.Parameters, reset.Parameters);
    }

    [Fact]
    public void What_a_cancelled_step_had_added_up_is_forgotten()
    {
        using var source = new CancellationTokenSource();
        int rows = 0;
        LinearNetwork cancelled = new(21, 5) { OnRow = _ => { if (++rows == 30) source.Cancel(); } }, whole = new(21, 5);
        var options = new TrainingOptions { Epochs = 1, BatchSize = 8, AccumulationSteps = 3, Shuffle = false };
        var trainer = new Trainer(cancelled, options);
        // Cancelled in the fourth batch, the first of the second step.
        TrainingResult result = trainer.Fit(Rows, cancellationToken: source.Token);
        (result.Reason, result.Steps).ShouldBe((EndReason.Cancelled, 1L));
        trainer.Fit(Rows);
        new Trainer(whole, options with { Epochs = 2 }).Fit(Stream(Rows).Take(24).Concat(Stream(Rows)), cancellationToken: default);
        var other = new Trainer(whole = new LinearNetwork(21, 5), options);
        other.Fit(Rows.Take(24));
        other.Fit(Rows);
        Bits.Same(whole.Parameters, cancelled.Parameters);
    }
}
