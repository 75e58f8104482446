using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Convolution;

/// <summary>What the attributes of all convolutions say. <see cref="ActivationParameter"/> is the slope of LeakyRelu, α of Elu, 0 for all others.</summary>
internal abstract record ConvolutionSpec(
    string Name,
    int Channels,
    PaddingKind Padding,
    AxisSpec Height,
    AxisSpec Width,
    int Groups,
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
    /// <summary>How many axes a picture has beside its channels: 1 or 2.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Whether it goes from the smaller side to the larger.</summary>
    public virtual bool IsTransposed => false;

    /// <summary>How many outputs more a transposed convolution has at the end of each axis.</summary>
    public virtual (int Height, int Width) OutputPadding => (0, 0);

    public override ActivationKind Head => Activation;

    public override bool HasTensors => true;

    public override bool Trains => TrainWeights || (UseBias && TrainBiases);

    public override long CountParameters(EquatableArray<Shape> inputs) =>
        (long)inputs[0].Channels / Groups * Channels * Height.Kernel * Width.Kernel + (UseBias ? Channels : 0);
}
