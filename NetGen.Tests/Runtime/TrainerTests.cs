using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

public class TrainerTests
{
    /// <summary>Rows of a known line with a little noise: y = A·x + b.</summary>
    internal static Dataset Line(int rows, int inputs = 3, int outputs = 2, int seed = 7)
    {
        var random = new Random(seed);
        float[] x = new float[rows * inputs], y = new float[rows * outputs];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < inputs; i++)
                x[row * inputs + i] = random.NextSingle() * 2 - 1;
            for (int o = 0; o < outputs; o++)
            {
                float sum = 0.5f * o + 0.01f * (random.NextSingle() - 0.5f);
                for (int i = 0; i < inputs; i++)
                    sum += (i - o) * 0.4f * x[row * inputs + i];
                y[row * outputs + o] = sum;
            }
        }

        return new Dataset(x, y, inputs, outputs);
    }

    private static float[] Trained(Dataset data, TrainingOptions options, Func<LayerInfo, LayerInfo>? change = null, int rowsPerBlock = 4)
    {
        var network = new LinearNetwork(data.InputSize, data.OutputSize, change: change, rowsPerBlock: rowsPerBlock);
        new Trainer(network, options).Fit(data).Reason.ShouldBe(EndReason.Completed);
        return network.Parameters.ToArray();
    }

    [Fact]
    public void A_line_is_learned()
    {
        Dataset data = Line(200);
        var network = new LinearNetwork(3, 2);
        (Dataset train, Dataset validation) = data.Split(0.8, 1);
        var trainer = new Trainer(network, new TrainingOptions { Epochs = 60, BatchSize = 16, Optimizer = Optimizer.Adam(0.03f) });
        TrainingResult result = trainer.Fit(train, validation);

        (result.Reason, result.Epochs, result.Steps, result.SkippedSteps).ShouldBe((EndReason.Completed, 60, 600L, 0L));
        result.History.Count.ShouldBe(60);
        result.History.Select(epoch => epoch.Epoch).ShouldBe(Enumerable.Range(1, 60));
        result.Loss.ShouldBe(result.History[^1].Loss);
        result.Loss.ShouldBeLessThan(1e-4f);
        result.ValidationLoss!.Value.ShouldBeLessThan(1e-4f);
        result.ValidationAccuracy.ShouldBeNull();
        result.History[0].Loss.ShouldBeGreaterThan(result.Loss * 100);
        trainer.Evaluate(validation).Loss.ShouldBe(result.ValidationLoss.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(TrainingOptions.FullBatch)]
    public void Every_row_is_taken_once_an_epoch_whatever_the_batch(int batchSize)
    {
        Dataset data = Line(13);
        List<float> rows = [];
        var network = new LinearNetwork(3, 2) { OnRow = rows.Add };
        TrainingResult result = new Trainer(network, new TrainingOptions { Epochs = 2, BatchSize = batchSize }).Fit(data);
        int steps = (13 + Math.Min(batchSize, 13) - 1) / Math.Min(batchSize, 13);
        result.Steps.ShouldBe(2 * steps);
        float[] all = [.. Enumerable.Range(0, 13).Select(row => data.Input(row)[0]).Order()];
        rows[..13].Order().ShouldBe(all);
        rows[13..].Order().ShouldBe(all);
        if (batchSize < 13)
            rows[..13].ShouldNotBe(rows[13..]);
    }

    [Fact]
    public void A_step_is_plain_gradient_descent_on_the_mean_over_the_batch()
    {
        // 5 rows in batches of 3: the last batch has 2.
        Dataset data = Line(5);
        float[] trained = Trained(data, new TrainingOptions { Epochs = 1, BatchSize = 3, Shuffle = false, Optimizer = Optimizer.Sgd(0.1f) });

        var network = new LinearNetwork(3, 2);
        float[] workspace = new float[network.WorkspaceLength];
        foreach ((int first, int rows) in new[] { (0, 3), (3, 2) })
        {
            float[] gradients = new float[network.ParameterCount];
            for (int row = first; row < first + rows; row++)
                network.BackwardBatch(data.Input(row), data.Target(row), gradients, default, workspace);
            for (int i = 0; i < gradients.Length; i++)
                network.Parameters[i] -= 0.1f * gradients[i] / rows;
        }

        for (int i = 0; i < trained.Length; i++)
            trained[i].ShouldBe(network.Parameters[i], 1e-6f);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Dataset data = Line(50);
        var options = new TrainingOptions { Epochs = 3, BatchSize = 8, InputNoise = 0.1f };
        float[] first = Trained(data, options);
        Trained(data, options).ShouldBe(first);
        Trained(data, options with { Seed = 1 }).ShouldNotBe(first);
        Trained(data, options with { Shuffle = false }).ShouldNotBe(first);
    }

    [Theory]
    [InlineData(2, 400)]
    [InlineData(3, 400)]
    [InlineData(8, 400)]
    [InlineData(2, 5300)]
    [InlineData(3, 5300)]
    public void Threads_change_no_bit(int threads, int outputs)
    {
        // Claims enough work for threads to be worth it, and has several segments of gradients; with 5,300 outputs a single sum of them.
        Dataset data = Line(70, 100, outputs);
        static LayerInfo Heavy(LayerInfo layer) => (layer with { MultiplyAdds = 1_000_000 }).With("weight", weight => weight with { L2 = 0.001f });
        var options = new TrainingOptions { Epochs = 2, BatchSize = 32, InputNoise = 0.05f, ClipNorm = 0.5f };
        float[] one = Trained(data, options with { MaxDegreeOfParallelism = 1 }, Heavy);
        HashSet<int> seen = [];
        var network = new LinearNetwork(100, outputs, change: Heavy)
        {
            OnRow = _ =>
            {
                bool isFirst;
                lock (seen)
                    isFirst = seen.Add(Environment.CurrentManagedThreadId) && seen.Count == 1;
                // Gives another thread the time to take part, however busy the machine is.
                if (isFirst)
                {
                    SpinWait.SpinUntil(() =>
                    {
                        lock (seen)
                            return seen.Count > 1;
                    }, 30_000);
                }
            },
        };
        new Trainer(network, options with { MaxDegreeOfParallelism = threads }).Fit(data);
        network.Parameters.ToArray().ShouldBe(one);
        seen.Count.ShouldBeInRange(2, threads);
    }

    [Fact]
    public void Accumulated_batches_are_one_large_batch()
    {
        Dataset data = Line(45);
        var options = new TrainingOptions { Epochs = 2, BatchSize = 16, Shuffle = true, InputNoise = 0.1f };
        float[] large = Trained(data, options);
        Trained(data, options with { BatchSize = 8, AccumulationSteps = 2 }).ShouldBe(large);
        Trained(data, options with { BatchSize = 4, AccumulationSteps = 4 }).ShouldBe(large);
    }

    [Fact]
    public void Frozen_parameters_keep_their_bits()
    {
        Dataset data = Line(30);
        var options = new TrainingOptions
        {
            Epochs = 3, L1 = 0.01f, L2 = 0.01f, MaxNorm = 0.1f, RegularizeBiases = true, Optimizer = Optimizer.AdamW(0.01f, weightDecay: 0.1f),
        };
        float[] start = new LinearNetwork(3, 2).Parameters.ToArray();
        float[] weightsFrozen = Trained(data, options, layer => layer.With("weight", weight => weight with { IsTrained = false }));
        weightsFrozen[..6].ShouldBe(start[..6]);
        weightsFrozen[6..].ShouldNotBe(start[6..]);
        float[] biasesFrozen = Trained(data, options, layer => layer.With("bias", bias => bias with { IsTrained = false }));
        biasesFrozen[..6].ShouldNotBe(start[..6]);
        biasesFrozen[6..].ShouldBe(start[6..]);
    }

    [Fact]
    public void Decay_and_penalties_pull_weights_and_spare_biases_unless_asked()
    {
        // All inputs and targets 0 and biases 0: the data has no gradient, only the penalties have.
        var data = new Dataset(new float[12], new float[8], 3, 2);
        float[] start = new LinearNetwork(3, 2).Parameters.ToArray();
        static LayerInfo OwnPenalty(LayerInfo layer) => layer.With("weight", weight => weight with { L1 = 0.02f, L2 = 0.3f });
        var sgd = new TrainingOptions { Epochs = 1, BatchSize = 4, Optimizer = Optimizer.Sgd(0.1f) };

        float[] decayed = Trained(data, sgd with { Optimizer = Optimizer.Sgd(0.1f, weightDecay: 0.5f) });
        float[] penalised = Trained(data, sgd with { L1 = 0.03f, L2 = 0.1f }, OwnPenalty);
        for (int i = 0; i < 6; i++)
        {
            decayed[i].ShouldBe(start[i] * (1 - 0.1f * 0.5f), 1e-7f);
            penalised[i].ShouldBe(start[i] - 0.1f * (0.05f * MathF.Sign(start[i]) + 2 * 0.4f * start[i]), 1e-7f);
        }

        decayed[6..].ShouldAllBe(bias => bias == 0);

        var network = new LinearNetwork(3, 2);
        network.Parameters[6..].Fill(1);
        new Trainer(network, sgd with { L2 = 0.1f, RegularizeBiases = true }).Fit(new Dataset(new float[12], [1, 1, 1, 1, 1, 1, 1, 1], 3, 2));
        network.Parameters[6].ShouldBe(1 - 0.1f * 2 * 0.1f, 1e-7f);
    }

    [Fact]
    public void Max_norm_limits_every_units_weights()
    {
        foreach (bool isInputMajor in new[] { false, true })
        {
            float[] trained = Trained(Line(30), new TrainingOptions { Epochs = 40, MaxNorm = 0.2f, Optimizer = Optimizer.Sgd(0.2f) }, layer => layer.WithLayout(isInputMajor));
            TensorView weights = new LayerView(new LinearNetwork(3, 2, change: layer => layer.WithLayout(isInputMajor)).Layers[0], trained)["weight"];
            float first = Norm(weights[0, 0], weights[0, 1], weights[0, 2]);
            float second = Norm(weights[1, 0], weights[1, 1], weights[1, 2]);
            Math.Min(first, second).ShouldBeLessThan(0.2001f);
            Math.Max(first, second).ShouldBe(0.2f, 1e-4f);
        }
    }

    [Fact]
    public void Clipping_limits_the_gradient()
    {
        Dataset data = Line(8);
        float[] start = new LinearNetwork(3, 2).Parameters.ToArray();
        var options = new TrainingOptions { Epochs = 1, BatchSize = 8, Optimizer = Optimizer.Sgd(1) };
        float[] free = Trained(data, options), byNorm = Trained(data, options with { ClipNorm = 0.01f }), byValue = Trained(data, options with { ClipValue = 0.02f });
        float[] Step(float[] end) => [.. end.Zip(start, (a, b) => b - a)];
        float length = Norm(Step(free));
        length.ShouldBeGreaterThan(0.1f);
        for (int i = 0; i < start.Length; i++)
        {
            Step(byNorm)[i].ShouldBe(Step(free)[i] * 0.01f / length, 1e-6f);
            Step(byValue)[i].ShouldBe(Math.Clamp(Step(free)[i], -0.02f, 0.02f), 1e-6f);
        }
    }

    [Fact]
    public void Weights_of_samples_and_classes_scale_their_gradients()
    {
        float[] inputs = [1, 2, 3, 4], start = new LinearNetwork(1, 2, tellsClasses: true).Parameters.ToArray();
        var options = new TrainingOptions { Epochs = 1, BatchSize = 4, Optimizer = Optimizer.Sgd(0.1f) };
        float[] Train(Dataset data, TrainingOptions settings)
        {
            var network = new LinearNetwork(1, 2, tellsClasses: true);
            new Trainer(network, settings).Fit(data);
            return network.Parameters.ToArray();
        }

        Dataset all = Dataset.FromLabels(inputs, [0, 1, 0, 1], 1, 2);
        float[] weighted = Train(all.WithWeights([2, 0, 2, 0]), options);
        Train(all, options with { ClassWeights = [2, 0] }).ShouldBe(weighted);
        // Twice the rows of class 0 alone, over four rows: the mean over those two.
        float[] alone = Train(all.Select([0, 2]), options with { BatchSize = 2 });
        for (int i = 0; i < start.Length; i++)
            weighted[i].ShouldBe(alone[i], 1e-6f);
    }

    [Fact]
    public void Label_smoothing_equals_smoothed_targets()
    {
        float[] inputs = [1, 2, 3, 4];
        var options = new TrainingOptions { Epochs = 2, BatchSize = 2, Optimizer = Optimizer.Sgd(0.1f) };
        var one = new LinearNetwork(1, 4, tellsClasses: true);
        new Trainer(one, options with { LabelSmoothing = 0.2f }).Fit(Dataset.FromLabels(inputs, [0, 1, 3, 1], 1, 4));
        float[] smoothed = new float[16];
        Array.Fill(smoothed, 0.05f);
        smoothed[0] = smoothed[5] = smoothed[11] = smoothed[13] = 0.85f;
        var two = new LinearNetwork(1, 4, tellsClasses: true);
        new Trainer(two, options).Fit(new Dataset(inputs, smoothed, 1, 4));
        for (int i = 0; i < one.ParameterCount; i++)
            one.Parameters[i].ShouldBe(two.Parameters[i], 1e-6f);
    }

    [Fact]
    public void Evaluation_counts_right_answers()
    {
        var network = new LinearNetwork(1, 3, tellsClasses: true);
        network.Parameters.Clear();
        new LayerView(network.Layers[0], network.Parameters)["weight"][1, 0] = 1;
        // The outputs are largest at class 1 for x > 0, and all alike for x = 0, where the first counts.
        var trainer = new Trainer(network);
        Evaluation evaluation = trainer.Evaluate(Dataset.FromLabels([1, 2, 3, 0], [1, 1, 2, 0], 1, 3));
        (evaluation.Accuracy, evaluation.Count).ShouldBe((0.75f, 4));
        float loss = 0;
        foreach ((float x, bool right) in new[] { (1f, true), (2f, true), (3f, false), (0f, false) })
            loss += MathF.Log(2 + MathF.Exp(x)) - (right ? x : 0);
        evaluation.Loss.ShouldBe(loss / 4, 1e-5f);
        float[] outputs = trainer.Predict(Dataset.FromLabels([0, 5], [0, 0], 1, 3));
        outputs.Length.ShouldBe(6);
        outputs[0].ShouldBe(1 / 3f, 1e-6f);
    }

    private static float Norm(params float[] values) => MathF.Sqrt(values.Sum(v => v * v));
}
