using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class Leaky;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.3f)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class OtherSlope;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f)]
[Dropout(0.5f)]
[Dense(2)]
internal sealed partial class OtherRate;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.75f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class OtherDelta;

[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class OtherLoss;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f, TrainBiases = false)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class OtherFrozen;

[NeuralNetwork(3, Loss = Loss.Huber, Delta = 0.5f)]
[Dense(4, Activation.LeakyRelu, Slope = 0.01f, Initializer = Initializer.Zeros, InitialBias = 1)]
[Dropout(0.25f)]
[Dense(2)]
internal sealed partial class OtherStart;

/// <summary>A checkpoint knows what its bits depend on: what differs is refused and named, with what was expected and what is there.</summary>
public class CheckpointIdentityTests
{
    private static readonly Dataset Data = TrainerTests.Line(40), Validation = TrainerTests.Line(10, seed: 3);

    private static readonly TrainingOptions Options = new() { Epochs = 4, BatchSize = 8, CheckpointEvery = 3 };

    private static byte[] CheckpointOf(ITrainableNetwork network, TrainingOptions options, Dataset? data = null, Dataset? validation = null)
    {
        using var stream = new MemoryStream();
        new Trainer(network, options with { OnEpoch = state => { if (state.Progress.Epoch == 2) state.WriteCheckpoint(stream); } }).Fit(data ?? Data, validation);
        return stream.ToArray();
    }

    private static void Refused(byte[] checkpoint, ITrainableNetwork network, TrainingOptions options, string message, Dataset? data = null, Dataset? validation = null)
    {
        float[] before = network.Parameters.ToArray();
        var trainer = new Trainer(network, options);
        string actual = Should.Throw<InvalidDataException>(() => trainer.Resume(new MemoryStream(checkpoint), data ?? Data, validation)).Message;
        actual.ShouldContain(message);
        Bits.Same(before, network.Parameters);
        (trainer.Epochs, trainer.Steps).ShouldBe((0, 0L));
    }

    [Fact]
    public void Another_network_is_refused()
    {
        byte[] checkpoint = CheckpointOf(new Leaky(1), Options);
        Refused(checkpoint, new OtherSlope(1), Options, "Dense 3-4 LeakyRelu 0.3");
        Refused(checkpoint, new OtherRate(1), Options, "layer Dropout1 Dropout of Dense1, Rate 0.5, but it is one of Dropout of Dense1, Rate 0.25");
        Refused(checkpoint, new OtherDelta(1), Options, "the loss Huber, Delta 0.75, EvaluatesItself True, Margin 1, Reduction Mean, but it is one of Huber, Delta 0.5, EvaluatesItself True, Margin 1, Reduction Mean");
        Refused(checkpoint, new OtherLoss(1), Options, "the loss MeanSquaredError");
        Refused(checkpoint, new OtherFrozen(1), Options, "Dense1 bias frozen");
        // How parameters are drawn does not matter to those of the file.
        new Trainer(new OtherStart(1), Options).Resume(new MemoryStream(checkpoint), Data).Epochs.ShouldBe(4);
    }

    [Fact]
    public void Other_blocks_of_rows_are_refused_for_they_add_up_to_other_bits()
    {
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options);
        Refused(checkpoint, new LinearNetwork(3, 2, rowsPerBlock: 5), Options, "a network that takes so many rows at once: 5, but it is one of 4");
    }

    [Fact]
    public void Every_option_is_in_a_checkpoint_or_changes_no_bit()
    {
        // A new one belongs to CheckpointIdentity, and to the tests here, or to this list.
        string[] free =
        [
            "Epochs", "MaxDegreeOfParallelism", "Metrics", "ReportEvery", "OnStep", "OnEpoch", "CheckpointPath", "CheckpointEvery",
        ];
        TrainingOptions other = Options with { StepsPerEpoch = 5 };
        var differ = new Dictionary<string, TrainingOptions>
        {
            ["BatchSize"] = other with { BatchSize = 10, StepsPerEpoch = 4 }, ["AccumulationSteps"] = other with { AccumulationSteps = 2, StepsPerEpoch = 3 },
            ["StepsPerEpoch"] = other with { StepsPerEpoch = 0 }, ["Shuffle"] = other with { Shuffle = false }, ["Seed"] = other with { Seed = 1 },
            ["Optimizer"] = other with { Optimizer = Optimizer.Lion() }, ["Schedule"] = other with { Schedule = Schedule.Exponential(0.5f) },
            ["EarlyStopping"] = other with { EarlyStopping = new EarlyStopping() }, ["ValidateEvery"] = other with { EarlyStopping = new EarlyStopping(), ValidateEvery = 2 },
            ["L1"] = other with { L1 = 1 }, ["L2"] = other with { L2 = 1 }, ["RegularizeBiases"] = other with { RegularizeBiases = true }, ["MaxNorm"] = other with { MaxNorm = 1 },
            ["ClipValue"] = other with { ClipValue = 1 }, ["ClipNorm"] = other with { ClipNorm = 1 }, ["LabelSmoothing"] = other with { LabelSmoothing = 0.1f },
            ["InputNoise"] = other with { InputNoise = 1 }, ["NonFinite"] = other with { NonFinite = NonFiniteAction.SkipBatch },
            ["ParameterAverage"] = other with { ParameterAverage = new ParameterAverage() },
        };
        // These need networks of their own and are tested above and below.
        string[] elsewhere = ["ClassWeights", "OutputWeights"];
        typeof(TrainingOptions).GetProperties().Select(property => property.Name).Except(free).Except(elsewhere).Order().ShouldBe(differ.Keys.Order());
        Dataset shares = new([.. Enumerable.Range(0, 120).Select(i => i / 120f)], [.. Enumerable.Range(0, 80).Select(i => i / 80f)], 3, 2);
        byte[] plain = CheckpointOf(new Leaky(1), other, shares), stops = CheckpointOf(new Leaky(1), other with { EarlyStopping = new EarlyStopping() }, shares);
        foreach ((string name, TrainingOptions options) in differ)
            Refused(name == "ValidateEvery" ? stops : plain, new Leaky(1), options, "Expected a checkpoint of ", shares);
    }

    [Fact]
    public void Weights_of_outputs_are_in_a_checkpoint()
    {
        TrainingOptions weighted = Options with { OutputWeights = [1, 0.5f] };
        byte[] checkpoint = CheckpointOf(new Leaky(1), weighted);
        Refused(checkpoint, new Leaky(1), weighted with { OutputWeights = [1, 0.25f] }, "OutputWeights 1 0.25, but it is one of 1 0.5");
        Refused(checkpoint, new Leaky(1), Options, "OutputWeights none, but it is one of 1 0.5");
        Leaky whole = new(1), resumed = new(5);
        new Trainer(whole, weighted).Fit(Data);
        new Trainer(resumed, weighted).Resume(new MemoryStream(checkpoint), Data);
        Bits.Same(whole.Parameters, resumed.Parameters);
    }

    public static TheoryData<string> Names => [.. Optimizers().Select(named => named.Name)];

    private static List<(string Name, Optimizer Optimizer)> Optimizers() =>
    [
        ("Sgd", Optimizer.Sgd(0.01f)), ("Sgd rate", Optimizer.Sgd(0.02f)), ("Sgd momentum", Optimizer.Sgd(0.01f, momentum: 0.5f)),
        ("Sgd momentum 2", Optimizer.Sgd(0.01f, momentum: 0.75f)), ("Sgd Nesterov", Optimizer.Sgd(0.01f, momentum: 0.5f, nesterov: true)), ("Sgd decay", Optimizer.Sgd(0.01f, weightDecay: 0.1f)),
        ("Adam", Optimizer.Adam()), ("Adam rate", Optimizer.Adam(0.002f)), ("Adam beta1", Optimizer.Adam(beta1: 0.8f)), ("Adam beta2", Optimizer.Adam(beta2: 0.9f)),
        ("Adam epsilon", Optimizer.Adam(epsilon: 1e-7f)), ("Adam decay", Optimizer.Adam(weightDecay: 0.01f)), ("AmsGrad", Optimizer.Adam(amsGrad: true)),
        ("AdamW", Optimizer.AdamW(weightDecay: 0.01f)), ("AdamW without decay", Optimizer.AdamW(weightDecay: 0)), ("AdamW AmsGrad", Optimizer.AdamW(amsGrad: true)),
        ("NAdam", Optimizer.NAdam()), ("NAdam beta1", Optimizer.NAdam(beta1: 0.8f)), ("RAdam", Optimizer.RAdam()), ("RAdam beta2", Optimizer.RAdam(beta2: 0.9f)),
        ("RmsProp", Optimizer.RmsProp(0.01f)), ("RmsProp momentum", Optimizer.RmsProp(0.01f, momentum: 0.5f)), ("RmsProp centered", Optimizer.RmsProp(0.01f, centered: true)),
        ("Adagrad", Optimizer.Adagrad(0.01f)), ("Adagrad decay of the rate", Optimizer.Adagrad(0.01f, learningRateDecay: 0.1f)), ("Adagrad start", Optimizer.Adagrad(0.01f, initialAccumulator: 0.5f)),
        ("Lion", Optimizer.Lion()), ("Lion beta2", Optimizer.Lion(beta2: 0.5f)), ("Rprop", Optimizer.Rprop()),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_optimizer_or_setting_of_it_is_refused(string name)
    {
        Optimizer own = Optimizers().Find(named => named.Name == name).Optimizer;
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options with { Optimizer = own });
        foreach ((string other, Optimizer optimizer) in Optimizers().Where(named => named.Name != name))
            Refused(checkpoint, new LinearNetwork(3, 2), Options with { Optimizer = optimizer }, "Expected a checkpoint of ");
        new Trainer(new LinearNetwork(3, 2), Options with { Optimizer = own }).Resume(new MemoryStream(checkpoint), Data).Epochs.ShouldBe(4);
    }

    [Fact]
    public void Another_setting_is_refused()
    {
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options);
        void Differs(TrainingOptions options, string message) => Refused(checkpoint, new LinearNetwork(3, 2), options, message);
        Differs(Options with { Optimizer = Optimizer.AdamW(weightDecay: 0) }, "the optimizer AdamW, but it is one of Adam");
        Differs(Options with { Optimizer = Optimizer.Adam(beta1: 0.8f) }, "the optimizer's Beta1 0.8, but it is one of 0.9");
        Differs(Options with { Seed = 4 }, "the seed 4, but it is one of 0");
        Differs(Options with { BatchSize = 10 }, "the batch size 10, but it is one of 8");
        Differs(Options with { AccumulationSteps = 2 }, "AccumulationSteps 2, but it is one of 1");
        Differs(Options with { Shuffle = false }, "Shuffle False, but it is one of True");
        Differs(Options with { Schedule = Schedule.Step(1, 0.5f) }, "the schedule StepSchedule");
        Differs(Options with { Schedule = Schedule.Constant.WithWarmup(3) }, "the schedule WarmupSchedule");
        Differs(Options with { L1 = 0.1f }, "L1 0.1, but it is one of 0");
        Differs(Options with { L2 = 0.1f }, "L2 0.1, but it is one of 0");
        Differs(Options with { RegularizeBiases = true }, "RegularizeBiases True");
        Differs(Options with { MaxNorm = 1 }, "MaxNorm 1, but it is one of 0");
        Differs(Options with { ClipValue = 1 }, "ClipValue 1, but it is one of 0");
        Differs(Options with { ClipNorm = 1 }, "ClipNorm 1, but it is one of 0");
        Differs(Options with { InputNoise = 0.1f }, "InputNoise 0.1, but it is one of 0");
        Differs(Options with { NonFinite = NonFiniteAction.SkipBatch }, "NonFinite SkipBatch, but it is one of Stop");
        Differs(Options with { EarlyStopping = new EarlyStopping { Patience = 3 } }, "validation data of so many rows: 0, but it is one of none");

        // What may change: how far, how fast, what is told and where it is kept.
        TrainingResult result = new Trainer(new LinearNetwork(3, 2), Options with { Epochs = 7, MaxDegreeOfParallelism = 1, ReportEvery = 1, OnStep = _ => { }, CheckpointEvery = 1 })
            .Resume(new MemoryStream(checkpoint), Data);
        (result.Reason, result.Epochs).ShouldBe((EndReason.Completed, 7));
    }

    [Fact]
    public void Settings_of_classes_schedules_and_stopping_are_refused_too()
    {
        Dataset classes = Dataset.FromLabels([.. Enumerable.Range(0, 60).Select(i => i / 60f)], [.. Enumerable.Range(0, 20).Select(i => i % 2)], 3, 2);
        TrainingOptions weighted = Options with { ClassWeights = [1, 2] };
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2, tellsClasses: true), weighted, classes);
        Refused(checkpoint, new LinearNetwork(3, 2, tellsClasses: true), weighted with { ClassWeights = [1, 3] }, "ClassWeights 1 3, but it is one of 1 2", classes);
        Refused(checkpoint, new LinearNetwork(3, 2, tellsClasses: true), weighted with { LabelSmoothing = 0.1f }, "LabelSmoothing 0.1, but it is one of 0", classes);

        TrainingOptions spanning = Options with { Schedule = Schedule.Cosine() };
        checkpoint = CheckpointOf(new LinearNetwork(3, 2), spanning);
        Refused(checkpoint, new LinearNetwork(3, 2), spanning with { Epochs = 5 }, "a schedule over so many epochs: 5, but it is one of 4");
        Refused(checkpoint, new LinearNetwork(3, 2), spanning with { Schedule = Schedule.Cosine(0.1f) }, "Minimum = 0.1");

        TrainingOptions stops = Options with { EarlyStopping = new EarlyStopping { Patience = 3 } };
        checkpoint = CheckpointOf(new LinearNetwork(3, 2), stops, validation: Validation);
        void Differs(TrainingOptions options, string message, Dataset? validation) => Refused(checkpoint, new LinearNetwork(3, 2), options, message, validation: validation);
        Differs(stops with { EarlyStopping = new EarlyStopping { Patience = 4 } }, "early stopping patience 4", Validation);
        Differs(stops with { EarlyStopping = new EarlyStopping { Patience = 3, MinDelta = 0.5f } }, "minimum 0.5", Validation);
        Differs(stops with { EarlyStopping = new EarlyStopping { Patience = 3, Metric = Metric.R2 } }, "R²", Validation);
        Differs(stops with { EarlyStopping = new EarlyStopping { Patience = 3, RestoreBest = false } }, "restores False", Validation);
        Differs(stops with { ValidateEvery = 2 }, "ValidateEvery 2, but it is one of 1", Validation);
        Differs(stops with { EarlyStopping = null }, "early stopping none, but it is one of patience 3", Validation);
        Differs(stops, "validation data of so many rows: 0, but it is one of 10", null);
        Differs(stops, "validation data with the checksum", TrainerTests.Line(10, seed: 4));
    }

    [Fact]
    public void Other_rows_are_refused_and_the_same_in_another_place_are_not()
    {
        TrainingOptions options = Options with { Shuffle = false };
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), options);
        Refused(checkpoint, new LinearNetwork(3, 2), options, "training data of 41 rows, but it is one of 40 rows", TrainerTests.Line(41));
        Refused(checkpoint, new LinearNetwork(3, 2), options, "training data with the checksum", TrainerTests.Line(40, seed: 8));
        Refused(checkpoint, new LinearNetwork(3, 2), options, "training data with the checksum", Data.WithWeights([.. Enumerable.Repeat(2f, 40)]));
        Refused(checkpoint, new LinearNetwork(3, 2), options, "training data with the checksum", Data.Select([.. Enumerable.Range(0, 40).Reverse()]));
        float[] targets = [.. Enumerable.Range(0, 40).SelectMany(row => Data.Target(row).ToArray())];
        targets[^1]++;
        Refused(checkpoint, new LinearNetwork(3, 2), options, "training data with the checksum", new Dataset([.. Enumerable.Range(0, 40).SelectMany(row => Data.Input(row).ToArray())], targets, 3, 2));

        LinearNetwork whole = new(3, 2), view = new(3, 2);
        new Trainer(whole, options).Fit(Data);
        new Trainer(view, options).Resume(new MemoryStream(checkpoint), Data.Select([.. Enumerable.Range(0, 40)]));
        Bits.Same(whole.Parameters, view.Parameters);

        IEnumerable<TrainingSample> samples = Enumerable.Range(0, 40).Select(row => new TrainingSample(Data.Input(row).ToArray(), Data.Target(row).ToArray()));
        Should.Throw<InvalidDataException>(() => new Trainer(view, options).Resume(new MemoryStream(checkpoint), samples)).Message.ShouldContain(
            "training data of a stream, but it is one of 40 rows");
    }
}
