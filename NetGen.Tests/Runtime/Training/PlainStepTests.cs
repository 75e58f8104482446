using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime.Training;

/// <summary>
/// Steps beside a plain double loop: what penalties and decay touch, in which order they are added, clipped and scaled, in every combination, at sizes that
/// leave a rest behind every vector loop.
/// </summary>
public class PlainStepTests
{
    [Flags]
    public enum Parts
    {
        None = 0,
        L1 = 1,
        L2 = 2,
        OwnOfWeights = 4,
        OwnOfBiases = 8,
        Biases = 16,
        ClipValue = 32,
        ClipNorm = 64,
        Decay = 128,
        MaxNorm = 256,
        OwnMaxNorm = 512,
        Weights = 1024,
        Accumulation = 2048,
        Momentum = 4096,
    }

    // 91 weights and 7 biases: for any width of vectors some go by fours, some one by one, some are left over.
    private static readonly Dataset Rows = TrainerTests.Line(22, 13, 7);

    private static void Compare(Parts parts, Dataset? data = null, Func<LayerInfo, LayerInfo>? also = null)
    {
        data ??= Rows;
        var options = new TrainingOptions
        {
            Epochs = 2, BatchSize = 4, AccumulationSteps = parts.HasFlag(Parts.Accumulation) ? 3 : 1, Shuffle = false,
            Optimizer = Optimizer.Sgd(0.3f, momentum: parts.HasFlag(Parts.Momentum) ? 0.75f : 0, weightDecay: parts.HasFlag(Parts.Decay) ? 0.4f : 0),
            L1 = parts.HasFlag(Parts.L1) ? 0.03f : 0, L2 = parts.HasFlag(Parts.L2) ? 0.05f : 0, RegularizeBiases = parts.HasFlag(Parts.Biases),
            ClipValue = parts.HasFlag(Parts.ClipValue) ? 0.04f : 0, ClipNorm = parts.HasFlag(Parts.ClipNorm) ? 0.25f : 0, MaxNorm = parts.HasFlag(Parts.MaxNorm) ? 0.7f : 0,
        };
        if (parts.HasFlag(Parts.Weights))
            data = data.WithWeights([.. Enumerable.Range(0, data.Count).Select(row => row % 4 * 0.5f)]);
        LayerInfo Change(LayerInfo layer)
        {
            if (parts.HasFlag(Parts.OwnOfWeights))
                layer = layer.With("weight", tensor => tensor with { L1 = 0.02f, L2 = 0.07f });
            if (parts.HasFlag(Parts.OwnOfBiases))
                layer = layer.With("bias", tensor => tensor with { L1 = 0.01f, L2 = 0.09f });
            if (parts.HasFlag(Parts.OwnMaxNorm))
                layer = layer.With("weight", tensor => tensor with { MaxNorm = 0.9f });
            return also?.Invoke(layer) ?? layer;
        }

        var network = new LinearNetwork(data.InputSize, data.OutputSize, change: Change);
        // Biases of either sign, and weights of zero, which have none.
        for (int i = 0; i < data.OutputSize; i++)
            network.Parameters[^(i + 1)] = 0.3f * (i - 2.5f);
        network.Parameters[1] = network.Parameters[^2] = 0;
        var plain = new PlainTraining(data, network.Parameters.ToArray(), options, network.Layers[0]);
        List<float> norms = [];
        TrainingResult result = new Trainer(network, options with { OnStep = state => norms.Add(state.Progress.GradientNorm) }).Fit(data);
        plain.Run(parts.HasFlag(Parts.Momentum) ? 0.75f : 0);

        for (int i = 0; i < plain.Parameters.Length; i++)
            ((double)network.Parameters[i]).ShouldBe(plain.Parameters[i], 2e-5, $"{parts}: parameter {i}");
        norms.Count.ShouldBe(plain.Norms.Count);
        for (int step = 0; step < norms.Count; step++)
            ((double)norms[step]).ShouldBe(plain.Norms[step], 1e-5 * (1 + plain.Norms[step]), $"{parts}: norm of step {step}");
        for (int epoch = 0; epoch < plain.Losses.Count; epoch++)
            ((double)result.History[epoch].Loss).ShouldBe(plain.Losses[epoch], 1e-5 * (1 + plain.Losses[epoch]), $"{parts}: loss of epoch {epoch}");
    }

    public static TheoryData<Parts> Each => [.. Enum.GetValues<Parts>()];

    [Theory]
    [MemberData(nameof(Each))]
    public void Each_part_by_itself_is_what_docs_say(Parts part)
    {
        Compare(part);
        Compare(part | Parts.Biases | Parts.L1 | Parts.L2 | Parts.Decay);
    }

    [Fact]
    public void All_combinations_are_what_docs_say()
    {
        // Every seventh, so that every pair and triple is among them.
        for (int parts = 0; parts < 8192; parts += 7)
            Compare((Parts)parts);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(7, 1)]
    [InlineData(15, 1)]
    [InlineData(16, 1)]
    [InlineData(17, 2)]
    [InlineData(5, 13)]
    [InlineData(9, 9)]
    [InlineData(67, 63)]
    public void Every_size_is_treated_alike(int inputs, int outputs)
    {
        Dataset data = TrainerTests.Line(9, inputs, outputs);
        Compare(Parts.L1 | Parts.L2 | Parts.Biases | Parts.ClipValue | Parts.Decay | Parts.Momentum, data);
        Compare(Parts.ClipNorm | Parts.Accumulation, data);
        Compare(Parts.ClipValue | Parts.ClipNorm | Parts.OwnOfWeights, data);
    }

    [Fact]
    public void Blocks_that_are_added_up_in_two_sums_lose_nothing()
    {
        // Five blocks of four rows in a batch, and batches that follow each other in one step.
        Dataset data = TrainerTests.Line(45, 13, 7);
        foreach ((int batch, int accumulation) in new[] { (20, 1), (9, 2), (12, 3), (45, 1), (8, 1) })
        {
            var options = new TrainingOptions { Epochs = 2, BatchSize = batch, AccumulationSteps = accumulation, Shuffle = false, Optimizer = Optimizer.Sgd(0.1f) };
            var network = new LinearNetwork(13, 7);
            var plain = new PlainTraining(data, network.Parameters.ToArray(), options, network.Layers[0]);
            new Trainer(network, options).Fit(data);
            plain.Run();
            for (int i = 0; i < plain.Parameters.Length; i++)
                ((double)network.Parameters[i]).ShouldBe(plain.Parameters[i], 1e-5, $"{batch}, {accumulation}: parameter {i}");
        }
    }

    [Fact]
    public void Norms_whose_squares_overflow_are_clipped_like_any()
    {
        // Gradients of 1e25: their squares are no floats.
        var network = new LinearNetwork(1, 1);
        network.Parameters.Clear();
        var trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(1), ClipNorm = 5 });
        trainer.Apply([-3e25f, 4e25f]).ShouldBeTrue();
        network.Parameters.ToArray().ShouldBe([3, -4], 1e-5);
        // With penalties the way is another.
        network.Parameters.Clear();
        trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(1), ClipNorm = 5, L2 = 0.5f });
        trainer.Apply([-3e25f, 4e25f]).ShouldBeTrue();
        network.Parameters.ToArray().ShouldBe([3, -4], 1e-5);
        // Clipped by value the norm is small, and what is not finite is still found.
        network.Parameters.Clear();
        trainer = new Trainer(network, new TrainingOptions { Optimizer = Optimizer.Sgd(1), ClipValue = 2 });
        trainer.Apply([-3e25f, 4e25f]).ShouldBeTrue();
        network.Parameters.ToArray().ShouldBe([2, -2]);
        trainer.Apply([1, float.NegativeInfinity]).ShouldBeFalse();
        trainer.Apply([float.NaN, 1]).ShouldBeFalse();
        network.Parameters.ToArray().ShouldBe([2, -2]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(91)]
    [InlineData(97)]
    public void A_number_that_is_not_finite_is_found_wherever_it_stands(int place)
    {
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity })
        {
            foreach (TrainingOptions options in new[] { new TrainingOptions(), new TrainingOptions { ClipValue = 1 }, new TrainingOptions { L1 = 0.1f } })
            {
                var network = new LinearNetwork(13, 7);
                float[] start = network.Parameters.ToArray(), gradients = new float[98];
                gradients[place] = value;
                new Trainer(network, options).Apply(gradients).ShouldBeFalse();
                Bits.Same(start, network.Parameters);
            }

            // In the parameters, at the end of an epoch.
            var broken = new LinearNetwork(13, 7);
            TrainingResult result = new Trainer(broken, new TrainingOptions { Epochs = 1, OnStep = state => state.Network.Parameters[place] = value }).Fit(Rows);
            (result.Reason, result.Failure!.LastGoodEpoch).ShouldBe((EndReason.NonFinite, 0));
            broken.Parameters.ToArray().ShouldAllBe(parameter => float.IsFinite(parameter));
        }
    }
}
