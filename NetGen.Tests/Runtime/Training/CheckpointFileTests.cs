using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>The file of a training: when it is written, and where.</summary>
public sealed class CheckpointFileTests : IDisposable
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new() { Epochs = 6, BatchSize = 8, Optimizer = Optimizer.NAdam(0.01f) };

    private readonly string _folder = Directory.CreateTempSubdirectory("netgen-").FullName;

    private string FilePath => Path.Combine(_folder, "training.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Files() => [.. Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The network of a file, and the epochs it has.</summary>
    private (int Epochs, float[] Parameters) Read(TrainingOptions options, string? path = null)
    {
        var network = new LinearNetwork(3, 2, seed: 9);
        TrainingResult result = new Trainer(network, options with { Epochs = 1, CheckpointPath = null, OnEpoch = null, OnStep = null }).Resume(path ?? FilePath, Data);
        return (result.Epochs, network.Parameters.ToArray());
    }

    public static TheoryData<string, int> Ends => new()
    {
        { "completed", 5 }, { "completed", 4 }, { "completed", 100 }, { "stopped", 5 }, { "stopped in an epoch", 5 }, { "cancelled", 5 }, { "not finite", 5 }, { "thrown", 5 },
        { "early stopped", 5 }, { "thrown by a callback", 5 }, { "stream ended", 5 }, { "stopped", 1 }, { "stopped in an epoch", 1 }, { "cancelled", 1 }, { "not finite", 1 }, { "thrown", 1 },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void The_last_whole_epoch_is_written_however_training_ends(string end, int every)
    {
        using var source = new CancellationTokenSource();
        List<float[]> weights = [];
        var network = new LinearNetwork(3, 2)
        {
            OnRow = _ =>
            {
                if (end == "thrown" && weights.Count == 2)
                    throw new InvalidTimeZoneException();
            },
        };
        TrainingOptions options = Options with
        {
            CheckpointPath = FilePath, CheckpointEvery = every,
            EarlyStopping = end == "early stopped" ? new EarlyStopping { Patience = 2, MinDelta = 1e6f } : null,
            OnEpoch = state =>
            {
                weights.Add(state.Network.Parameters.ToArray());
                if (end == "stopped" && state.Progress.Epoch == 3)
                    state.Stop();
                if (end == "thrown by a callback" && state.Progress.Epoch == 3)
                    throw new InvalidTimeZoneException();
            },
            OnStep = state =>
            {
                if (state.Progress.Step != 13)
                    return;
                if (end == "stopped in an epoch")
                    state.Stop();
                if (end == "cancelled")
                    source.Cancel();
                if (end == "not finite")
                    state.Network.Parameters[1] = float.NaN;
            },
        };
        var samples = new Queue<TrainingSample>(Enumerable.Range(0, 100).Select(row => new TrainingSample(Data.Input(row % 40).ToArray(), Data.Target(row % 40).ToArray())));
        IEnumerable<TrainingSample> Once()
        {
            for (int i = 0; i < 40 && samples.TryDequeue(out TrainingSample sample); i++)
                yield return sample;
        }

        var trainer = new Trainer(network, end == "stream ended" ? options with { StepsPerEpoch = 5 } : options);
        if (end.StartsWith("thrown", StringComparison.Ordinal))
            Should.Throw<InvalidTimeZoneException>(() => trainer.Fit(Data));
        else if (end == "stream ended")
            trainer.Fit(Once()).Reason.ShouldBe(EndReason.StreamEnded);
        else
            trainer.Fit(Data, cancellationToken: source.Token);

        Files().ShouldBe(["training.checkpoint"]);
        int expected = end switch { "completed" => 6, "stopped" or "early stopped" or "thrown by a callback" => 3, _ => 2 };
        if (end is "stream ended" or "early stopped")
        {
            // Of another kind than what reads below; what matters is that they resume.
            if (end == "early stopped")
            {
                TrainingResult over = new Trainer(new LinearNetwork(3, 2), options with { CheckpointPath = null, OnEpoch = null, OnStep = null }).Resume(FilePath, Data);
                (over.Reason, over.Epochs, over.BestEpoch).ShouldBe((EndReason.EarlyStopped, 3, 1));
            }
            else
            {
                var stream = new Trainer(new LinearNetwork(3, 2), Options with { StepsPerEpoch = 5, Epochs = 2 });
                stream.Resume(FilePath, Once()).Epochs.ShouldBe(2);
                Bits.Same(weights[1], stream.Network.Parameters);
            }

            return;
        }

        (int epochs, float[] parameters) = Read(options);
        epochs.ShouldBe(expected);
        Bits.Same(weights[expected - 1], parameters);

        // And with the optimizer's memory of that epoch.
        LinearNetwork whole = new(3, 2), resumed = new(3, 2);
        new Trainer(whole, Options).Fit(Data);
        new Trainer(resumed, Options).Resume(FilePath, Data).Epochs.ShouldBe(6);
        Bits.Same(whole.Parameters, resumed.Parameters);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_a_callback_changes_is_in_the_file(int every)
    {
        float[] changed = [];
        TrainingOptions options = Options with
        {
            CheckpointPath = FilePath, CheckpointEvery = every, OnEpoch = state =>
            {
                state.Network.Parameters[3] += 0.25f;
                changed = state.Network.Parameters.ToArray();
                if (state.Progress.Epoch == 3)
                    state.Stop();
            },
        };
        new Trainer(new LinearNetwork(3, 2), options).Fit(Data).Epochs.ShouldBe(3);
        (int epochs, float[] parameters) = Read(options);
        epochs.ShouldBe(3);
        Bits.Same(changed, parameters);
    }

    [Fact]
    public void A_training_without_a_whole_epoch_leaves_no_file()
    {
        new Trainer(new LinearNetwork(3, 2), Options with { CheckpointPath = FilePath, OnStep = state => state.Stop() }).Fit(Data).Epochs.ShouldBe(0);
        Files().ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_replaced_when_the_new_one_is_complete_and_not_held_open()
    {
        TrainingOptions options = Options with { CheckpointPath = FilePath };
        new Trainer(new LinearNetwork(3, 2), options with { Epochs = 2 }).Fit(Data);
        byte[] two = File.ReadAllBytes(FilePath);
        // Resumed from the file it writes: nobody has it open when it is replaced.
        int opened = 0;
        LinearNetwork whole = new(3, 2), resumed = new(3, 2);
        new Trainer(whole, Options).Fit(Data);
        new Trainer(resumed, options with
        {
            OnEpoch = _ =>
            {
                using var file = new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                opened++;
            },
        }).Resume(FilePath, Data).Epochs.ShouldBe(6);
        opened.ShouldBe(4);
        Bits.Same(whole.Parameters, resumed.Parameters);
        File.ReadAllBytes(FilePath).SequenceEqual(two).ShouldBeFalse();

        // A training that fails to write leaves the old file and nothing beside it.
        byte[] old = File.ReadAllBytes(FilePath);
        var blocked = new Trainer(new LinearNetwork(3, 2), options with
        {
            OnStep = state =>
            {
                if (state.Progress.Step != 1)
                    return;
                File.Delete(FilePath);
                Directory.CreateDirectory(FilePath);
            },
        });
        Should.Throw<Exception>(() => blocked.Fit(Data)).ShouldBeAssignableTo<SystemException>();
        Files().ShouldBe(["training.checkpoint"]);
        old.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_found_before_the_first_epoch()
    {
        int rows = 0;
        void Refused(string path, string message)
        {
            var network = new LinearNetwork(3, 2) { OnRow = _ => rows++ };
            Should.Throw<IOException>(() => new Trainer(network, Options with { CheckpointPath = path }).Fit(Data)).Message.ShouldContain(message);
        }

        Refused(_folder, "it is a folder");
        Refused(Path.Combine(_folder, "none", "training.checkpoint"), Path.Combine(_folder, "none"));
        if (!OperatingSystem.IsWindows())
        {
            Refused("/dev/null", "it is a device");
            Refused("/dev/full", "it is a device");
            // Also where it is sent to a file.
            Refused("/dev/stdout", "it is a device");
            File.CreateSymbolicLink(Path.Combine(_folder, "device"), "/dev/null");
            Refused(Path.Combine(_folder, "device"), "it is a device");
            File.CreateSymbolicLink(Path.Combine(_folder, "around"), Path.Combine(_folder, "around"));
            Refused(Path.Combine(_folder, "around"), "around");
        }

        rows.ShouldBe(0);
        Files().Where(file => file.EndsWith(".part", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_symbolic_link_stays_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        string target = Path.Combine(_folder, "target"), middle = Path.Combine(_folder, "middle");
        // To one that points to a file, by a path relative to its folder; first one that is not there.
        File.CreateSymbolicLink(middle, "target");
        File.CreateSymbolicLink(FilePath, middle);
        foreach (int time in new[] { 1, 2 })
        {
            new Trainer(new LinearNetwork(3, 2), Options with { CheckpointPath = FilePath, Epochs = time }).Fit(Data);
            new FileInfo(FilePath).LinkTarget.ShouldBe(middle);
            new FileInfo(middle).LinkTarget.ShouldBe("target");
            new FileInfo(target).LinkTarget.ShouldBeNull();
            Read(Options, target).Epochs.ShouldBe(time);
            Files().ShouldBe(["middle", "target", "training.checkpoint"]);
        }
    }

    [Fact]
    public async Task Two_trainers_with_one_path_do_not_trip_over_each_other()
    {
        TrainingOptions options = Options with { Epochs = 60, CheckpointPath = FilePath };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Trainer(new LinearNetwork(3, 2), options).Fit(Data).Epochs.ShouldBe(60))));
        Files().ShouldBe(["training.checkpoint"]);
        Read(options).Epochs.ShouldBe(60);
    }

    [Fact]
    public void Who_may_read_a_file_stays_as_it_was()
    {
        if (OperatingSystem.IsWindows())
            return;
        TrainingOptions options = Options with { Epochs = 1, CheckpointPath = FilePath };
        new Trainer(new LinearNetwork(3, 2), options).Fit(Data);
        foreach (UnixFileMode mode in (UnixFileMode[])[UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite])
        {
            File.SetUnixFileMode(FilePath, mode);
            new Trainer(new LinearNetwork(3, 2), options).Fit(Data);
            File.GetUnixFileMode(FilePath).ShouldBe(mode);
        }
    }

    [Fact]
    public void Cross_validation_writes_no_file()
    {
        new Trainer(new LinearNetwork(3, 2), Options with { CheckpointPath = FilePath, Epochs = 2 }).CrossValidate(Data, 3);
        Files().ShouldBeEmpty();
    }
}
