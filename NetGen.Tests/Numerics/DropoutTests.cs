using NetGen.Runtime;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Numerics;

[NeuralNetwork(33, Loss = Loss.CrossEntropy)]
[Dropout(0.2f)]
[Dense(40, Activation.Tanh)]
[Dropout(0.5f)]
[Dense(19, Activation.Silu, UseBias = false)]
[Dense(3, Activation.Softmax)]
internal sealed partial class DropoutNetwork;

public sealed class DropoutTests
{
    private const int Rows = 37;
    private readonly float[] _inputs = Values(33 * Rows, 1);
    private readonly float[] _targets = OneHot(3, Rows);

    [Fact]
    public void Gradients_AgreeWithFiniteDifferencesOfTheSameMasks()
    {
        var network = new DropoutNetwork(1);
        var context = new TrainingContext { Seed = 5, Step = 9 };
        float[] gradients = new float[DropoutNetwork.ParameterCount], scratch = new float[DropoutNetwork.ParameterCount];
        network.BackwardBatch(_inputs, _targets, gradients, context);

        var random = new Random(3);
        for (int n = 0; n < 60; n++)
        {
            int i = random.Next(gradients.Length);
            float saved = network.Parameters[i];
            network.Parameters[i] = saved + 1e-2f;
            double above = network.BackwardBatch(_inputs, _targets, scratch, context);
            network.Parameters[i] = saved - 1e-2f;
            double below = network.BackwardBatch(_inputs, _targets, scratch, context);
            network.Parameters[i] = saved;
            double expected = (above - below) / 2e-2;
            Assert.True(Math.Abs(expected - gradients[i]) < 5e-3 * (1 + Math.Abs(expected)), $"Parameter {i}: {gradients[i]} instead of {expected}.");
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(Rows)]
    public void TrainBatch_DropsWhatBackwardBatchDrops(int rows)
    {
        var network = new DropoutNetwork(1);
        float[] before = network.Parameters.ToArray(), gradients = new float[DropoutNetwork.ParameterCount];
        var context = new TrainingContext { Seed = 5, Step = 9, OverwritesGradients = true };
        float loss = network.BackwardBatch(_inputs.AsSpan(0, 33 * rows), _targets.AsSpan(0, 3 * rows), gradients, context);

        network.TrainBatch(_inputs.AsSpan(0, 33 * rows), _targets.AsSpan(0, 3 * rows), 0.5f, context).ShouldBe(loss / rows);

        for (int i = 0; i < before.Length; i++)
            network.Parameters[i].ShouldBe(before[i] - 0.5f / rows * gradients[i], 1e-6f);
    }

    [Fact]
    public void Rows_GetTheSameMasksHoweverTheBatchIsCut()
    {
        ITrainableNetwork network = new DropoutNetwork(1);
        float whole = network.BackwardBatch(_inputs, _targets, new float[network.ParameterCount], new TrainingContext { Seed = 5, Step = 9 });
        float parts = 0;
        for (int row = 0; row < Rows; row++)
        {
            parts += network.BackwardBatch(
                _inputs.AsSpan(row * 33, 33), _targets.AsSpan(row * 3, 3), new float[network.ParameterCount],
                new TrainingContext { Seed = 5, Step = 9, FirstRow = row });
        }

        Assert.Equal(whole, parts, 1e-4f * whole);
    }

    [Fact]
    public void SeedAndStep_ChangeTheMasks_InferenceHasNone()
    {
        var network = new DropoutNetwork(1);
        float Loss(ulong seed, ulong step) =>
            network.BackwardBatch(_inputs, _targets, new float[DropoutNetwork.ParameterCount], new TrainingContext { Seed = seed, Step = step });

        Assert.Equal(Loss(5, 9), Loss(5, 9));
        Assert.NotEqual(Loss(5, 9), Loss(5, 10));
        Assert.NotEqual(Loss(5, 9), Loss(6, 9));

        float[] first = new float[3], second = new float[3];
        network.Forward(_inputs.AsSpan(0, 33), first);
        network.Forward(_inputs.AsSpan(0, 33), second);
        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void Masks_KeepTheShareAndTheMean(float rate)
    {
        const int size = 101, rows = 400;
        float[] ones = new float[size * rows], dropped = new float[size * rows];
        ones.AsSpan().Fill(1);
        Dropout.Apply(ref ones[0], ref dropped[0], size, rows, size, rate, new RandomKey(1, 2, 3), 4);

        double share = dropped.Count(static value => value == 0) / (double)dropped.Length;
        double deviation = Math.Sqrt(rate * (1 - rate) / dropped.Length);
        Assert.InRange(share, rate - 5 * deviation, rate + 5 * deviation);
        Assert.All(dropped, value => Assert.True(value == 0 || Math.Abs(value - 1 / (1 - rate)) < 1e-6f * value));

        // No unit and no row is favoured: each one's share is within 6 deviations as well.
        for (int unit = 0; unit < size; unit++)
        {
            double unitShare = Enumerable.Range(0, rows).Count(row => dropped[row * size + unit] == 0) / (double)rows;
            Assert.InRange(unitShare, rate - 6 * deviation * Math.Sqrt(size), rate + 6 * deviation * Math.Sqrt(size));
        }
    }

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f).ToArray();
    }

    private static float[] OneHot(int classes, int rows)
    {
        float[] targets = new float[classes * rows];
        for (int row = 0; row < rows; row++)
            targets[row * classes + row % classes] = 1;
        return targets;
    }
}
