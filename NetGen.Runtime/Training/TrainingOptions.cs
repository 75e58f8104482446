namespace NetGen;

/// <summary>How <see cref="Trainer"/> trains: every setting with its default. Settings are checked when they are given.</summary>
/// <example>
/// <code>
/// var options = new TrainingOptions
/// {
///     Epochs = 20,
///     BatchSize = 64,
///     Optimizer = Optimizer.Adam(1e-3f),
///     Schedule = Schedule.Cosine(),
///     EarlyStopping = new EarlyStopping { Patience = 3 },
/// };
/// </code>
/// </example>
public sealed record TrainingOptions
{
    /// <summary>A <see cref="BatchSize"/> that takes all rows of the training set in every step.</summary>
    public const int FullBatch = int.MaxValue;

    /// <summary>How often one call of <c>Fit</c> goes through all rows: 1 or more; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Epochs { get; init => field = Require.AtLeast(value, 1, nameof(Epochs)); } = 10;

    /// <summary>
    /// How many rows make a step: 1 to the number of rows, or <see cref="FullBatch"/>. When not given, 32 or all rows where there are fewer.
    /// The last batch of an epoch takes the rows that are left.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int BatchSize
    {
        get;
        init
        {
            field = Require.AtLeast(value, 1, nameof(BatchSize));
            IsBatchSizeGiven = true;
        }
    } = 32;

    /// <summary>How many batches are added up before the parameters are updated, with the mean over all their rows: 1 or more; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int AccumulationSteps { get; init => field = Require.AtLeast(value, 1, nameof(AccumulationSteps)); } = 1;

    /// <summary>
    /// How many steps an epoch has where that is not known: of a stream, whose epoch then ends after so many even if it has more, and of
    /// <see cref="Trainer.Step"/> and <see cref="Trainer.Apply"/>. 0, the default, when not given. A schedule that spans the training needs it
    /// there, unless it counts epochs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int StepsPerEpoch { get; init => field = Require.AtLeast(value, 0, nameof(StepsPerEpoch)); }

    /// <summary>Whether every epoch goes through the rows in an order of its own; true by default. A full batch and a stream are never shuffled.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// The key of all that is random in training: shuffling, dropout, noise. The same seed gives the same bits, whatever the number of threads.
    /// Initial weights have a seed of their own, in the network's constructor. 0 by default.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>How a step is made of a gradient; <see cref="Optimizer.Adam"/> with its defaults by default.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Optimizer Optimizer { get; init => field = value ?? throw new ArgumentNullException(nameof(Optimizer)); } = Optimizer.Adam();

    /// <summary>How the learning rate changes; it stays as it is by default.</summary>
    /// <exception cref="ArgumentNullException">Null.</exception>
    public Schedule Schedule { get; init => field = value ?? throw new ArgumentNullException(nameof(Schedule)); } = Schedule.Constant;

    /// <summary>When to stop before the last epoch; never by default.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>After how many epochs the validation set is evaluated, the last always: 1 or more; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int ValidateEvery { get; init => field = Require.AtLeast(value, 1, nameof(ValidateEvery)); } = 1;

    /// <summary>
    /// How many threads may work at once: −1, the default, for one a processor, else 1 or more. Changes no bit of the result.
    /// Small work stays on the caller's thread, and so does all work where threads do not exist.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">0 or less than −1.</exception>
    public int MaxDegreeOfParallelism
    {
        get;
        init => field = value == -1 || value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(MaxDegreeOfParallelism), value, $"MaxDegreeOfParallelism must be -1 or 1 or more, but is {value}.");
    } = -1;

    /// <summary>λ of a penalty λ·Σ|w| whose gradient is added to the batch's mean, beside that of each layer: 0 or more; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float L1 { get; init => field = Require.NotNegative(value, nameof(L1)); }

    /// <summary>λ of a penalty λ·Σw² whose gradient 2·λ·w is added to the batch's mean, beside that of each layer: 0 or more; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float L2 { get; init => field = Require.NotNegative(value, nameof(L2)); }

    /// <summary>Whether L1, L2 and the optimizer's weight decay apply to biases too; false by default.</summary>
    public bool RegularizeBiases { get; init; }

    /// <summary>The largest Euclidean norm of a unit's incoming weights, for layers that set none: 0 or more; 0, the default, sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float MaxNorm { get; init => field = Require.NotNegative(value, nameof(MaxNorm)); }

    /// <summary>The largest size of one element of the gradient; larger ones are cut: 0 or more; 0, the default, sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float ClipValue { get; init => field = Require.NotNegative(value, nameof(ClipValue)); }

    /// <summary>The largest Euclidean norm of the whole gradient; longer ones are scaled down to it: 0 or more; 0, the default, sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float ClipNorm { get; init => field = Require.NotNegative(value, nameof(ClipNorm)); }

    /// <summary>
    /// ε by which targets t are smoothed in training: t·(1 − ε) + ε/n for n classes, t·(1 − ε) + ε/2 for targets that are not classes and
    /// must then lie from 0 to 1. 0 or more and less than 1; 0 by default.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or 1 or more.</exception>
    public float LabelSmoothing { get; init => field = Require.Share(value, nameof(LabelSmoothing)); }

    /// <summary>σ of normally distributed noise added to inputs in training: 0 or more; 0 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public float InputNoise { get; init => field = Require.NotNegative(value, nameof(InputNoise)); }

    /// <summary>
    /// What a row's loss and gradients are multiplied by, one number a class (see <see cref="Dataset.Label"/>), each 0 or more; none by default.
    /// The mean over the batch still divides by the number of rows.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public float[]? ClassWeights
    {
        get;
        init
        {
            for (int i = 0; i < value?.Length; i++)
                Require.NotNegative(value[i], $"{nameof(ClassWeights)}[{i}]");
            field = value;
        }
    }

    /// <summary>
    /// What each output's term of the loss is multiplied by, one number an output, each 0 or more; none by default. Where rows are several labels or
    /// numbers it does what <see cref="ClassWeights"/> do for classes: rare labels count more, quantities of little interest less. They are part of the
    /// loss: in training, in validation and in <see cref="Trainer.Evaluate"/>. A loss that is a mean over outputs still divides by their number.
    /// For the squared, absolute, Huber and binary cross-entropy losses; losses over classes and losses of one's own refuse them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public float[]? OutputWeights
    {
        get;
        init
        {
            for (int i = 0; i < value?.Length; i++)
                Require.NotNegative(value[i], $"{nameof(OutputWeights)}[{i}]");
            field = value;
        }
    }

    /// <summary>The moving average of the parameters that <see cref="Trainer.AveragedNetwork"/> has; none by default.</summary>
    public ParameterAverage? ParameterAverage { get; init; }

    /// <summary>What happens when a loss or gradient is not finite; training stops by default.</summary>
    public NonFiniteAction NonFinite { get; init; }

    /// <summary>Measures of the validation set's outputs that are taken beside the loss, in this order; none by default.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>After how many steps progress is reported within an epoch: 0 or more; 0, the default, reports at the end of epochs only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int ReportEvery { get; init => field = Require.AtLeast(value, 0, nameof(ReportEvery)); }

    /// <summary>Called after every step, on the caller's thread.</summary>
    public TrainingCallback? OnStep { get; init; }

    /// <summary>Called after every epoch, validation included, on the caller's thread.</summary>
    public TrainingCallback? OnEpoch { get; init; }

    /// <summary>
    /// The file that a checkpoint is written to, for <see cref="Trainer.Resume(string, Dataset, Dataset?, IProgress{TrainingProgress}?, CancellationToken)"/>;
    /// none by default. A new checkpoint replaces the old one only when it is complete. A symbolic link stays one; a folder or device is refused,
    /// and so is, before the first epoch, what cannot be written.
    /// </summary>
    /// <exception cref="ArgumentException">Empty or blank.</exception>
    public string? CheckpointPath
    {
        get;
        init
        {
            if (value is not null)
                ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(CheckpointPath));
            field = value;
        }
    }

    /// <summary>
    /// After how many epochs a checkpoint is written: 1 or more; 1 by default. The last whole epoch is always written, however training ends:
    /// completed, stopped, cancelled, not finite or with an exception.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int CheckpointEvery { get; init => field = Require.AtLeast(value, 1, nameof(CheckpointEvery)); } = 1;

    /// <summary>Whether the batch size is the user's.</summary>
    internal bool IsBatchSizeGiven { get; private init; }
}
