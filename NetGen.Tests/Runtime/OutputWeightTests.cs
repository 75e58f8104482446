using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

[NeuralNetwork(3, Loss = Loss.BinaryCrossEntropy)]
[Dense(4, Activation.Sigmoid)]
internal sealed partial class FourLabels;

[NeuralNetwork(2, Loss = Loss.CrossEntropy)]
[Dense(3, Activation.Softmax)]
internal sealed partial class ThreeWeighedClasses;

[NeuralNetwork(2, CustomLoss = typeof(LogCosh))]
[Dense(3)]
internal sealed partial class ThreeOfItsOwn;

/// <summary>Weights of outputs in the trainer: a part of the loss, in training, validation and evaluation.</summary>
public class OutputWeightTests
{
    private static readonly float[] Weights = [0.5f, 4, 0, 1];

    [Fact]
    public void A_step_of_several_labels_equals_a_double_loop()
    {
        Dataset data = Labels(37).WithWeights([.. Enumerable.Range(0, 37).Select(i => (i % 3) * 0.75f)]);
        var network = new FourLabels(1);
        double[] w = new double[12], b = new double[4], dw = new double[12], db = new double[4];
        for (int o = 0; o < 4; o++)
        {
            b[o] = network.Dense1.Biases[o];
            for (int i = 0; i < 3; i++)
                w[3 * o + i] = network.Dense1.Weights[o, i];
        }

        double loss = 0;
        for (int row = 0; row < data.Count; row++)
        {
            for (int o = 0; o < 4; o++)
            {
                double z = b[o], t = data.Target(row)[o], factor = data.Weight(row) * Weights[o] / 4.0;
                for (int i = 0; i < 3; i++)
                    z += w[3 * o + i] * data.Input(row)[i];
                double y = 1 / (1 + Math.Exp(-z));
                loss -= factor * (t * Math.Log(y) + (1 - t) * Math.Log(1 - y));
                db[o] += factor * (y - t) / data.Count;
                for (int i = 0; i < 3; i++)
                    dw[3 * o + i] += factor * (y - t) * data.Input(row)[i] / data.Count;
            }
        }

        var trainer = new Trainer(network, new TrainingOptions { Epochs = 1, BatchSize = TrainingOptions.FullBatch, Optimizer = Optimizer.Sgd(0.3f), OutputWeights = Weights });
        ((double)trainer.Evaluate(data).Loss).ShouldBe(loss / data.TotalWeight, 1e-5);
        ((double)trainer.Fit(data).Loss).ShouldBe(loss / data.Count, 1e-5);
        for (int o = 0; o < 4; o++)
        {
            ((double)network.Dense1.Biases[o]).ShouldBe(b[o] - 0.3 * db[o], 1e-6);
            for (int i = 0; i < 3; i++)
                ((double)network.Dense1.Weights[o, i]).ShouldBe(w[3 * o + i] - 0.3 * dw[3 * o + i], 1e-6);
        }
    }

    [Fact]
    public void They_count_in_steps_streams_and_validation_and_not_outside_the_trainer()
    {
        Dataset data = Labels(32);
        var options = new TrainingOptions { Epochs = 1, BatchSize = 32, Shuffle = false, Optimizer = Optimizer.Sgd(0.1f), OutputWeights = Weights };
        FourLabels fitted = new(1), stepped = new(1), streamed = new(1), plain = new(1);
        TrainingResult result = new Trainer(fitted, options).Fit(data, data);
        result.ValidationLoss.ShouldBe(new Trainer(fitted, options).Evaluate(data).Loss);
        result.ValidationLoss.ShouldNotBe(fitted.Evaluate(data).Loss);
        new Trainer(stepped, options).Step(data.ContiguousInputs(0, 32), data.ContiguousTargets(0, 32));
        new Trainer(streamed, options).Fit(Enumerable.Range(0, 32).Select(row => new TrainingSample(data.Input(row).ToArray(), data.Target(row).ToArray())));
        new Trainer(plain, options with { OutputWeights = null }).Fit(data);
        stepped.Parameters.SequenceEqual(fitted.Parameters).ShouldBeTrue();
        streamed.Parameters.SequenceEqual(fitted.Parameters).ShouldBeTrue();
        plain.Parameters.SequenceEqual(fitted.Parameters).ShouldBeFalse();

        // The weight of the third label is 0: nothing of it is learned.
        fitted.Dense1.Biases[2].ShouldBe(new FourLabels(1).Dense1.Biases[2]);
        fitted.Dense1.Biases[1].ShouldNotBe(new FourLabels(1).Dense1.Biases[1]);
    }

    [Fact]
    public void What_they_cannot_weigh_is_refused_with_the_cure()
    {
        Dataset classes = Dataset.FromLabels([1, 2, 3, 4], [0, 2], 2, 3), numbers = new([1, 2, 3, 4], [1, 2, 3, 4, 5, 6], 2, 3);
        var options = new TrainingOptions { OutputWeights = [1, 2, 3] };
        Refuses(new ThreeWeighedClasses(1), options, classes).ShouldContain("ClassWeights weigh rows by their class");
        Refuses(new ThreeOfItsOwn(1), options, numbers).ShouldContain("let it multiply its terms itself");
        Refuses(new FourLabels(1), options, Labels(4)).ShouldContain("must have 4 numbers, one an output, but has 3");
        Refuses(new FourLabels(1), options with { OutputWeights = [0, 0, 0, 0] }, Labels(4)).ShouldContain("are all 0");
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingOptions { OutputWeights = [1, -1] }).Message.ShouldContain("OutputWeights[1]");
        Should.Throw<ArgumentOutOfRangeException>(() => new TrainingOptions { OutputWeights = [float.NaN] }).Message.ShouldContain("OutputWeights[0]");
        Refuses(new FourLabels(1), new TrainingOptions { ClassWeights = [1, 1, 1, 1] }, Labels(4)).ShouldContain("OutputWeights weigh labels and quantities");
    }

    private static string Refuses(ITrainableNetwork network, TrainingOptions options, Dataset data)
    {
        float[] before = network.Parameters.ToArray();
        string message = Should.Throw<ArgumentException>(() => new Trainer(network, options).Fit(data)).Message;
        if (options.OutputWeights is not null)
        {
            Should.Throw<ArgumentException>(() => new Trainer(network, options).Evaluate(data));
            Should.Throw<ArgumentException>(() => new Trainer(network, options).Step(data.Input(0), data.Target(0)));
        }

        network.Parameters.SequenceEqual(before).ShouldBeTrue();
        return message;
    }

    private static Dataset Labels(int rows)
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, 3 * rows).Select(_ => 2 * random.NextSingle() - 1)];
        return new Dataset(inputs, [.. Enumerable.Range(0, 4 * rows).Select(_ => (float)random.Next(2))], 3, 4);
    }
}
