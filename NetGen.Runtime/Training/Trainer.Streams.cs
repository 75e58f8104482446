using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Trainer
{
    /// <summary>
    /// Trains the network on a stream of samples in constant memory: a batch is all that is held. An epoch is one pass over the stream,
    /// in its order, or <see cref="TrainingOptions.StepsPerEpoch"/> steps of it. <c>Fit</c> again goes on.
    /// </summary>
    /// <param name="samples">The samples; enumerated once an epoch. A sample's memory may be reused for the next.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <remarks><see cref="TrainingOptions.BatchSize"/> must not be <see cref="TrainingOptions.FullBatch"/>.</remarks>
    /// <exception cref="ArgumentException">
    /// Options or the validation set do not fit the network, or the schedule must know a length that nobody knows; or, found when its turn comes,
    /// a sample does not fit or is not finite, or the stream is empty or has fewer steps than was said.
    /// </exception>
    /// <exception cref="IOException"><see cref="TrainingOptions.CheckpointPath"/> cannot be written; thrown before anything is changed.</exception>
    public TrainingResult Fit(
        IEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(null, samples, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Trains the network on an asynchronous stream of samples; otherwise as the form for <see cref="IEnumerable{T}"/>.</summary>
    /// <param name="samples">The samples; enumerated once an epoch. A sample's memory may be reused for the next.</param>
    /// <param name="validation">What to measure after epochs; never learned from.</param>
    /// <param name="progress">Told of progress on the thread that the stream continues on.</param>
    /// <param name="cancellationToken">
    /// Ends training between two steps; the result then says so, and no exception is thrown. The stream gets it too; one that waits for a sample
    /// and does not listen is left after a tenth of a second.
    /// </param>
    /// <exception cref="ArgumentException">As for the form for <see cref="IEnumerable{T}"/>.</exception>
    /// <exception cref="IOException">As for the form for <see cref="IEnumerable{T}"/>.</exception>
    public async Task<TrainingResult> FitAsync(
        IAsyncEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        await FitAsync(null, samples, validation, new TrainingCall(progress, cancellationToken)).ConfigureAwait(false);

    private TrainingResult Fit(Action<CheckpointContent>? restore, IEnumerable<TrainingSample> samples, Dataset? validation, in TrainingCall call)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return FitAsync(restore, new EnumerableStream(samples), validation, call).AsTask().GetAwaiter().GetResult();
    }

    private ValueTask<TrainingResult> FitAsync(Action<CheckpointContent>? restore, IAsyncEnumerable<TrainingSample> samples, Dataset? validation, in TrainingCall call)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return FitAsync(restore, new AsyncEnumerableStream(samples), validation, call);
    }

    private ValueTask<TrainingResult> FitAsync(Action<CheckpointContent>? restore, SampleStream samples, Dataset? validation, in TrainingCall call)
    {
        if (Options.BatchSize == TrainingOptions.FullBatch)
            throw new ArgumentException($"A stream has no end to know of: {nameof(TrainingOptions.BatchSize)} cannot be {nameof(TrainingOptions.FullBatch)}.", "options");
        if (validation is not null)
            DataCheck.Dataset(validation, Network, nameof(validation));
        DataCheck.Options(Options, Network, null, validation);
        var feed = new StreamFeed(samples, Network, Options, call.Cancellation);
        ScheduleCheck.Stream(Options, feed.StepsPerEpoch);
        return RunAsync(restore, feed, Options.BatchSize, null, validation, call);
    }
}
