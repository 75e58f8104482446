using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>When training stops early, which epoch is the best, and whose weights the network ends with; by measures made up for the purpose.</summary>
public class EarlyStoppingTests
{
    private static readonly Dataset Data = TrainerTests.Line(12);

    private static readonly TrainingOptions Options = new() { Epochs = 30, BatchSize = 4, Optimizer = Optimizer.Sgd(0.01f) };

    /// <summary>Trains with a metric that says what it is told, and returns what came of it and the weights after every epoch.</summary>
    private static (TrainingResult Result, List<float[]> Weights, LinearNetwork Network) Run(
        double[] values, EarlyStopping stopping, bool higherIsBetter = false, Func<TrainingOptions, TrainingOptions>? change = null, CancellationToken token = default)
    {
        int call = 0;
        List<float[]> weights = [];
        var network = new LinearNetwork(3, 2);
        TrainingOptions options = Options with
        {
            Epochs = values.Length, EarlyStopping = stopping with { Metric = new Metric("made up", higherIsBetter, (_, _) => values[call++]) },
            OnEpoch = state => weights.Add(state.Network.Parameters.ToArray()),
        };
        TrainingResult result = new Trainer(network, change?.Invoke(options) ?? options).Fit(Data, Data, cancellationToken: token);
        return (result, weights, network);
    }

    [Theory]
    // An improvement begins the count anew.
    [InlineData(3, 0, new[] { 5, 6, 6, 4, 5, 5, 5, 0.0 }, 7, 4)]
    [InlineData(2, 0, new[] { 5, 6, 4, 6, 3, 6, 6, 0.0 }, 7, 5)]
    // As good as the best is no better.
    [InlineData(2, 0, new[] { 5, 5, 5, 0.0 }, 3, 1)]
    // Gains are measured from the best, not from the last: they may creep.
    [InlineData(3, 0.5f, new[] { 5, 4.75, 4.4375, 4.25, 4, 3.9375, 0.0 }, 6, 3)]
    // A gain of just the least is too small.
    [InlineData(2, 0.5f, new[] { 5, 4.5, 4.5, 0.0 }, 3, 1)]
    [InlineData(1, 0, new[] { 3, 2, 1, 2, 0.0 }, 4, 3)]
    // Below zero as above.
    [InlineData(2, 0, new[] { -1, -3, -2, -2, -9.0 }, 4, 2)]
    public void Patience_counts_evaluations_without_gain(int patience, float minDelta, double[] values, int epochs, int best)
    {
        foreach (bool higherIsBetter in new[] { false, true })
        {
            double[] directed = [.. values.Select(value => higherIsBetter ? -value : value)];
            (TrainingResult result, List<float[]> weights, LinearNetwork network) = Run(directed, new EarlyStopping { Patience = patience, MinDelta = minDelta }, higherIsBetter);
            (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.EarlyStopped, epochs, best));
            Bits.Same(weights[best - 1], network.Parameters);
        }
    }

    [Fact]
    public void Every_evaluation_counts_and_only_they()
    {
        // Evaluated after epochs 2, 4, 6 and 7, the last.
        (TrainingResult result, List<float[]> weights, LinearNetwork network) = Run(
            [5, 4, 6, 6, 0, 0, 0], new EarlyStopping { Patience = 3 }, change: options => options with { ValidateEvery = 2 });
        (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.Completed, 7, 4));
        Bits.Same(weights[3], network.Parameters);
        (result, _, _) = Run([5, 4, 6, 6, 0, 0, 0], new EarlyStopping { Patience = 1 }, change: options => options with { ValidateEvery = 2 });
        (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.EarlyStopped, 6, 4));
    }

    [Fact]
    public void What_is_no_number_is_never_the_best()
    {
        double nan = double.NaN;
        (TrainingResult result, List<float[]> weights, LinearNetwork network) = Run([nan, 5, nan, 4, nan], new EarlyStopping { Patience = 3 });
        (result.Reason, result.BestEpoch).ShouldBe((EndReason.Completed, 4));
        Bits.Same(weights[3], network.Parameters);

        // It is an evaluation that brought nothing better.
        (result, _, _) = Run([5, nan, nan, 1], new EarlyStopping { Patience = 2 });
        (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.EarlyStopped, 3, 1));
        (result, weights, network) = Run([nan, nan, nan, 1], new EarlyStopping { Patience = 3 }, higherIsBetter: true);
        (result.Reason, result.Epochs, result.BestEpoch).ShouldBe((EndReason.EarlyStopped, 3, null));
        Bits.Same(weights[2], network.Parameters);
    }

    [Fact]
    public void An_epoch_whose_loss_is_not_finite_is_never_the_best()
    {
        // The validation loss overflows, while the metric has its best number.
        var far = new Dataset([.. Data.Input(0), 3, 3, 3], [3e38f, 3e38f, 0, 0], 3, 2);
        int call = 0;
        double[] values = [9, 8, 7];
        TrainingOptions options = Options with { Epochs = 3, EarlyStopping = new EarlyStopping { Metric = new Metric("made up", true, (_, _) => values[call++]) } };
        TrainingResult result = new Trainer(new LinearNetwork(3, 2), options).Fit(Data, far);
        float.IsFinite(result.ValidationLoss!.Value).ShouldBeFalse();
        result.BestEpoch.ShouldBeNull();

        // The training loss of an epoch of which every step was left out.
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        var overflows = new Dataset([3e38f, 3e38f], [1e3f, 1e3f], 1, 1);
        result = new Trainer(network, new TrainingOptions { Epochs = 3, NonFinite = NonFiniteAction.SkipBatch, EarlyStopping = new EarlyStopping { Patience = 2 } }).Fit(overflows);
        (result.Reason, result.Epochs, result.BestEpoch, result.SkippedSteps).ShouldBe((EndReason.EarlyStopped, 2, null, 2L));
    }

    [Theory]
    [InlineData(EndReason.Completed)]
    [InlineData(EndReason.Cancelled)]
    [InlineData(EndReason.Stopped)]
    [InlineData(EndReason.NonFinite)]
    public void The_best_epochs_weights_are_kept_for_whatever_reason_training_ends(EndReason reason)
    {
        foreach (bool restores in new[] { true, false })
        {
            using var source = new CancellationTokenSource();
            (TrainingResult result, List<float[]> weights, LinearNetwork network) = Run(
                [5, 3, 4, 4, 4], new EarlyStopping { Patience = 9, RestoreBest = restores }, token: source.Token, change: options => options with
                {
                    OnStep = state =>
                    {
                        // In the middle of epoch 5, the last, of 3 steps.
                        if (state.Progress.Step != 14)
                            return;
                        if (reason == EndReason.Cancelled)
                            source.Cancel();
                        if (reason == EndReason.Stopped)
                            state.Stop();
                        if (reason == EndReason.NonFinite)
                            state.Network.Parameters[0] = float.NaN;
                    },
                });
            result.Reason.ShouldBe(reason);
            if (restores)
            {
                Bits.Same(weights[1], network.Parameters);
                result.BestEpoch.ShouldBe(2);
            }
            else
                network.Parameters.SequenceEqual(weights[1]).ShouldBeFalse();

            if (reason != EndReason.NonFinite)
                continue;
            TrainingFailure failure = result.Failure.ShouldNotBeNull();
            (failure.Epoch, failure.LastGoodEpoch).ShouldBe((5, restores ? 2 : 4));
            Bits.Same(weights[failure.LastGoodEpoch - 1], network.Parameters);
            result.Message.ShouldBe(failure.ToString());
            failure.ToString().ShouldContain($"the weights are those of the end of epoch {failure.LastGoodEpoch}");
        }
    }

    [Fact]
    public void So_they_are_when_a_stream_ends()
    {
        var once = new Queue<TrainingSample>(Enumerable.Range(0, 30).Select(row => new TrainingSample(Data.Input(row % 12).ToArray(), Data.Target(row % 12).ToArray())));
        IEnumerable<TrainingSample> Stream()
        {
            for (int i = 0; i < 12 && once.TryDequeue(out TrainingSample sample); i++)
                yield return sample;
        }

        int call = 0;
        double[] values = [3, 4];
        float[] best = [];
        var network = new LinearNetwork(3, 2);
        TrainingResult result = new Trainer(network, Options with
        {
            StepsPerEpoch = 3, EarlyStopping = new EarlyStopping { Metric = new Metric("made up", false, (_, _) => values[call++]) },
            OnEpoch = state => best = state.Progress.Epoch == 1 ? state.Network.Parameters.ToArray() : best,
        }).Fit(Stream(), Data);
        (result.Reason, result.Epochs, result.Steps, result.BestEpoch).ShouldBe((EndReason.StreamEnded, 2, 8L, 1));
        Bits.Same(best, network.Parameters);
    }

    [Fact]
    public void The_loss_is_followed_where_no_metric_is_given()
    {
        // Trained towards the line from half of it, validated against zero: from epoch to epoch the training loss falls, the validation loss rises.
        var zero = new Dataset(new float[36], new float[24], 3, 2);
        TrainingOptions options = Options with { Optimizer = Optimizer.Sgd(0.05f), EarlyStopping = new EarlyStopping { Patience = 3 } };
        var network = new LinearNetwork(3, 2);
        TrainingResult validated = new Trainer(network, options).Fit(Data, zero), trained = new Trainer(new LinearNetwork(3, 2), options).Fit(Data);
        (validated.Reason, validated.Epochs, validated.BestEpoch).ShouldBe((EndReason.EarlyStopped, 4, 1));
        (trained.Reason, trained.BestEpoch).ShouldBe((EndReason.Completed, 30));
    }
}
