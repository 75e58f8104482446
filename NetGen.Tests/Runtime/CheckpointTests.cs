using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class CheckpointTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new() { Epochs = 6, BatchSize = 8, InputNoise = 0.05f };

    public static TheoryData<string> Optimizers => ["Sgd", "Adam", "NAdam", "RmsProp", "Rprop"];

    private static Optimizer Find(string name) => name switch
    {
        "Sgd" => Optimizer.Sgd(0.05f, momentum: 0.9f),
        "NAdam" => Optimizer.NAdam(0.01f),
        "RmsProp" => Optimizer.RmsProp(0.01f, centered: true, momentum: 0.5f),
        "Rprop" => Optimizer.Rprop(),
        _ => Optimizer.Adam(0.01f),
    };

    private static byte[] CheckpointOf(LinearNetwork network, TrainingOptions options, int epoch)
    {
        using var stream = new MemoryStream();
        new Trainer(network, options with
        {
            OnEpoch = state =>
            {
                if (state.Progress.Epoch != epoch)
                    return;
                state.WriteCheckpoint(stream);
                state.Stop();
            },
        }).Fit(Data, Data);
        return stream.ToArray();
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_interrupted_run_ends_with_the_bits_of_one_that_was_not(string optimizer)
    {
        TrainingOptions options = Options with
        {
            Optimizer = Find(optimizer), EarlyStopping = new EarlyStopping { Patience = 4 },
            Schedule = optimizer == "Rprop" ? Schedule.Constant : Schedule.ReduceOnPlateau(0.5f, 1, threshold: 0.2f),
        };
        var whole = new LinearNetwork(3, 2);
        TrainingResult expected = new Trainer(whole, options).Fit(Data, Data);

        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), options, 3);
        var resumed = new LinearNetwork(3, 2, seed: 99);
        TrainingResult result = new Trainer(resumed, options).Resume(new MemoryStream(checkpoint), Data, Data);
        resumed.Parameters.ToArray().ShouldBe(whole.Parameters.ToArray());
        (result.Epochs, result.Steps, result.BestEpoch, result.ValidationLoss).ShouldBe(
            (expected.Epochs, expected.Steps, expected.BestEpoch, expected.ValidationLoss));
        result.History.Select(epoch => (epoch.Epoch, epoch.Loss, epoch.LearningRate)).ShouldBe(
            expected.History.Skip(3).Select(epoch => (epoch.Epoch, epoch.Loss, epoch.LearningRate)));
    }

    [Fact]
    public void The_layout_of_weights_may_have_changed()
    {
        var whole = new LinearNetwork(3, 2);
        new Trainer(whole, Options).Fit(Data, Data);
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options, 3);
        var other = new LinearNetwork(3, 2, change: layer => layer.WithLayout(isInputMajor: true));
        new Trainer(other, Options).Resume(new MemoryStream(checkpoint), Data, Data);
        new LayerView(other.Layers[0], other.Parameters)["weight"].ToArray().ShouldBe(new LayerView(whole.Layers[0], whole.Parameters)["weight"].ToArray());
    }

    [Fact]
    public void Files_are_written_every_few_epochs_and_resumed()
    {
        string path = Path.Combine(Path.GetTempPath(), $"netgen-{Guid.NewGuid():n}.checkpoint");
        try
        {
            int written = 0;
            DateTime last = default;
            var network = new LinearNetwork(3, 2);
            TrainingOptions options = Options with
            {
                Epochs = 5, CheckpointPath = path, CheckpointEvery = 2, OnEpoch = _ =>
                {
                    if (File.Exists(path) && File.GetLastWriteTimeUtc(path) is var time && time != last)
                        (written, last) = (written + 1, time);
                },
            };
            new Trainer(network, options).Fit(Data);
            written.ShouldBe(3);
            File.Exists(path + ".part").ShouldBeFalse();
            var whole = new LinearNetwork(3, 2);
            new Trainer(whole, Options with { Epochs = 7 }).Fit(Data);
            var resumed = new LinearNetwork(3, 2);
            new Trainer(resumed, Options with { Epochs = 7 }).Resume(path, Data).Epochs.ShouldBe(7);
            resumed.Parameters.ToArray().ShouldBe(whole.Parameters.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_damaged_checkpoint_changes_nothing()
    {
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options, 2);
        var network = new LinearNetwork(3, 2, seed: 3);
        float[] before = network.Parameters.ToArray();
        void Refused(byte[] bytes, string message) =>
            Should.Throw<InvalidDataException>(() => new Trainer(network, Options).Resume(new MemoryStream(bytes), Data)).Message.ShouldContain(message);

        for (int cut = 0; cut < checkpoint.Length; cut += 7)
            Refused(checkpoint[..cut], cut < 8 ? "no checkpoint" : "cut off");
        for (int i = 0; i < checkpoint.Length; i += 5)
        {
            byte[] damaged = [.. checkpoint];
            damaged[i] ^= 0x10;
            Should.Throw<InvalidDataException>(() => new Trainer(network, Options).Resume(new MemoryStream(damaged), Data), $"byte {i}");
        }

        network.Parameters.ToArray().ShouldBe(before);
    }

    [Fact]
    public void A_checkpoint_of_something_else_is_refused()
    {
        byte[] checkpoint = CheckpointOf(new LinearNetwork(3, 2), Options, 2);
        void Refused(ITrainableNetwork network, Dataset data, TrainingOptions options, string message) =>
            Should.Throw<InvalidDataException>(() => new Trainer(network, options).Resume(new MemoryStream(checkpoint), data)).Message.ShouldContain(message);
        Refused(new LinearNetwork(4, 2), TrainerTests.Line(40, 4), Options, "network Dense 4-2 Identity (weight [2, 4], bias [2]), but it is one of Dense 3-2 Identity (weight [2, 3], bias [2])");
        Refused(new LinearNetwork(3, 2), Data, Options with { Optimizer = Optimizer.Sgd(0.1f) }, "the optimizer Sgd, but it is one of Adam");
        Refused(new LinearNetwork(3, 2), Data, Options with { Optimizer = Optimizer.Adam(amsGrad: true) }, "slots number 3, but it is one of 2");
        Refused(new LinearNetwork(3, 2), Data, Options with { Seed = 4 }, "the seed 4, but it is one of 0");
    }

    [Fact]
    public void A_checkpoint_is_written_at_the_end_of_an_epoch_only()
    {
        var options = Options with { OnStep = state => state.WriteCheckpoint(Stream.Null) };
        Should.Throw<InvalidOperationException>(() => new Trainer(new LinearNetwork(3, 2), options).Fit(Data)).Message.ShouldContain("end of an epoch");
    }
}
