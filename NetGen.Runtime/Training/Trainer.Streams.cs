using System.Runtime.CompilerServices;
using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Trainer
{
    /// <summary>
    /// Trains the network on a stream of samples in constant memory: a batch is all that is held. An epoch is one pass over the stream,
    /// in its order.
    /// </summary>
    /// <param name="samples">The samples; enumerated once an epoch. A sample's memory may be reused for the next.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <remarks><see cref="TrainingOptions.BatchSize"/> must not be <see cref="TrainingOptions.FullBatch"/>.</remarks>
    /// <exception cref="ArgumentException">
    /// Options or the validation set do not fit the network, or, found when its turn comes, a sample does not fit or is not finite; or the
    /// stream is empty.
    /// </exception>
    public TrainingResult Fit(
        IEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (TrainingRun run, StreamBatch batch) = BeginStream(validation, progress, cancellationToken);
        using TrainingRun _ = run;
        while (run.IsRunning)
        {
            run.BeginEpoch();
            bool goesOn = true, isEmpty = true;
            foreach (TrainingSample sample in samples)
            {
                isEmpty = false;
                goesOn = Take(run, batch, sample);
                if (!goesOn)
                    break;
            }

            if (!EndStream(run, batch, goesOn, isEmpty))
                break;
        }

        return run.Finish();
    }

    /// <summary>Trains the network on an asynchronous stream of samples; otherwise as the form for <see cref="IEnumerable{T}"/>.</summary>
    /// <param name="samples">The samples; enumerated once an epoch. A sample's memory may be reused for the next.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the thread that the stream continues on.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">
    /// Options or the validation set do not fit the network, or, found when its turn comes, a sample does not fit or is not finite; or the
    /// stream is empty.
    /// </exception>
    public async Task<TrainingResult> FitAsync(
        IAsyncEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        (TrainingRun run, StreamBatch batch) = BeginStream(validation, progress, cancellationToken);
        using TrainingRun _ = run;
        while (run.IsRunning)
        {
            run.BeginEpoch();
            bool goesOn = true, isEmpty = true;
            await foreach (TrainingSample sample in samples.ConfigureAwait(false))
            {
                isEmpty = false;
                goesOn = Take(run, batch, sample);
                if (!goesOn)
                    break;
            }

            if (!EndStream(run, batch, goesOn, isEmpty))
                break;
        }

        return run.Finish();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Take(TrainingRun run, StreamBatch batch, in TrainingSample sample)
    {
        batch.Add(sample);
        if (!batch.IsFull)
            return true;
        bool goesOn = run.Feed(batch, batch.Count);
        batch.Clear();
        return goesOn;
    }

    private static bool EndStream(TrainingRun run, StreamBatch batch, bool goesOn, bool isEmpty)
    {
        if (isEmpty)
            throw new ArgumentException("Expected at least one sample, but the stream has none.", "samples");
        if (goesOn && batch.Count > 0)
        {
            goesOn = run.Feed(batch, batch.Count);
            batch.Clear();
        }

        return goesOn && run.EndEpoch();
    }

    private (TrainingRun Run, StreamBatch Batch) BeginStream(
        Dataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (Options.BatchSize == TrainingOptions.FullBatch)
            throw new ArgumentException($"A stream has no end to know of: {nameof(TrainingOptions.BatchSize)} cannot be {nameof(TrainingOptions.FullBatch)}.", "options");
        if (validation is not null)
            DataCheck.Dataset(validation, Network, nameof(validation));
        DataCheck.Options(Options, Network, null, validation);
        var run = new TrainingRun(Network, Options, Options.BatchSize, 0, validation, progress, cancellationToken);
        return (run, new StreamBatch(Network, Options));
    }
}
