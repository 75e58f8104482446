namespace NetGen;

/// <summary>What the normalising layers have: an ε, and a scale and a shift that are learned.</summary>
/// <remarks>
/// The scale γ is the layer's <c>weight</c> and starts from 1, the shift β its <c>bias</c> and starts from 0: <see cref="WeightedLayerAttribute.Initializer"/>,
/// <see cref="WeightedLayerAttribute.TrainWeights"/> and the others mean γ where they say weights.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class NormalizationAttribute : WeightedLayerAttribute
{
    private protected NormalizationAttribute(float epsilon) => Epsilon = epsilon;

    /// <summary>ε, which keeps the division finite: greater than 0 and at most 1.</summary>
    public float Epsilon { get; set; }

    /// <summary>Whether the layer has a scale and a shift; true by default. Without, it has no parameters.</summary>
    public bool Affine { get; set; } = true;
}
