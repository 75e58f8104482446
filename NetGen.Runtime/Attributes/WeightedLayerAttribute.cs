namespace NetGen;

/// <summary>What every layer with parameters has: how they are drawn, which of them training changes, and how they are kept small.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class WeightedLayerAttribute : LayerAttribute
{
    /// <summary>Whether the layer adds biases; true by default.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the weights are drawn; chosen by the kind of layer and its activation when not given.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// σ of <see cref="Initializer.Normal"/> (0.01 when not given), the limit of <see cref="Initializer.Uniform"/> (0.05) or the value of
    /// <see cref="Initializer.Constant"/> (0). Other initializers take no scale.
    /// </summary>
    public float InitializerScale { get; set; }

    /// <summary>The value every bias starts from; 0 by default.</summary>
    public float InitialBias { get; set; }

    /// <summary>Whether training changes the weights; true by default. Frozen weights get no gradient.</summary>
    public bool TrainWeights { get; set; } = true;

    /// <summary>Whether training changes the biases; true by default. Frozen biases get no gradient.</summary>
    public bool TrainBiases { get; set; } = true;

    /// <summary>λ of an L1 penalty λ·Σ|w| over this layer's weights, added by <see cref="Trainer"/>; 0 or more, 0 by default.</summary>
    public float L1 { get; set; }

    /// <summary>λ of an L2 penalty λ·Σw² over this layer's weights, added by <see cref="Trainer"/>; 0 or more, 0 by default.</summary>
    public float L2 { get; set; }

    /// <summary>The largest Euclidean norm a unit's incoming weights may have after a step of <see cref="Trainer"/>; 0, the default, sets no limit.</summary>
    public float MaxNorm { get; set; }
}
