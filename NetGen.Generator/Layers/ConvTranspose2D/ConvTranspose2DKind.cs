using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Conv;
using NetGen.Generator.Layers.Convolution;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.ConvTranspose2D;

/// <summary><c>[ConvTranspose2D]</c>: every input adds its kernel to a picture.</summary>
internal sealed class ConvTranspose2DKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.ConvTranspose2DAttribute";

    public string Name => "ConvTranspose2D";

    public Type SpecType => typeof(ConvTranspose2DSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context)
    {
        ConvolutionArguments? arguments = ConvolutionArguments.Read(context, "PadTop", "PadBottom", "PadLeft", "PadRight");
        AxisSpec? down = WindowArguments.Read(context, "kernel", "Height", "PadTop", "PadBottom"), along = WindowArguments.Read(context, "kernel", "Width", "PadLeft", "PadRight");
        if (down is not { } height || along is not { } width || arguments is not { } read)
            return null;
        int? moreRows = ConvolutionArguments.ReadOutputPadding(context, "Height", height), moreColumns = ConvolutionArguments.ReadOutputPadding(context, "Width", width);
        WeightSpec weights = read.Weights;
        return new ConvTranspose2DSpec(
            context.Name, read.Channels, read.Padding, height, width, read.Groups, read.Activation, read.ActivationParameter, weights.UseBias, weights.Initializer,
            weights.InitializerScale, weights.InitialBias, weights.TrainWeights, weights.TrainBiases, weights.L1, weights.L2, weights.MaxNorm, moreRows ?? 0, moreColumns ?? 0)
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
