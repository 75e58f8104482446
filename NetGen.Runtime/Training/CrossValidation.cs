namespace NetGen;

/// <summary>What k-fold cross-validation found.</summary>
/// <param name="Folds">The evaluation of each part by the network trained on all others.</param>
public sealed record CrossValidation(IReadOnlyList<Evaluation> Folds)
{
    /// <summary>The mean of the folds' losses.</summary>
    public double MeanLoss => Folds.Average(fold => (double)fold.Loss);

    /// <summary>The mean of the folds' accuracies; null where the network does not tell classes.</summary>
    public double? MeanAccuracy => Folds.Average(fold => (double?)fold.Accuracy);

    /// <summary>The deviation of the folds' losses, √(Σ(loss − mean)²/(k − 1)).</summary>
    public double LossDeviation => Math.Sqrt(Folds.Sum(fold => (fold.Loss - MeanLoss) * (fold.Loss - MeanLoss)) / (Folds.Count - 1));

    /// <summary>The deviation of the folds' accuracies; null where the network does not tell classes.</summary>
    public double? AccuracyDeviation => MeanAccuracy is { } mean
        ? Math.Sqrt(Folds.Sum(fold => (fold.Accuracy!.Value - mean) * (fold.Accuracy!.Value - mean)) / (Folds.Count - 1))
        : null;
}
