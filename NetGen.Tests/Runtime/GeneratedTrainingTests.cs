using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>The trainer together with generated networks.</summary>
public class GeneratedTrainingTests
{
    /// <summary>Classes by the nearest of a few random points.</summary>
    private static Dataset Clusters(int rows, int inputs, int classes)
    {
        var random = new Random(17);
        float[] centres = new float[classes * inputs], x = new float[rows * inputs];
        for (int i = 0; i < centres.Length; i++)
            centres[i] = random.NextSingle() * 2 - 1;
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = random.Next(classes);
            for (int i = 0; i < inputs; i++)
                x[row * inputs + i] = centres[labels[row] * inputs + i] + (random.NextSingle() - 0.5f) * 0.9f;
        }

        return Dataset.FromLabels(x, labels, inputs, classes);
    }

    [Fact]
    public void Threads_batches_and_views_change_no_bit_even_with_dropout()
    {
        Dataset data = Clusters(700, 21, 5);
        var options = new TrainingOptions { Epochs = 4, BatchSize = 256, InputNoise = 0.02f, Optimizer = Optimizer.Adam(3e-3f), MaxDegreeOfParallelism = 1 };
        float[] Trained(Dataset rows, TrainingOptions settings)
        {
            var network = new DropoutClassifier(3);
            new Trainer(network, settings).Fit(rows).Reason.ShouldBe(EndReason.Completed);
            return network.Parameters.ToArray();
        }

        float[] one = Trained(data, options);
        foreach (int threads in new[] { 2, 3, 8 })
            Trained(data, options with { MaxDegreeOfParallelism = threads }).ShouldBe(one);
        Trained(data, options with { BatchSize = 128, AccumulationSteps = 2 }).ShouldBe(one);
        Trained(data.Select([.. Enumerable.Range(0, 700)]), options).ShouldBe(one);

        // Batches of three blocks: the second one's first block goes where the first one's second block went.
        float[] large = Trained(data, options with { BatchSize = 288 });
        foreach (int threads in new[] { 1, 2, 3 })
            Trained(data, options with { BatchSize = 96, AccumulationSteps = 3, MaxDegreeOfParallelism = threads }).ShouldBe(large);
    }

    [Fact]
    public void A_classifier_learns_and_early_stopping_ends_it()
    {
        (Dataset train, Dataset test) = Clusters(1200, 21, 5).Split(0.75, 2, stratified: true);
        var network = new DropoutClassifier(1);
        var options = new TrainingOptions { Epochs = 60, BatchSize = 64, Optimizer = Optimizer.Adam(3e-3f), EarlyStopping = new EarlyStopping { Patience = 4 } };
        var trainer = new Trainer(network, options);
        trainer.Fit(train, test).BestEpoch.ShouldNotBeNull();
        Evaluation evaluation = trainer.Evaluate(test);
        evaluation.Accuracy!.Value.ShouldBeGreaterThan(0.97f);
        ((double)evaluation.Accuracy.Value).ShouldBe(Metric.Accuracy.Compute(trainer.Predict(test), test), 1e-6);
    }

    [Fact]
    public void A_network_with_workspace_trains_on_any_number_of_threads()
    {
        WorkspaceRegression first = new(2), second = new(2);
        ((INeuralNetwork)first).WorkspaceLength.ShouldBeGreaterThan(0);
        Dataset data = TrainerTests.Line(500, 40, 3);
        var options = new TrainingOptions { Epochs = 12, BatchSize = 100, Optimizer = Optimizer.Adam(0.02f), MaxDegreeOfParallelism = 1 };
        TrainingResult result = new Trainer(first, options).Fit(data, data);
        result.Loss.ShouldBeLessThan(result.History[0].Loss / 5);
        new Trainer(second, options with { MaxDegreeOfParallelism = 3 }).Fit(data, data).ValidationLoss.ShouldBe(result.ValidationLoss);
        second.Parameters.ToArray().ShouldBe(first.Parameters.ToArray());
    }

    [Fact]
    public void Frozen_layers_keep_their_bits_under_every_optimizer()
    {
        var random = new Random(4);
        float[] inputs = [.. Enumerable.Range(0, 640).Select(_ => random.NextSingle())], targets = [.. Enumerable.Range(0, 256).Select(_ => random.Next(2))];
        var data = new Dataset(inputs, targets, 10, 4);
        float[] start = new PartlyFrozen(6).Parameters.ToArray();
        foreach (Optimizer optimizer in new[]
        {
            Optimizer.Sgd(0.1f, momentum: 0.9f, weightDecay: 0.1f), Optimizer.Adam(weightDecay: 0.1f), Optimizer.AdamW(), Optimizer.Lion(weightDecay: 1),
            Optimizer.RmsProp(0.01f, weightDecay: 0.1f), Optimizer.Adagrad(0.01f, weightDecay: 0.1f), Optimizer.NAdam(weightDecay: 0.1f),
            Optimizer.RAdam(weightDecay: 0.1f), Optimizer.Rprop(),
        })
        {
            var network = new PartlyFrozen(6);
            var options = new TrainingOptions { Epochs = 3, BatchSize = 16, Optimizer = optimizer, L1 = 0.01f, L2 = 0.01f, MaxNorm = 0.5f, RegularizeBiases = true };
            new Trainer(network, options).Fit(data);
            foreach (LayerInfo layer in ((INeuralNetwork)network).Layers)
            {
                foreach (TensorInfo tensor in layer.Tensors)
                    AreEqual(network, start, tensor.Offset, tensor.Length).ShouldBe(!tensor.IsTrained, $"{layer.Name}.{tensor.Name}, {optimizer}");
            }
        }

        static bool AreEqual(PartlyFrozen network, float[] start, int offset, int count) =>
            network.Parameters.Slice(offset, count).SequenceEqual(start.AsSpan(offset, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_thousand_steps_allocate_nothing_after_the_first_epoch(int threads)
    {
        Dataset data = Clusters(640, 21, 5);
        Allocations.Least(Measure).ShouldBe(0);

        long Measure()
        {
            long first = 0, last = 0;
            var options = new TrainingOptions
            {
                Epochs = 101, BatchSize = 64, MaxDegreeOfParallelism = threads, Metrics = [Metric.Accuracy, Metric.MacroF1, Metric.WeightedPrecision, Metric.LogLoss, Metric.RocAuc, Metric.AveragePrecision, Metric.TopK(2)], EarlyStopping = new EarlyStopping { Patience = 1000 },
                OnEpoch = state =>
                {
                    last = GC.GetAllocatedBytesForCurrentThread();
                    if (state.Progress.Epoch == 1)
                        first = last;
                },
            };
            new Trainer(new DropoutClassifier(1), options).Fit(data, data.Take(100)).Steps.ShouldBe(1010);
            return last - first;
        }
    }

    [Fact]
    public void Checkpoints_resume_to_the_same_bits()
    {
        Dataset data = Clusters(300, 21, 5);
        using var checkpoint = new MemoryStream();
        var options = new TrainingOptions { Epochs = 5, BatchSize = 32, Optimizer = Optimizer.NAdam() };
        DropoutClassifier whole = new(1), interrupted = new(1), resumed = new(9);
        new Trainer(whole, options).Fit(data);
        new Trainer(interrupted, options with { OnEpoch = state => { if (state.Progress.Epoch == 2) state.WriteCheckpoint(checkpoint); } }).Fit(data);
        checkpoint.Position = 0;
        new Trainer(resumed, options).Resume(checkpoint, data);
        resumed.Parameters.ToArray().ShouldBe(whole.Parameters.ToArray());
    }

    [Fact]
    public void A_gradient_check_tells_a_right_custom_loss_from_a_wrong_one()
    {
        float[] inputs = [0.3f, -0.2f, 0.9f, 0.1f, -0.7f, 1, 0.5f, -0.5f, 0.25f, 0], targets = [0.2f, -0.3f, 0.5f, 0, 1, -1];
        GradientCheckResult right = GradientCheck.Run(new LogCoshNet(1), inputs, targets);
        right.IsRight.ShouldBeTrue(right.ToString());
        right.LargestError.ShouldBeGreaterThan(0);
        GradientCheckResult wrong = GradientCheck.Run(new WrongLogCoshNet(1), inputs, targets);
        wrong.IsRight.ShouldBeFalse(wrong.ToString());
    }

    [Fact]
    public void A_scaler_folds_into_a_generated_network()
    {
        Dataset data = Clusters(50, 21, 5);
        var network = new DropoutClassifier(1);
        Standardizer scaler = Standardizer.Fit(data);
        float[] scaled = data.Input(7).ToArray(), expected = new float[5], actual = new float[5];
        scaler.Transform(scaled);
        network.Forward(scaled, expected);
        scaler.FoldInto(network.Dense1);
        network.Forward(data.Input(7), actual);
        for (int i = 0; i < 5; i++)
            actual[i].ShouldBe(expected[i], 1e-5f);
    }
}
