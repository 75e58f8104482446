namespace NetGen.Generator.Model;

/// <summary>What a user says of a layer's parameters, whatever its kind.</summary>
internal sealed record WeightSpec(
    bool UseBias,
    InitializerKind Initializer,
    float InitializerScale,
    float InitialBias,
    bool TrainWeights,
    bool TrainBiases,
    float L1,
    float L2,
    float MaxNorm)
{
    /// <summary>Whether training changes any of them.</summary>
    public bool Trains => TrainWeights || (UseBias && TrainBiases);
}
