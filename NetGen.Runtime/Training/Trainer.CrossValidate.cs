namespace NetGen;

public sealed partial class Trainer
{
    /// <summary>
    /// Estimates how well the network learns what it has not seen: k times, draws its parameters anew, trains on all parts of the data but
    /// one and evaluates on that one. Every fold starts anew, whatever this trainer did before; the network is left with the parameters it had,
    /// and the trainer with what it remembered. No checkpoint is written.
    /// </summary>
    /// <param name="data">The rows.</param>
    /// <param name="folds">The number of parts k, 2 to the number of rows.</param>
    /// <param name="seed">The seed of the parts and of the parameters drawn.</param>
    /// <param name="stratified">Whether every part gets its like share of every class.</param>
    /// <param name="cancellationToken">Ends it between two steps with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of parts is less than 2 or more than there are rows.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in the middle of a call of <c>Fit</c>.</exception>
    public CrossValidation CrossValidate(Dataset data, int folds, int seed = 0, bool stratified = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        RequireIdle();
        float[] parameters = Network.ParametersAndStatistics.ToArray();
        var trainer = new Trainer(Network, Options with { CheckpointPath = null });
        var evaluations = new List<Evaluation>(folds > 0 ? folds : 0);
        try
        {
            foreach ((Dataset train, Dataset validation) in data.Folds(folds, seed, stratified))
            {
                Network.Initialize(seed);
                trainer.Reset();
                trainer.Fit(train, Options.EarlyStopping is null && Options.Metrics.Count == 0 ? null : validation, null, cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                evaluations.Add(trainer.Evaluate(validation));
            }
        }
        finally
        {
            parameters.CopyTo(Network.ParametersAndStatistics);
        }

        return new CrossValidation(evaluations);
    }
}
