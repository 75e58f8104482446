using NetGen.Generator.Model;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>
/// One direction of a convolution: outputs are sums of inputs times weights [kernel height, kernel width, inputs of a group, outputs]. Forward and the
/// gradient with respect to the input are the same kernel, with larger and smaller side exchanged.
/// </summary>
/// <param name="Height">Down the pictures.</param>
/// <param name="Width">Along their rows.</param>
/// <param name="Inputs">How many channels a pixel to read has.</param>
/// <param name="Outputs">How many channels a pixel to write has.</param>
/// <param name="KernelWidth">How many taps a row of the kernel has.</param>
/// <param name="InputStride">How far apart rows to read lie.</param>
/// <param name="OutputStride">How far apart rows to write lie.</param>
internal sealed record TapPlan(
    TapAxis Height, TapAxis Width, int Inputs, int Outputs, int Groups, int KernelWidth, int InputStride, int OutputStride, bool UsesBias, ActivationPlan Activation)
{
    public int GroupInputs => Inputs / Groups;

    public int GroupOutputs => Outputs / Groups;

    public bool IsDepthwise => Groups > 1 && Groups == Inputs && Groups == Outputs;

    public bool IsPadded => Height.IsPadded || Width.IsPadded;

    /// <summary>How many floats a row to read has with the zeros around it; 0 where there are none.</summary>
    public int PaddedSize => IsPadded ? Height.Padded * Width.Padded * Inputs : 0;

    /// <summary>How many channels vectors run over.</summary>
    public int Channels => IsDepthwise ? Outputs : GroupOutputs;

    /// <summary>From x to y.</summary>
    public static TapPlan Forward(ConvPlan conv) => Flat(new TapPlan(
        conv.IsTransposed ? TapAxis.Spread(conv.Height, isReversed: false) : TapAxis.Gather(conv.Height),
        conv.IsTransposed ? TapAxis.Spread(conv.Width, isReversed: false) : TapAxis.Gather(conv.Width),
        conv.Inputs, conv.Outputs, conv.Groups, conv.Width.Kernel, conv.InputStride, conv.OutputStride, conv.UsesBias, conv.Activation));

    /// <summary>From the gradient with respect to y to that with respect to x. Unless channels have kernels of their own, its weights are turned.</summary>
    public static TapPlan Backward(ConvPlan conv) => Flat(new TapPlan(
        conv.IsTransposed ? TapAxis.Gather(conv.Height) : TapAxis.Spread(conv.Height, !conv.IsDepthwise),
        conv.IsTransposed ? TapAxis.Gather(conv.Width) : TapAxis.Spread(conv.Width, !conv.IsDepthwise),
        conv.Outputs, conv.Inputs, conv.Groups, conv.Width.Kernel, conv.OutputStride, conv.InputStride, false, ActivationPlan.Identity));

    /// <summary>A kernel of one tap that moves by one sees a picture as one row.</summary>
    private static TapPlan Flat(TapPlan plan)
    {
        bool isPoint = !plan.IsPadded && IsPoint(plan.Height) && IsPoint(plan.Width);
        return isPoint && plan.Height.Outputs > 1
            ? plan with { Height = TapAxis.Gather(WindowAxis.None), Width = TapAxis.Gather(new WindowAxis(plan.Height.Outputs * plan.Width.Outputs, plan.Height.Outputs * plan.Width.Outputs, 1, 1, 1, 0)) }
            : plan;
    }

    private static bool IsPoint(TapAxis axis) => axis.Phases.Count == 1 && axis.Phases[0] is { Taps.Value: 1, Step: 1, InStep: 1, InFirst.Value: 0, TapFirst.Value: 0 } && axis.Inputs == axis.Outputs;
}
