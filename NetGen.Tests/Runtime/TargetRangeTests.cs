using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

internal readonly struct UnitLoss : ILoss
{
    public static TargetRange Targets => TargetRange.Between(1, 5);

    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient)
    {
        gradient[0] = output[0] - target[0];
        return gradient[0] * gradient[0] / 2;
    }
}

[NeuralNetwork(1, CustomLoss = typeof(UnitLoss))]
[Dense(1)]
internal sealed partial class Stars;

[NeuralNetwork(1, Loss = Loss.KullbackLeibler)]
[Dense(3, Activation.Softmax)]
internal sealed partial class Distribution;

/// <summary>Targets fit their loss, at every door, before anything moves.</summary>
public class TargetRangeTests
{
    private static void Refused(ITrainableNetwork network, float[] targets, params string[] parts)
    {
        int rows = targets.Length / network.OutputSize;
        float[] good = new float[targets.Length];
        for (int row = 0; row < rows; row++)
            good[row * network.OutputSize] = 1;
        Dataset bad = new(new float[rows * network.InputSize], targets, network.InputSize, network.OutputSize), fine = new(new float[rows * network.InputSize], good, network.InputSize, network.OutputSize);
        float[] before = network.Parameters.ToArray();
        IEnumerable<TrainingSample> Stream()
        {
            for (int row = 0; row < rows; row++)
                yield return new TrainingSample(new float[network.InputSize], bad.Target(row).ToArray());
        }

        var trainer = new Trainer(network, new TrainingOptions { Epochs = 1 });
        foreach (Action door in new Action[] { () => trainer.Fit(bad), () => trainer.Fit(fine, bad), () => trainer.Fit(bad.Shuffle(1)), () => trainer.Fit(Stream()), () => trainer.Evaluate(bad) })
            Should.Throw<ArgumentException>(door);
        string message = Should.Throw<ArgumentException>(() => trainer.Fit(bad)).Message;
        foreach (string part in parts)
            message.ShouldContain(part);
        network.Parameters.ToArray().ShouldBe(before);
        trainer.Predict(bad).Length.ShouldBe(targets.Length);
        trainer.Fit(fine).Reason.ShouldBe(EndReason.Completed);
    }

    [Fact]
    public void Binary_cross_entropy_takes_0_to_1()
    {
        Refused(new OneSigmoid(1), [0, 255, 17], "0 to 1", "target 0 of row 1 is 255", "divide by 255", "Dataset.FromLabels(inputs, labels, inputSize, classes: 256)");
        Refused(new OneSigmoid(1), [1, -1, 1], "target 0 of row 1 is -1", "(y + 1) / 2");
        Refused(new OneSigmoid(1), [1, 2, 1], "target 0 of row 1 is 2", "y - 1");
        Refused(new ThreeLabels(1), [0, 1, 0, 0, 0.5f, 12.5f], "target 2 of row 1 is 12.5", "divide by 255");
        Refused(new ThreeLabels(1), [0, 1, 0, 0, 0.5f, 1000], "target 2 of row 1 is 1000", "Loss.MeanSquaredError");
    }

    [Fact]
    public void Cross_entropy_and_KL_take_none_negative()
    {
        Refused(new ThreeClasses(1), [0, 1, 0, -1, 1, -1], "0 or more", "target 0 of row 1 is -1", "(y + 1) / 2", "classes: 3");
        Refused(new Distribution(1), [0.5f, 0.5f, 0, 0.5f, 0.6f, -0.1f], "target 2 of row 1 is -0.1", "(y + 1) / 2");
        Refused(new ThreeClasses(1), [0, 1, 0, 2, -7, 1], "target 1 of row 1 is -7", "Dataset.FromLabels(inputs, labels, inputSize, classes: 3)");
    }

    [Fact]
    public void Hinge_takes_one_class_a_row()
    {
        foreach (float[] row in new float[][] { [1, 1, 0], [0, 0, 0], [0.2f, 0.5f, 0.3f], [0, 2, 0], [1, -1, 0] })
            Refused(new ThreeScores(1), [0, 1, 0, .. row], "row 1 is [", "Dataset.FromLabels(inputs, labels, inputSize, classes: 3)");
        new Trainer(new ThreeScores(1), new TrainingOptions { Epochs = 1 }).Fit(new Dataset(new float[4], [-1, 1, -1, 0, 0, 1], 2, 3)).Epochs.ShouldBe(1);
    }

    [Fact]
    public void A_loss_of_ones_own_states_its_range()
    {
        Refused(new Stars(1), [1, 5, 6], "1 to 5", "target 0 of row 2 is 6");
        ((ITrainableNetwork)new OneNumber(1)).TargetRange.ShouldBe(TargetRange.Any);
        ((ITrainableNetwork)new LogCoshNet(1)).TargetRange.ShouldBe(TargetRange.Any);
        Should.Throw<ArgumentOutOfRangeException>(() => TargetRange.Between(1, 0));
    }

    [Fact]
    public void Smoothing_is_checked_on_streams_as_on_data_sets()
    {
        var options = new TrainingOptions { Epochs = 1, BatchSize = 2, LabelSmoothing = 0.1f };
        var data = new Dataset(new float[6], [0, 1, 3], 2, 1);
        TrainingSample[] stream = [.. Enumerable.Range(0, 3).Select(row => new TrainingSample(new float[2], data.Target(row).ToArray()))];
        string[] messages =
        [
            Should.Throw<ArgumentException>(() => new Trainer(new OneNumber(1), options with { BatchSize = 3 }).Fit(data)).Message,
            Should.Throw<ArgumentException>(() => new Trainer(new OneNumber(1), options).Fit(stream)).Message,
        ];
        foreach (string message in messages)
            message.ShouldContain("LabelSmoothing needs targets from 0 to 1");
    }

    [Fact]
    public void Sizes_that_differ_name_the_cure()
    {
        void Says(ITrainableNetwork network, Dataset data, string cure) =>
            Should.Throw<ArgumentException>(() => new Trainer(network).Fit(data)).Message.ShouldContain(cure);
        int[] labels = [0, 1];
        Says(new OneSigmoid(1), Dataset.FromLabels(new float[4], labels, 2, 2), "Dataset.FromLabels(inputs, labels, inputSize, classes: 1)");
        Says(new ThreeClasses(1), Dataset.FromLabels(new float[4], labels, 2, 1), "Dataset.FromLabels(inputs, labels, inputSize, classes: 3)");
        Says(new ThreeClasses(1), new Dataset(new float[4], [0, 2], 2, 1), "A column of class indices becomes one-hot rows by Dataset.FromLabels(inputs, labels, inputSize, classes: 3)");
        Says(new OneSigmoid(1), Dataset.FromLabels(new float[4], labels, 2, 5), "[Dense(5, Activation.Softmax)]");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.FromLabels(new float[2], [1, 2], 1, 2)).Message.ShouldContain("take 1 off each");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.FromLabels(new float[2], [1, -1], 1, 1)).Message.ShouldContain("(label + 1) / 2");
        Should.Throw<ArgumentOutOfRangeException>(() => Dataset.FromLabels(new float[2], [0, 4], 1, 2)).Message.ShouldContain("classes: 5");
    }

    [Fact]
    public void Labels_of_two_classes_train_one_sigmoid()
    {
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1];
        Dataset labels = Dataset.FromLabels(inputs, [0, 0, 0, 1], 2, classes: 1), column = new(inputs, [0, 0, 0, 1], 2, 1);
        labels.Target(3).ToArray().ShouldBe([1]);
        labels.Target(0).ToArray().ShouldBe([0]);
        labels.ClassCounts().ShouldBe([3, 1]);
        OneSigmoid one = new(1), other = new(1);
        var options = new TrainingOptions { Epochs = 300, Optimizer = Optimizer.Adam(0.1f), ClassWeights = labels.BalancedClassWeights() };
        new Trainer(one, options).Fit(labels);
        new Trainer(other, options).Fit(column);
        one.Parameters.ToArray().ShouldBe(other.Parameters.ToArray());
        new Trainer(one).Evaluate(labels).Accuracy.ShouldBe(1);
    }
}
