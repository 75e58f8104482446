using System.Runtime.CompilerServices;
using NetGen.Runtime.Randomness;
using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>Trains a network. The same network, data, options and seed give the same bits on any number of threads, on the same vector width.</summary>
/// <remarks>A network must not be used elsewhere while a trainer changes it. After set-up, training allocates nothing.</remarks>
/// <example>
/// <code>
/// var trainer = new Trainer(net, new TrainingOptions { Epochs = 20, BatchSize = 32, Optimizer = Optimizer.Adam(1e-3f) });
/// TrainingResult result = trainer.Fit(train, validation);
/// Evaluation test = trainer.Evaluate(held);
/// </code>
/// </example>
public sealed partial class Trainer
{
    /// <summary>Makes a trainer.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="options">How to train; the defaults when not given.</param>
    public Trainer(ITrainableNetwork network, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        Options = options ?? new TrainingOptions();
    }

    /// <summary>The network to train.</summary>
    public ITrainableNetwork Network { get; }

    /// <summary>How to train.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Trains the network on a dataset, from the parameters that it has.</summary>
    /// <param name="train">What to learn.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">
    /// A dataset does not fit the network, has a number that is not finite, or has fewer rows than a batch; or options do not fit the network.
    /// Thrown before anything is changed.
    /// </exception>
    public TrainingResult Fit(
        Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(null, train, validation, progress, cancellationToken);

    /// <summary>Goes on with training where a checkpoint was written, to the same bits as if it had never been interrupted.</summary>
    /// <param name="checkpointPath">A file of <see cref="TrainingOptions.CheckpointPath"/>.</param>
    /// <param name="train">What to learn: the same rows as before.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged, or one of another network, optimizer or seed. Nothing was changed.
    /// </exception>
    public TrainingResult Resume(
        string checkpointPath, Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using FileStream checkpoint = File.OpenRead(checkpointPath);
        return Fit(checkpoint, train, validation, progress, cancellationToken);
    }

    /// <summary>Goes on with training where a checkpoint was written, to the same bits as if it had never been interrupted.</summary>
    /// <param name="checkpoint">What <see cref="TrainingState.WriteCheckpoint"/> wrote.</param>
    /// <param name="train">What to learn: the same rows as before.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged, or one of another network, optimizer or seed. Nothing was changed.
    /// </exception>
    public TrainingResult Resume(
        Stream checkpoint, Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return Fit(checkpoint, train, validation, progress, cancellationToken);
    }

    /// <summary>Measures the network on a dataset: its loss, and its accuracy where it tells classes.</summary>
    /// <param name="data">The rows; means are weighted where they have weights (see <see cref="Dataset.WithWeights"/>).</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, a number is not finite, or a target is out of the loss's range.</exception>
    public Evaluation Evaluate(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataCheck.Dataset(data, Network, nameof(data));
        using var team = new WorkerTeam(WorkerTeam.SizeFor(Options.MaxDegreeOfParallelism));
        return new Evaluator(Network, data, team, keepsOutputs: false).Evaluate();
    }

    /// <summary>Returns the network's outputs for all rows of a dataset, row-major.</summary>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or has a number that is not finite.</exception>
    public float[] Predict(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataCheck.Dataset(data, Network, nameof(data), checksRange: false);
        using var team = new WorkerTeam(WorkerTeam.SizeFor(Options.MaxDegreeOfParallelism));
        var evaluator = new Evaluator(Network, data, team, keepsOutputs: true);
        evaluator.Evaluate();
        return evaluator.Outputs.ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrainingResult Fit(
        Stream? checkpoint, Dataset train, Dataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(train);
        int batchSize = DataCheck.BatchSize(Options, train.Count);
        DataCheck.Dataset(train, Network, nameof(train));
        if (validation is not null)
            DataCheck.Dataset(validation, Network, nameof(validation));
        DataCheck.Options(Options, Network, train, validation);

        int batches = (train.Count + batchSize - 1) / batchSize;
        int steps = (batches + Options.AccumulationSteps - 1) / Options.AccumulationSteps;
        using var run = new TrainingRun(Network, Options, batchSize, steps, validation, progress, cancellationToken);
        if (checkpoint is not null)
            run.Restore(checkpoint);
        var batch = new DatasetBatch(train);
        int[]? order = Options.Shuffle && batchSize < train.Count ? new int[train.Count] : null;
        while (run.IsRunning)
        {
            if (order is not null)
                Permutation.ForEpoch(order, Options.Seed, run.Epoch);
            run.BeginEpoch();
            bool goesOn = true;
            for (int start = 0; start < train.Count && goesOn; start += batchSize)
            {
                batch.MoveTo(order, start);
                goesOn = run.Feed(batch, Math.Min(batchSize, train.Count - start));
            }

            if (!goesOn || !run.EndEpoch())
                break;
        }

        return run.Finish();
    }
}
