using NetGen.Generator.Layers.Convolution;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.ConvTranspose2D;

/// <summary>A <c>[ConvTranspose2D]</c> attribute.</summary>
internal sealed record ConvTranspose2DSpec(
    string Name, int Channels, PaddingKind Padding, AxisSpec Height, AxisSpec Width, int Groups, ActivationKind Activation, float ActivationParameter, bool UseBias,
    InitializerKind Initializer, float InitializerScale, float InitialBias, bool TrainWeights, bool TrainBiases, float L1, float L2, float MaxNorm,
    int OutputPaddingHeight, int OutputPaddingWidth)
    : ConvolutionSpec(
        Name, Channels, Padding, Height, Width, Groups, Activation, ActivationParameter, UseBias, Initializer, InitializerScale, InitialBias, TrainWeights, TrainBiases,
        L1, L2, MaxNorm)
{
    public override int Dimensions => 2;

    public override bool IsTransposed => true;

    public override (int Height, int Width) OutputPadding => (OutputPaddingHeight, OutputPaddingWidth);
}
