namespace NetGen.Generator.Model;

/// <summary>One layer attribute, as the user wrote it. <see cref="Name"/> is never empty: unnamed layers have got their default name.</summary>
internal abstract record LayerSpec(string Name);

/// <summary>A <c>[Dropout]</c> attribute.</summary>
internal sealed record DropoutSpec(string Name, float Rate) : LayerSpec(Name);

/// <summary>A <c>[Dense]</c> attribute. <see cref="ActivationParameter"/> is the slope of LeakyRelu, α of Elu, 0 for all others.</summary>
internal sealed record DenseSpec(
    string Name,
    int Units,
    ActivationKind Activation,
    float ActivationParameter,
    bool UseBias,
    InitializerKind Initializer,
    float InitializerScale,
    float InitialBias,
    bool TrainWeights,
    bool TrainBiases,
    float L1,
    float L2,
    float MaxNorm) : LayerSpec(Name);
