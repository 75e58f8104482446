using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Runtime;

/// <summary>Training anew for every fold.</summary>
public class CrossValidationTests
{
    private static readonly Dataset Data = TrainerTests.Line(40);

    [Fact]
    public void Cross_validation_trains_anew_for_every_fold()
    {
        var network = new LinearNetwork(3, 2, seed: 5);
        float[] before = network.Parameters.ToArray();
        var trainer = new Trainer(network, new TrainingOptions { Epochs = 40, BatchSize = 4, Optimizer = Optimizer.Adam(0.03f) });
        CrossValidation result = trainer.CrossValidate(Data, 5, seed: 3);
        result.Folds.Count.ShouldBe(5);
        result.Folds.ShouldAllBe(fold => fold.Count == 8 && fold.Loss < 1e-3f);
        result.MeanLoss.ShouldBe(result.Folds.Average(fold => (double)fold.Loss));
        result.LossDeviation.ShouldBeGreaterThan(0);
        (result.MeanAccuracy, result.AccuracyDeviation).ShouldBe((null, null));
        network.Parameters.ToArray().ShouldBe(before);
        trainer.CrossValidate(Data, 5, seed: 3).Folds.ShouldBe(result.Folds);
    }
}
