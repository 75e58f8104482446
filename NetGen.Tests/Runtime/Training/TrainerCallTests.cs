using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>What a trainer is called with, and when.</summary>
public class TrainerCallTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 8 };

    private static IEnumerable<TrainingSample> Samples() =>
        Enumerable.Range(0, 40).Select(row => new TrainingSample(Data.Input(row).ToArray(), Data.Target(row).ToArray())).Where(_ => true);

    [Fact]
    public void A_trainer_trains_once_at_a_time()
    {
        Trainer? trainer = null;
        List<Action> calls =
        [
            () => trainer!.Fit(Data), () => trainer!.Fit(Samples()), () => trainer!.Step(Data.Input(0), Data.Target(0)), () => trainer!.Apply(new float[8]),
            () => trainer!.Reset(), () => trainer!.CrossValidate(Data, 2), () => trainer!.Resume(new MemoryStream(), Data),
        ];
        LinearNetwork network = new(3, 2), alone = new(3, 2);
        int refused = 0;
        void Refuse(TrainingState state)
        {
            foreach (Action call in calls)
            {
                Should.Throw<InvalidOperationException>(call).Message.ShouldContain("in the middle of a call of Fit");
                refused++;
            }

            // Looking is allowed.
            trainer!.Evaluate(Data).Loss.ShouldBeGreaterThanOrEqualTo(0);
        }

        trainer = new Trainer(network, Options with { OnStep = state => { if (state.Progress.Step == 7) Refuse(state); }, OnEpoch = Refuse });
        trainer.Fit(Data).Epochs.ShouldBe(3);
        refused.ShouldBe(4 * calls.Count);
        new Trainer(alone, Options).Fit(Data);
        Bits.Same(alone.Parameters, network.Parameters);

        // What ended with an exception is over, too.
        var fails = new Trainer(network, Options with { OnStep = _ => throw new InvalidTimeZoneException() });
        Should.Throw<InvalidTimeZoneException>(() => fails.Fit(Data));
        fails.Apply(new float[8]).ShouldBeTrue();
    }

    private sealed class Hanging(bool hangsAtItsEnd) : IAsyncEnumerable<TrainingSample>, IAsyncEnumerator<TrainingSample>
    {
        private int _next = -1;

        public TaskCompletionSource End { get; } = new();

        public TrainingSample Current => new(Data.Input(_next % 40).ToArray(), Data.Target(_next % 40).ToArray());

        public IAsyncEnumerator<TrainingSample> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            _next++;
            return new(true);
        }

        public ValueTask DisposeAsync() => hangsAtItsEnd ? new(End.Task) : default;
    }

    [Fact]
    public async Task A_stream_that_does_not_end_when_it_is_let_go_of_is_left_when_training_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var stream = new Hanging(hangsAtItsEnd: true);
        Task<TrainingResult> training = new Trainer(new LinearNetwork(3, 2), Options with { OnStep = state => { if (state.Progress.Step == 9) source.Cancel(); } })
            .FitAsync(stream, cancellationToken: source.Token);
        (await Task.WhenAny(training, Task.Delay(20_000))).ShouldBe(training);
        TrainingResult result = await training;
        (result.Reason, result.Steps).ShouldBe((EndReason.Cancelled, 9L));

        // Without cancellation it is waited for.
        stream = new Hanging(hangsAtItsEnd: true);
        training = new Trainer(new LinearNetwork(3, 2), Options with { OnStep = state => { if (state.Progress.Step == 9) state.Stop(); } }).FitAsync(stream);
        await Task.Delay(250);
        training.IsCompleted.ShouldBeFalse();
        stream.End.SetResult();
        (await training).Reason.ShouldBe(EndReason.Stopped);
    }

    [Fact]
    public void A_list_shorter_than_the_steps_that_were_said_is_found_at_the_start()
    {
        var network = new LinearNetwork(3, 2) { OnRow = _ => throw new InvalidOperationException() };
        Should.Throw<ArgumentException>(() => new Trainer(network, Options with { StepsPerEpoch = 6 }).Fit(Samples().ToList())).Message.ShouldContain(
            "StepsPerEpoch is 6, but the 40 samples of the stream make 5 steps");
        new Trainer(new LinearNetwork(3, 2), Options with { StepsPerEpoch = 4 }).Fit(Samples().ToList()).Steps.ShouldBe(12);
    }

    [Fact]
    public void A_warm_up_counts_epochs_where_it_is_told_to()
    {
        float[] Rates(Schedule schedule, int epochs) =>
            [.. new Trainer(new LinearNetwork(3, 2), Options with { Epochs = epochs, Schedule = schedule, Optimizer = Optimizer.Sgd(0.8f) }).Fit(Samples()).History.Select(epoch => epoch.LearningRate)];
        // Nobody knows the stream's length, and nobody needs it.
        Rates(Schedule.Polynomial().WithWarmup(2) with { Unit = ScheduleUnit.Epoch }, 6).ShouldBe([0.4f, 0.8f, 0.8f, 0.6f, 0.4f, 0.2f], 1e-6);
        Rates(Schedule.Constant.WithWarmup(4, start: 0.5f) with { Unit = ScheduleUnit.Epoch }, 5).ShouldBe([0.4f, 0.5f, 0.6f, 0.7f, 0.8f], 1e-6);
        Rates(Schedule.Step(3, 0.5f).WithWarmup(2) with { Unit = ScheduleUnit.Epoch }, 5).ShouldBe([0.4f, 0.8f, 0.8f, 0.4f, 0.4f], 1e-6);
        Should.Throw<ArgumentException>(() => Rates(Schedule.Cosine().WithWarmup(3) with { Unit = ScheduleUnit.Epoch }, 3)).Message.ShouldContain(
            "The warm-up has 3 epochs, but there are 3, so nothing is left");
        Should.Throw<ArgumentException>(() => Rates(Schedule.Cosine().WithWarmup(3), 3)).Message.ShouldContain("with { Unit = ScheduleUnit.Epoch }");
        Should.Throw<ArgumentException>(() => new Trainer(new LinearNetwork(3, 2), Options with { Schedule = Schedule.Constant.WithWarmup(2) with { Unit = ScheduleUnit.Epoch } })
            .Step(Data.Input(0), Data.Target(0))).Message.ShouldContain("counts epochs");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_path_is_refused_where_it_is_given(string path) =>
        Should.Throw<ArgumentException>(() => new TrainingOptions { CheckpointPath = path }).ParamName.ShouldBe("CheckpointPath");

    [Fact]
    public void Tensors_that_are_not_there_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Trainer(new Described(layer => layer with { Tensors = default }))).Message.ShouldContain(
            "the tensors of layer 'Dense1' are not given");
        Should.Throw<ArgumentException>(() => new Trainer(new Described(layer => layer with { Tensors = [null!] }))).Message.ShouldContain(
            "a tensor of layer 'Dense1' is null");
    }

    /// <summary>A network that says something wrong of its layer.</summary>
    private sealed class Described(Func<LayerInfo, LayerInfo> change) : ITrainableNetwork
    {
        private readonly LinearNetwork _network = new(3, 2);

        public int InputSize => _network.InputSize;

        public int OutputSize => _network.OutputSize;

        public int ParameterCount => _network.ParameterCount;

        public int WorkspaceLength => _network.WorkspaceLength;

        public int RowsPerBlock => _network.RowsPerBlock;

        public bool HasClassTargets => false;

        public Span<float> Parameters => _network.Parameters;

        public ReadOnlySpan<LayerInfo> Layers => new[] { change(_network.Layers[0]) };

        public void Initialize(int seed) => throw new NotSupportedException();

        public void Forward(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace = default) => throw new NotSupportedException();

        public void ForwardBatch(ReadOnlySpan<float> inputs, Span<float> outputs, Span<float> workspace = default) => throw new NotSupportedException();

        public float EvaluateBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> outputs, Span<float> workspace = default) =>
            throw new NotSupportedException();

        public float BackwardBatch(
            ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, Span<float> gradients, TrainingContext context = default, Span<float> workspace = default) =>
            throw new NotSupportedException();
    }
}
