using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Dense;

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
    float MaxNorm) : LayerSpec(Name)
{
    public override ActivationKind Head => Activation;

    public override bool HasTensors => true;

    public override bool Trains => TrainWeights || (UseBias && TrainBiases);

    public override long CountParameters(EquatableArray<Shape> inputs) => (inputs[0].LongSize + (UseBias ? 1 : 0)) * Units;
}
