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
    public static (float Train, float Test) Report(SampleOutput output, ITrainableNetwork network, Dataset train, Dataset test)
    {
        (float trainLoss, float trainAccuracy) = Of(network, train);
        (float testLoss, float testAccuracy) = Of(network, test);
        output.Figures.Add("trainLoss", trainLoss);
        output.Figures.Add("trainAccuracy", trainAccuracy);
        output.Figures.Add("testLoss", testLoss);
        output.Figures.Add("testAccuracy", testAccuracy);
        return (trainAccuracy, testAccuracy);
    }

    /// <summary>How often a row of class i (first index) was taken for class j (second index).</summary>
    public static int[,] ConfusionMatrix(ITrainableNetwork network, Dataset dataset)
    {
        int classes = network.OutputSize;
        int[,] counts = new int[classes, classes];
        ReadOnlySpan<float> outputs = new Trainer(network).Predict(dataset);
        for (int row = 0; row < dataset.Count; row++)
        {
            ReadOnlySpan<float> output = outputs.Slice(row * classes, classes);
            int best = 0;
            for (int i = 1; i < classes; i++)
            {
                if (output[i] > output[best])
                    best = i;
            }

            counts[dataset.Label(row), best]++;
        }

        return counts;
    }
}
