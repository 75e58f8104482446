using System.Text.Json;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>The moving average of parameters: its numbers, what is measured on it, and that it goes on with everything else.</summary>
public sealed class ParameterAverageTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Averages_are_those_of_PyTorch(int index)
    {
        JsonElement goldens = JsonDocument.Parse(File.ReadAllText(Path.Combine(ProjectFolders.Tests, "Goldens", "averages.json"))).RootElement;
        JsonElement golden = goldens.GetProperty("cases")[index];
        var network = new AveragedLine();
        Fill(AveragedLine.View(network.Parameters), goldens.GetProperty("start"));
        var trainer = new Trainer(network, new TrainingOptions
        {
            Optimizer = Optimizer.Sgd(0.1f),
            ParameterAverage = new ParameterAverage { Decay = golden.GetProperty("decay").GetSingle(), Every = golden.GetProperty("every").GetInt32(), StartStep = golden.GetProperty("start").GetInt32() },
        });
        float[] gradients = new float[AveragedLine.ParameterCount];
        var average = (AveragedLine)trainer.AveragedNetwork!;
        average.Parameters.ToArray().ShouldBe(network.Parameters.ToArray());
        int step = 0;
        foreach (JsonElement gradient in goldens.GetProperty("gradients").EnumerateArray())
        {
            Fill(AveragedLine.View(gradients), gradient);
            trainer.Apply(gradients);
            if (!golden.GetProperty("averages").TryGetProperty($"{++step}", out JsonElement expected))
                continue;
            average.Dense1.Weights.ToArray().ShouldBe(Floats(expected, "weight"), 2e-6);
            average.Dense1.Biases.ToArray().ShouldBe(Floats(expected, "bias"), 2e-6);
        }
    }

    [Fact]
    public void A_warm_up_forgets_the_beginning()
    {
        var network = new AveragedLine(seed: 2);
        var trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(0.1f), ParameterAverage = new ParameterAverage { Warmup = true } });
        double average = 0;
        for (int n = 0; n < 12; n++)
        {
            float[] gradients = new float[AveragedLine.ParameterCount];
            gradients[0] = n + 1;
            trainer.Apply(gradients);
            double decay = n == 0 ? 0 : Math.Min(0.999, (1.0 + n) / (10 + n));
            average = decay * average + (1 - decay) * network.Parameters[0];
            trainer.AveragedNetwork!.Parameters[0].ShouldBe((float)average, 1e-5);
        }
    }

    [Fact]
    public void Everything_is_measured_on_the_averages_and_the_best_of_them_are_kept()
    {
        var network = new AveragedLine(seed: 2);
        float[]? best = null;
        float lowest = float.PositiveInfinity;
        Trainer? trainer = null;
        trainer = new Trainer(network, new TrainingOptions
        {
            // The rate grows until nothing is learned.
            Epochs = 30, BatchSize = 8, Optimizer = Optimizer.Sgd(0.01f), Schedule = Schedule.Exponential(1.25f), EarlyStopping = new EarlyStopping { Patience = 30 },
            ParameterAverage = new ParameterAverage { Decay = 0.9f },
            OnEpoch = state =>
            {
                state.Progress.ValidationLoss.ShouldBe(trainer!.AveragedNetwork!.Evaluate(Data).Loss);
                if (state.Progress.ValidationLoss < lowest)
                    (lowest, best) = (state.Progress.ValidationLoss.Value, trainer.AveragedNetwork!.Parameters.ToArray());
            },
        });
        TrainingResult result = trainer.Fit(Data, Data);
        result.BestEpoch.ShouldNotBeNull();
        trainer.AveragedNetwork!.Parameters.ToArray().ShouldBe(best);
        network.Parameters.ToArray().ShouldNotBe(best);
        trainer.Evaluate(Data).Loss.ShouldBe(lowest);
        trainer.Predict(Data).ShouldBe(trainer.AveragedNetwork.Predict(Data));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Averages_go_on_after_a_checkpoint(int every)
    {
        var options = new TrainingOptions { Epochs = 7, BatchSize = 16, Optimizer = Optimizer.Adam(0.01f), ParameterAverage = new ParameterAverage { Decay = 0.95f, Every = 2, StartStep = 3 } };
        var whole = new Trainer(new AveragedLine(seed: 2), options);
        whole.Fit(Data);
        string path = Path.GetTempFileName();
        var network = new AveragedLine(seed: 2);
        using var stop = new CancellationTokenSource();
        var first = new Trainer(network, options with { CheckpointPath = path, CheckpointEvery = every, OnStep = state => { if (state.Progress.Step == 11) stop.Cancel(); } });
        first.Fit(Data, cancellationToken: stop.Token).Reason.ShouldBe(EndReason.Cancelled);
        var second = new Trainer(new AveragedLine(seed: 8), options);
        second.Resume(path, Data);
        second.AveragedNetwork!.Parameters.ToArray().ShouldBe(whole.AveragedNetwork!.Parameters.ToArray());
        second.Network.Parameters.ToArray().ShouldBe(whole.Network.Parameters.ToArray());
        InvalidDataException error = Should.Throw<InvalidDataException>(() => new Trainer(new AveragedLine(), options with { ParameterAverage = null }).Resume(path, Data));
        error.Message.ShouldContain("average");
        Should.Throw<InvalidDataException>(() => new Trainer(new AveragedLine(), options with { ParameterAverage = new() { Decay = 0.9f, Every = 2, StartStep = 3 } }).Resume(path, Data))
            .Message.ShouldContain("the average's Decay 0.9");
        File.Delete(path);
    }

    [Fact]
    public void Two_calls_are_one_and_a_reset_begins_anew()
    {
        TrainingOptions options = new() { Epochs = 4, BatchSize = 16, ParameterAverage = new ParameterAverage { Decay = 0.9f } };
        var once = new Trainer(new AveragedLine(seed: 2), options with { Epochs = 8 });
        once.Fit(Data);
        var network = new AveragedLine(seed: 2);
        var twice = new Trainer(network, options);
        twice.Fit(Data);
        twice.Fit(Data);
        twice.AveragedNetwork!.Parameters.ToArray().ShouldBe(once.AveragedNetwork!.Parameters.ToArray());
        twice.Reset();
        network.Initialize(2);
        twice.Fit(Data);
        twice.Fit(Data);
        twice.AveragedNetwork!.Parameters.ToArray().ShouldBe(once.AveragedNetwork!.Parameters.ToArray());
    }

    [Fact]
    public void Numbers_that_go_wrong_do_not_reach_the_averages()
    {
        var network = new AveragedLine(seed: 2);
        float[]? good = null;
        Trainer? trainer = null;
        trainer = new Trainer(network, new TrainingOptions
        {
            Epochs = 3, BatchSize = 16, ParameterAverage = new ParameterAverage { Decay = 0.9f }, OnEpoch = _ => good = trainer!.AveragedNetwork!.Parameters.ToArray(),
            OnStep = state => state.Network.Parameters[0] = state.Progress.Step == 5 ? float.NaN : state.Network.Parameters[0],
        });
        trainer.Fit(Data).Reason.ShouldBe(EndReason.NonFinite);
        good.ShouldNotBeNull();
        trainer.AveragedNetwork!.Parameters.ToArray().ShouldBe(good);
    }

    [Fact]
    public void Wrong_numbers_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterAverage { Decay = 1 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterAverage { Every = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new ParameterAverage { StartStep = -1 });
        new Trainer(new AveragedLine()).AveragedNetwork.ShouldBeNull();
    }

    private static void Fill(AveragedLine.ParameterView view, JsonElement values)
    {
        view.Dense1.Weights.CopyFrom(Floats(values, "weight"));
        view.Dense1.Biases.CopyFrom(Floats(values, "bias"));
    }

    private static float[] Floats(JsonElement values, string name) => [.. values.GetProperty(name).EnumerateArray().Select(static value => value.GetSingle())];
}

[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
[Dense(2)]
internal sealed partial class AveragedLine;
