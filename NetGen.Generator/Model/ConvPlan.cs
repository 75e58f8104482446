namespace NetGen.Generator.Model;

/// <summary>
/// The kernel of a convolution over rows of pictures, forward and back. A window connects a larger side with a smaller one: a convolution reads the
/// larger side, a transposed one gives it. Channels lie together, weights are [kernel height, kernel width, inputs of a group, outputs].
/// </summary>
/// <param name="Inputs">How many channels a pixel of x has.</param>
/// <param name="Outputs">How many channels a pixel of y has.</param>
/// <param name="Height">How the window moves down the larger side.</param>
/// <param name="Width">How it moves along the rows of that.</param>
/// <param name="InputStride">How far apart rows of x lie.</param>
/// <param name="OutputStride">How far apart rows of y lie.</param>
/// <param name="Activation">What is applied before outputs are stored; the identity where a pass does so later.</param>
internal sealed record ConvPlan(
    string Name,
    int Inputs,
    int Outputs,
    int Groups,
    WindowAxis Height,
    WindowAxis Width,
    int InputStride,
    int OutputStride,
    bool IsTransposed,
    bool UsesBias,
    bool TrainsWeights,
    bool TrainsBiases,
    ActivationPlan Activation) : KernelPlan(Name)
{
    public override string Description => IsDepthwise
        ? $"Weights [{Height.Kernel}, {Width.Kernel}, {Outputs}]: vectors run over channels."
        : $"Weights [{Height.Kernel}, {Width.Kernel}, {GroupInputs} in, {Outputs} out]: vectors run over output channels.";

    public int GroupInputs => Inputs / Groups;

    public int GroupOutputs => Outputs / Groups;

    /// <summary>Whether every channel has a kernel of its own.</summary>
    public bool IsDepthwise => Groups > 1 && Groups == Inputs && Groups == Outputs;

    public int Taps => Height.Kernel * Width.Kernel;

    public int WeightCount => Taps * GroupInputs * Outputs;

    /// <summary>How many pixels a row of outputs has.</summary>
    public int OutputPixels => IsTransposed ? Height.Input * Width.Input : Height.Output * Width.Output;

    /// <summary>How many channels a pixel of the larger side has.</summary>
    public int LargeChannels => IsTransposed ? Outputs : Inputs;

    public bool IsPadded => Height.IsPadded || Width.IsPadded;

    /// <summary>A row of the larger side with the zeros around it.</summary>
    public int PaddedSize => Height.Padded * Width.Padded * LargeChannels;
}
