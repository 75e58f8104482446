using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Conv;
using NetGen.Generator.Layers.Convolution;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Conv2D;

/// <summary><c>[Conv2D]</c>: every output is a weighted sum of what a window sees in a picture.</summary>
internal sealed class Conv2DKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.Conv2DAttribute";

    public string Name => "Conv2D";

    public Type SpecType => typeof(Conv2DSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context)
    {
        ConvolutionArguments? arguments = ConvolutionArguments.Read(context, "PadTop", "PadBottom", "PadLeft", "PadRight");
        AxisSpec? down = WindowArguments.Read(context, "kernel", "Height", "PadTop", "PadBottom"), along = WindowArguments.Read(context, "kernel", "Width", "PadLeft", "PadRight");
        if (down is not { } height || along is not { } width || arguments is not { } read)
            return null;
        WeightSpec weights = read.Weights;
        return new Conv2DSpec(
            context.Name, read.Channels, read.Padding, height, width, read.Groups, read.Activation, read.ActivationParameter, weights.UseBias, weights.Initializer,
            weights.InitializerScale, weights.InitialBias, weights.TrainWeights, weights.TrainBiases, weights.L1, weights.L2, weights.MaxNorm)
        {
            Kept = ActivationArguments.Kept(read.Activation),
        };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => ConvolutionShape.Infer((ConvolutionSpec)spec, inputs, report);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => ConvolutionLowering.Lower((ConvolutionSpec)spec, Name, context);

    public void Forward(LayerPlan layer, Flow flow) => ConvolutionLowering.Forward(layer, flow);

    public void Backward(LayerPlan layer, Flow flow) => ConvolutionLowering.Backward(layer, flow);

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => ConvolutionLowering.WriteOnnx(layer, nodes);

    public void Write(KernelPlan kernel, SourceWriter writer) => ConvWriter.Write((ConvPlan)kernel, writer);
}
