using System.Runtime.CompilerServices;
using NetGen.Runtime.Serialization;
using NetGen.Runtime.Training;

namespace NetGen;

/// <summary>
/// Trains a network, and remembers how far it has come: <c>Fit</c> again goes on. The same network, data, options and seed give the same
/// bits on any number of threads, on the same vector width.
/// </summary>
/// <remarks>
/// <para>
/// Steps, epochs, the optimizer's memory, the keys of all random draws, the position of the schedule and the best epoch go on over all calls
/// of <c>Fit</c>, <see cref="Step"/> and <see cref="Apply"/>: two calls of 10 epochs give the bits of one of 20. A schedule that spans the
/// training, such as <see cref="Schedule.Cosine"/> without a length, runs over each call. <see cref="Reset"/> starts anew.
/// </para>
/// <para>A network must not be used elsewhere while a trainer changes it. After set-up, training allocates nothing.</para>
/// </remarks>
/// <example>
/// <code>
/// var trainer = new Trainer(net, new TrainingOptions { Epochs = 20, BatchSize = 32, Optimizer = Optimizer.Adam(1e-3f) });
/// TrainingResult result = trainer.Fit(train, validation);
/// Evaluation test = trainer.Evaluate(held);
/// </code>
/// </example>
public sealed partial class Trainer
{
    // Memory for larger batches is taken when one comes.
    private const int MostRowsAhead = 1024;

    private readonly TrainingSetup _setup;
    private int _isTraining;

    /// <summary>Makes a trainer.</summary>
    /// <param name="network">The network to train.</param>
    /// <param name="options">How to train; the defaults when not given.</param>
    /// <exception cref="ArgumentException">The network contradicts itself: a tensor lies outside the parameters that it gives.</exception>
    public Trainer(ITrainableNetwork network, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkContract.Check(network);
        Network = network;
        Options = options ?? new TrainingOptions();
        _setup = new TrainingSetup(network, Options);
        if (Options.BatchSize <= MostRowsAhead)
            _setup.Step.Prepare(Options.BatchSize);
        _batch = new SpanBatch(network.InputSize, network.OutputSize);
    }

    /// <summary>The network to train.</summary>
    public ITrainableNetwork Network { get; }

    /// <summary>How to train.</summary>
    public TrainingOptions Options { get; }

    /// <summary>
    /// A network of the same type whose parameters are the moving averages of <see cref="TrainingOptions.ParameterAverage"/>; null without. It is what
    /// validation, metrics, early stopping, <see cref="Evaluate"/> and <see cref="Predict"/> measure then, and it gets the weights of the best epoch;
    /// <see cref="Network"/> keeps the parameters that training goes on with. Save it, copy it (<c>net.CopyParametersFrom(trainer.AveragedNetwork)</c>), or ask it,
    /// as reinforcement learning does with a target network. Before the first step it has the parameters that the network had when the trainer was made.
    /// </summary>
    public ITrainableNetwork? AveragedNetwork => _setup.Memory.Average?.Network;

    /// <summary>How many epochs are done since the trainer was made or reset.</summary>
    public int Epochs => _setup.Memory.Epoch;

    /// <summary>How many steps were taken since then, or left out.</summary>
    public long Steps => _setup.Memory.Step;

    /// <summary>How many of them were left out because a loss or gradient was not finite.</summary>
    public long SkippedSteps => _setup.Memory.Skipped;

    /// <summary>
    /// Starts anew: forgets epochs, steps, the optimizer's memory, the position of the schedule and the best epoch. The network keeps its
    /// parameters; <see cref="INeuralNetwork.Initialize"/> draws them anew.
    /// </summary>
    /// <exception cref="InvalidOperationException">The trainer is in the middle of a call of <c>Fit</c>.</exception>
    public void Reset()
    {
        RequireIdle();
        _setup.Memory.Reset();
    }

    /// <summary>
    /// Trains the network on a dataset, from the parameters that it has, for <see cref="TrainingOptions.Epochs"/> more epochs.
    /// </summary>
    /// <param name="train">What to learn.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">
    /// A dataset does not fit the network, has a number that is not finite, or has fewer rows than a batch; or options do not fit the network.
    /// Thrown before anything is changed.
    /// </exception>
    /// <exception cref="IOException"><see cref="TrainingOptions.CheckpointPath"/> cannot be written; thrown before anything is changed.</exception>
    /// <exception cref="InvalidOperationException">A callback or another thread calls in the middle of a call.</exception>
    public TrainingResult Fit(
        Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Fit(null, train, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Measures the network on a dataset: its loss, and its accuracy where it tells classes.</summary>
    /// <param name="data">The rows; means are weighted where they have weights (see <see cref="Dataset.WithWeights"/>).</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, a number is not finite, or a target is out of the loss's range.</exception>
    public Evaluation Evaluate(Dataset data)
    {
        DataCheck.OutputWeights(Options, Network);
        return Measured.Evaluate(data, Options.MaxDegreeOfParallelism, Options.OutputWeights);
    }

    /// <summary>Returns the network's outputs for all rows of a dataset, row-major.</summary>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network or has a number that is not finite.</exception>
    public float[] Predict(Dataset data) => Measured.Predict(data, Options.MaxDegreeOfParallelism);

    private ITrainableNetwork Measured => AveragedNetwork ?? Network;

    private TrainingResult Fit(Action<CheckpointContent>? restore, Dataset train, Dataset? validation, in TrainingCall call)
    {
        ArgumentNullException.ThrowIfNull(train);
        int batchSize = DataCheck.BatchSize(Options, train.Count);
        DataCheck.Dataset(train, Network, nameof(train));
        if (validation is not null)
            DataCheck.Dataset(validation, Network, nameof(validation));
        DataCheck.Options(Options, Network, train, validation);
        var feed = new DatasetFeed(train, Options, batchSize);
        ScheduleCheck.Dataset(Options, feed.StepsPerEpoch);
        return RunAsync(restore, feed, batchSize, train, validation, call).AsTask().GetAwaiter().GetResult();
    }

    private async ValueTask<TrainingResult> RunAsync(
        Action<CheckpointContent>? restore, BatchFeed feed, int batchSize, Dataset? train, Dataset? validation, TrainingCall call)
    {
        if (Interlocked.Exchange(ref _isTraining, 1) != 0)
            ThrowBusy();
        try
        {
            bool validates = validation is not null;
            AtomicFile? target = Options.CheckpointPath is { } path ? new AtomicFile(path, "A checkpoint") : null;
            target?.Try();
            var measures = new EpochMeasures(Measured, Options, validation, _setup.Team);
            var content = new CheckpointContent(_setup, new TrainingData(batchSize, train, validation));
            if (restore is null)
                _setup.Memory.BeginCall(Network.Parameters, validates);
            else
                restore(content);
            _setup.Step.Prepare(train is null ? 1 : batchSize);
            return await new TrainingRun(_setup, feed, measures, new CheckpointKeeper(_setup, content, target), content, call).RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _setup.Team.Dispose();
            Volatile.Write(ref _isTraining, 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RequireIdle()
    {
        if (_isTraining != 0)
            ThrowBusy();
    }

    private static void ThrowBusy() => throw new InvalidOperationException(
        "This trainer is in the middle of a call of Fit: nothing else may train with it, take steps or reset it until that returns. A callback ends it with TrainingState.Stop().");
}
