namespace NetGen;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, 2015): y = γ·(x − μ)/√(σ² + ε) + β for each channel, with γ and β one a channel.
/// PyTorch: <c>BatchNorm1d</c> and <c>BatchNorm2d</c>.
/// </summary>
/// <remarks>
/// In training μ and σ² are those of a group of rows, and of all places of a channel; the running averages, which inference uses, move towards them by <see cref="Momentum"/>.
/// Groups are a fixed number of rows, so that any number of threads gives the same bits; in a batch of at most a group they are PyTorch's.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute() : NormalizationAttribute(1e-5f)
{
    /// <summary>How far a training step moves the running averages towards the batch's statistics: 0 to 1; 0.1 by default, as in PyTorch.</summary>
    public float Momentum { get; set; } = 0.1f;

    /// <summary>How many rows share statistics in training: 1 or more, at least 2 where a channel has one place; 32 by default.</summary>
    public int Group { get; set; } = 32;
}
