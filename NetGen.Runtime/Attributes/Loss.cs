namespace NetGen;

/// <summary>
/// What training minimises, as a function of one sample's outputs y and targets t.
/// Cross-entropies are fused with their head, so that they stay finite and exact for saturated outputs.
/// </summary>
public enum Loss
{
    /// <summary>No loss: the network is for inference only; no <c>Backward</c> or <c>Train</c> is generated.</summary>
    None,

    /// <summary>(1/n)·Σ(yᵢ − tᵢ)². PyTorch: <c>MSELoss</c>.</summary>
    MeanSquaredError,

    /// <summary>Σ(yᵢ − tᵢ)². PyTorch: <c>MSELoss(reduction='sum')</c>.</summary>
    SumOfSquares,

    /// <summary>½·Σ(yᵢ − tᵢ)², whose gradient is y − t.</summary>
    HalfSumOfSquares,

    /// <summary>(1/n)·Σ|yᵢ − tᵢ|. PyTorch: <c>L1Loss</c>.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// (1/n)·Σ ½·eᵢ² where |eᵢ| ≤ δ, else δ·(|eᵢ| − ½·δ), with e = y − t and δ = <see cref="NeuralNetworkAttribute.Delta"/>.
    /// PyTorch: <c>HuberLoss</c>.
    /// </summary>
    Huber,

    /// <summary>
    /// −(1/n)·Σ(tᵢ·ln yᵢ + (1 − tᵢ)·ln(1 − yᵢ)). The last layer must be <see cref="Activation.Sigmoid"/>.
    /// PyTorch: <c>BCEWithLogitsLoss</c> on the pre-activations.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// −Σ tᵢ·ln yᵢ over the classes; targets are one-hot, soft, or a class index. The last layer must be <see cref="Activation.Softmax"/>.
    /// PyTorch: <c>CrossEntropyLoss</c> on the pre-activations.
    /// </summary>
    CrossEntropy,

    /// <summary>
    /// Σ over j ≠ c of max(0, sⱼ − s_c + Δ), with scores s, the class c = arg-max t and Δ = <see cref="NeuralNetworkAttribute.Margin"/>.
    /// The last layer must be <see cref="Activation.Identity"/>. PyTorch: <c>MultiMarginLoss</c> times the number of classes.
    /// </summary>
    Hinge,

    /// <summary>
    /// Σ over j ≠ c of max(0, sⱼ − s_c + Δ)². Otherwise as <see cref="Hinge"/>.
    /// PyTorch: <c>MultiMarginLoss(p=2)</c> times the number of classes.
    /// </summary>
    SquaredHinge,

    /// <summary>
    /// Σ tᵢ·(ln tᵢ − ln yᵢ) over the classes, 0·ln 0 = 0. The last layer must be <see cref="Activation.Softmax"/>.
    /// PyTorch: <c>KLDivLoss(reduction='batchmean')</c> on log-softmax.
    /// </summary>
    KullbackLeibler,
}
