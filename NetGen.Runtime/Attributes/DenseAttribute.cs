namespace NetGen;

/// <summary>A fully connected layer: y = f(W·x + b), with weights W of shape [units, inputs] and biases b of shape [units].</summary>
/// <param name="units">How many outputs the layer has, 1 or more.</param>
/// <param name="activation">The function f applied to W·x + b.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, Activation activation = Activation.Identity) : Attribute
{
    /// <summary>How many outputs the layer has.</summary>
    public int Units { get; } = units;

    /// <summary>The function applied to W·x + b.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The layer's name and the name of its view on the network; <c>Dense1</c>, <c>Dense2</c>, … when not given.</summary>
    public string? Name { get; set; }

    /// <summary>Whether the layer adds biases; true by default.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>How the weights are drawn; chosen by the activation when not given.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// σ of <see cref="Initializer.Normal"/> (0.01 when not given), the limit of <see cref="Initializer.Uniform"/> (0.05) or the value of
    /// <see cref="Initializer.Constant"/> (0). Other initializers take no scale.
    /// </summary>
    public float InitializerScale { get; set; }

    /// <summary>The value every bias starts from; 0 by default.</summary>
    public float InitialBias { get; set; }

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;

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
