namespace NetGen;

/// <summary>
/// An exponential moving average of the parameters during training: after every step, average := decay·average + (1 − decay)·parameters, the first time
/// average := parameters, as <c>torch.optim.swa_utils.AveragedModel</c> does. The averages are the parameters of <see cref="Trainer.AveragedNetwork"/>.
/// </summary>
/// <example>
/// <code>
/// var trainer = new Trainer(net, new TrainingOptions { ParameterAverage = new ParameterAverage { Decay = 0.99f } });
/// trainer.Fit(train, validation); // the validation set is measured on the averages
/// trainer.AveragedNetwork!.Save("average.safetensors");
/// </code>
/// </example>
public sealed record ParameterAverage
{
    /// <summary>
    /// What part of the average is kept at every update: 0 or more and less than 1; 0.999 by default. The average is one over some 1/(1 − decay) updates:
    /// a training of fewer steps wants less.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or 1 or more.</exception>
    public float Decay { get; init => field = Require.Share(value, nameof(Decay)); } = 0.999f;

    /// <summary>After how many steps the average is updated: 1 or more; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Every { get; init => field = Require.AtLeast(value, 1, nameof(Every)); } = 1;

    /// <summary>How many steps are taken before the first update: 0 or more; 0 by default. Until then the average is the parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int StartStep { get; init => field = Require.AtLeast(value, 0, nameof(StartStep)); }

    /// <summary>
    /// Whether the first updates keep less, so that the parameters a training begins with are soon forgotten: the decay of update n, counted from 0, is then
    /// min(<see cref="Decay"/>, (1 + n)/(10 + n)). False by default.
    /// </summary>
    public bool Warmup { get; init; }
}
