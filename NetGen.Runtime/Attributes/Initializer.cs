namespace NetGen;

/// <summary>How a layer's weights are drawn. Fan-in is the number of inputs a unit sees, fan-out the number of units an input feeds.</summary>
public enum Initializer
{
    /// <summary>Chosen by the activation: He for the ReLU family, LeCun for Selu, Glorot for all others.</summary>
    Default,

    /// <summary>Normal with σ = √(2 / fan-in) (He et al., 2015).</summary>
    HeNormal,

    /// <summary>Uniform in ±√(6 / fan-in) (He et al., 2015).</summary>
    HeUniform,

    /// <summary>Normal with σ = √(2 / (fan-in + fan-out)) (Glorot and Bengio, 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010).</summary>
    GlorotUniform,

    /// <summary>Normal with σ = √(1 / fan-in) (LeCun et al., 1998).</summary>
    LeCunNormal,

    /// <summary>Uniform in ±√(3 / fan-in) (LeCun et al., 1998).</summary>
    LeCunUniform,

    /// <summary>Normal with σ = <see cref="WeightedLayerAttribute.InitializerScale"/>.</summary>
    Normal,

    /// <summary>Uniform in ±<see cref="WeightedLayerAttribute.InitializerScale"/>.</summary>
    Uniform,

    /// <summary>All weights 0.</summary>
    Zeros,

    /// <summary>All weights <see cref="WeightedLayerAttribute.InitializerScale"/>.</summary>
    Constant,
}
