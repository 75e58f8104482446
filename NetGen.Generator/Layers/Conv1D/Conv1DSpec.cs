using NetGen.Generator.Layers.Convolution;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Conv1D;

/// <summary>A <c>[Conv1D]</c> attribute.</summary>
internal sealed record Conv1DSpec(
    string Name, int Channels, PaddingKind Padding, AxisSpec Height, AxisSpec Width, int Groups, ActivationKind Activation, float ActivationParameter, bool UseBias,
    InitializerKind Initializer, float InitializerScale, float InitialBias, bool TrainWeights, bool TrainBiases, float L1, float L2, float MaxNorm)
    : ConvolutionSpec(
        Name, Channels, Padding, Height, Width, Groups, Activation, ActivationParameter, UseBias, Initializer, InitializerScale, InitialBias, TrainWeights, TrainBiases,
        L1, L2, MaxNorm)
{
    public override int Dimensions => 1;
}
