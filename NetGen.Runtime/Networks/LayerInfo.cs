namespace NetGen;

/// <summary>Describes one layer of a generated network: its shape and where its parameters lie in the network's block.</summary>
public sealed record LayerInfo
{
    /// <summary>The layer's name, such as <c>Dense1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind of layer, such as <c>Dense</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many numbers the layer takes.</summary>
    public required int InputSize { get; init; }

    /// <summary>How many numbers the layer gives.</summary>
    public required int OutputSize { get; init; }

    /// <summary>The layer's activation.</summary>
    public Activation Activation { get; init; }

    /// <summary>The activation's parameter: the slope of LeakyRelu or α of Elu; 0 for all others.</summary>
    public float ActivationParameter { get; init; }

    /// <summary>Where the weights start in the block.</summary>
    public int WeightOffset { get; init; }

    /// <summary>How many weights the layer has.</summary>
    public int WeightCount { get; init; }

    /// <summary>How the weights lie.</summary>
    public WeightLayout WeightLayout { get; init; }

    /// <summary>Where the biases start in the block.</summary>
    public int BiasOffset { get; init; }

    /// <summary>How many biases the layer has; 0 for a layer without.</summary>
    public int BiasCount { get; init; }

    /// <summary>Whether training changes the weights.</summary>
    public bool TrainsWeights { get; init; } = true;

    /// <summary>Whether training changes the biases.</summary>
    public bool TrainsBiases { get; init; } = true;

    /// <summary>λ of this layer's L1 penalty λ·Σ|w|.</summary>
    public float L1 { get; init; }

    /// <summary>λ of this layer's L2 penalty λ·Σw².</summary>
    public float L2 { get; init; }

    /// <summary>The largest Euclidean norm of a unit's incoming weights; 0 for no limit.</summary>
    public float MaxNorm { get; init; }

    /// <summary>The multiply-adds of one sample.</summary>
    public long MultiplyAdds { get; init; }
}
