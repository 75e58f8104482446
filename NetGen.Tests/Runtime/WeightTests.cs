using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Weights of rows and classes: what they count for, and where they have no meaning.</summary>
public class WeightTests
{
    [Fact]
    public void A_row_taken_twice_has_a_weight_for_each_take()
    {
        var data = new Dataset([10, 11, 12], [0, 1, 2], 1, 1);
        Dataset twice = data.Select([2, 0, 2]).WithWeights([1, 2, 3]);
        Weights(twice).ShouldBe([1, 2, 3]);
        Weights(twice.Skip(1)).ShouldBe([2, 3]);
        Weights(twice.Skip(1).WithWeights([5, 6])).ShouldBe([5, 6]);
        Weights(twice.Select([2, 2, 0])).ShouldBe([3, 3, 1]);
        Weights(twice).ShouldBe([1, 2, 3]);

        foreach (Dataset view in new[] { twice.Shuffle(3), twice.Split(0.5, 1).Train, twice.Split(0.5, 1).Test, twice.Folds(3, 1)[1].Train, twice.Slice(1, 2).Shuffle(1) })
        {
            for (int row = 0; row < view.Count; row++)
                (view.Weight(row) == 2).ShouldBe(view.Input(row)[0] == 10);
        }

        twice.Shuffle(3).Count.ShouldBe(3);
        Weights(twice.Shuffle(3)).Sum().ShouldBe(6);
        (Weights(twice.Split(0.5, 1, stratified: true).Train).Sum() + Weights(twice.Split(0.5, 1, stratified: true).Test).Sum()).ShouldBe(6);
        twice.Folds(3, 1).Sum(fold => Weights(fold.Validation).Sum()).ShouldBe(6);
    }

    [Fact]
    public void Evaluation_is_weighted_by_rows()
    {
        var network = new ThreeNumbers(1);
        var data = new Dataset([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6, 7, 8, 9], 2, 3);
        var trainer = new Trainer(network);
        float[] losses = [.. Enumerable.Range(0, 3).Select(row => trainer.Evaluate(data.Slice(row, 1)).Loss)];
        trainer.Evaluate(data.WithWeights([1, 0, 3])).Loss.ShouldBe((losses[0] + 3 * losses[2]) / 4, 1e-5f * losses.Max());
        trainer.Evaluate(data.WithWeights([2, 2, 2])).Loss.ShouldBe(trainer.Evaluate(data).Loss, 1e-5f * losses.Max());
        // Taking a row twice is a weight of 2.
        trainer.Evaluate(data.WithWeights([2, 1, 1])).Loss.ShouldBe(trainer.Evaluate(data.Select([0, 0, 1, 2])).Loss, 1e-5f * losses.Max());
        trainer.Fit(data, data.WithWeights([1, 0, 3])).ValidationLoss.ShouldBe(trainer.Evaluate(data.WithWeights([1, 0, 3])).Loss);
        Should.Throw<ArgumentException>(() => trainer.Evaluate(data.WithWeights([0, 0, 0]))).Message.ShouldContain("weight of 0");
    }

    [Fact]
    public void Class_weights_need_classes()
    {
        void Refused(ITrainableNetwork network, Dataset data, string cure)
        {
            var options = new TrainingOptions { BatchSize = 1, Epochs = 1, ClassWeights = [.. Enumerable.Repeat(1f, Math.Max(network.OutputSize, 2))] };
            Should.Throw<ArgumentException>(() => new Trainer(network, options).Fit(data)).Message.ShouldContain(cure);
            TrainingSample[] stream = [.. Enumerable.Range(0, data.Count).Select(row => new TrainingSample(data.Input(row).ToArray(), data.Target(row).ToArray()))];
            Should.Throw<ArgumentException>(() => new Trainer(network, options).Fit(stream)).Message.ShouldContain(cure);
        }

        Refused(new ThreeLabels(1), new Dataset(new float[4], [1, 0, 1, 0, 0, 1], 2, 3), "Dataset.WithWeights");
        Refused(new ThreeNumbers(1), new Dataset(new float[4], [1, 0, 1.5f, 0, 0, 1], 2, 3), "Dataset.WithWeights");
        Refused(new OneNumber(1), new Dataset(new float[4], [0.5f, 3], 2, 1), "Dataset.WithWeights");
        var weights = new TrainingOptions { Epochs = 1, ClassWeights = [1, 2] };
        new Trainer(new OneSigmoid(1), weights).Fit(new Dataset(new float[4], [0, 0.7f], 2, 1)).Epochs.ShouldBe(1);
        new Trainer(new ThreeClasses(1), weights with { ClassWeights = [1, 2, 3] }).Fit(new Dataset(new float[4], [0, 4, 1, 2, 1, 1], 2, 3)).Epochs.ShouldBe(1);
    }

    private static float[] Weights(Dataset data) => [.. Enumerable.Range(0, data.Count).Select(data.Weight)];
}
