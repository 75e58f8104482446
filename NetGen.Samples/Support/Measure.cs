namespace NetGen.Samples.Support;

/// <summary>How well a network does on a dataset.</summary>
internal static class Measure
{
    /// <summary>The mean loss and the share of right answers.</summary>
    public static (float Loss, float Accuracy) Of(ITrainableNetwork network, Dataset dataset)
    {
        Evaluation evaluation = new Trainer(network).Evaluate(dataset);
        return (evaluation.Loss, evaluation.Accuracy ?? float.NaN);
    }

    /// <summary>Puts loss and accuracy on both sets among the figures.</summary>
    public static (float TrainAccuracy, float TestAccuracy, float TestLoss) Report(SampleOutput output, ITrainableNetwork network, Dataset train, Dataset test)
    {
        (float trainLoss, float trainAccuracy) = Of(network, train);
        (float testLoss, float testAccuracy) = Of(network, test);
        output.Figures.Add("trainLoss", trainLoss);
        output.Figures.Add("trainAccuracy", trainAccuracy);
        output.Figures.Add("testLoss", testLoss);
        output.Figures.Add("testAccuracy", testAccuracy);
        return (trainAccuracy, testAccuracy, testLoss);
    }
}
