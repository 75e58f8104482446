using NetGen.Runtime.Training;

namespace NetGen;

public sealed partial class Trainer
{
    /// <summary>Goes on with training where a checkpoint was written, to the same bits as if it had never been interrupted.</summary>
    /// <param name="checkpointPath">A file of <see cref="TrainingOptions.CheckpointPath"/>; it is not held open.</param>
    /// <param name="train">What to learn: the same rows as before.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <remarks>What the trainer remembers is replaced. A training that was over, or had stopped early, gives its result once more.</remarks>
    /// <exception cref="ArgumentException">As <see cref="Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The checkpoint is damaged, or of a training whose bits depend on something else: another network, optimizer, schedule, seed or batch size,
    /// other rows, or another setting that the message names. Nothing was changed.
    /// </exception>
    public TrainingResult Resume(
        string checkpointPath, Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(From(checkpointPath), train, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Goes on with training where a checkpoint was written, as the form for a file.</summary>
    /// <param name="checkpoint">What <see cref="TrainingState.WriteCheckpoint"/> wrote. Read, and left open.</param>
    /// <param name="train">What to learn: the same rows as before.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="InvalidDataException">As the form for a file. Nothing was changed.</exception>
    public TrainingResult Resume(
        Stream checkpoint, Dataset train, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(From(checkpoint), train, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Goes on with training on a stream where a checkpoint was written, as the form for a dataset. The stream begins with the next epoch's first sample.</summary>
    /// <param name="checkpointPath">A file of <see cref="TrainingOptions.CheckpointPath"/>; it is not held open.</param>
    /// <param name="samples">The samples; enumerated once an epoch.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(IEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">As the form for a dataset. Nothing was changed.</exception>
    public TrainingResult Resume(
        string checkpointPath, IEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(From(checkpointPath), samples, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Goes on with training on a stream where a checkpoint was written, as the form for a file.</summary>
    /// <param name="checkpoint">What <see cref="TrainingState.WriteCheckpoint"/> wrote. Read, and left open.</param>
    /// <param name="samples">The samples; enumerated once an epoch.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the caller's thread.</param>
    /// <param name="cancellationToken">Ends training between two steps; the result then says so, and no exception is thrown.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(IEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="InvalidDataException">As the form for a dataset. Nothing was changed.</exception>
    public TrainingResult Resume(
        Stream checkpoint, IEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fit(From(checkpoint), samples, validation, new TrainingCall(progress, cancellationToken));

    /// <summary>Goes on with training on an asynchronous stream where a checkpoint was written, as the form for a dataset.</summary>
    /// <param name="checkpointPath">A file of <see cref="TrainingOptions.CheckpointPath"/>; it is not held open.</param>
    /// <param name="samples">The samples; enumerated once an epoch.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the thread that the stream continues on.</param>
    /// <param name="cancellationToken">As for <see cref="FitAsync(IAsyncEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(IEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">As the form for a dataset. Nothing was changed.</exception>
    public async Task<TrainingResult> ResumeAsync(
        string checkpointPath, IAsyncEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        await FitAsync(From(checkpointPath), samples, validation, new TrainingCall(progress, cancellationToken)).ConfigureAwait(false);

    /// <summary>Goes on with training on an asynchronous stream where a checkpoint was written, as the form for a file.</summary>
    /// <param name="checkpoint">What <see cref="TrainingState.WriteCheckpoint"/> wrote. Read, and left open.</param>
    /// <param name="samples">The samples; enumerated once an epoch.</param>
    /// <param name="validation">What to measure after epochs.</param>
    /// <param name="progress">Told of progress on the thread that the stream continues on.</param>
    /// <param name="cancellationToken">As for <see cref="FitAsync(IAsyncEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</param>
    /// <exception cref="ArgumentException">As <see cref="Fit(IEnumerable{TrainingSample}, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>.</exception>
    /// <exception cref="InvalidDataException">As the form for a dataset. Nothing was changed.</exception>
    public async Task<TrainingResult> ResumeAsync(
        Stream checkpoint, IAsyncEnumerable<TrainingSample> samples, Dataset? validation = null, IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        await FitAsync(From(checkpoint), samples, validation, new TrainingCall(progress, cancellationToken)).ConfigureAwait(false);

    private static Action<CheckpointContent> From(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return content =>
        {
            using FileStream checkpoint = File.OpenRead(path);
            content.Restore(checkpoint);
        };
    }

    private static Action<CheckpointContent> From(Stream checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return content => content.Restore(checkpoint);
    }
}
