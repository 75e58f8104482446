using System.Collections.Generic;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Conv;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Convolution;

/// <summary>A convolution as tensors, a kernel, and steps that call it.</summary>
internal static class ConvolutionLowering
{
    private const string Weight = "weight", Bias = "bias";

    public static LayerPlan Lower(ConvolutionSpec spec, string kind, LoweringContext context)
    {
        var (height, width) = ConvolutionShape.Axes(spec, context.Inputs[0]);
        var conv = new ConvPlan(
            spec.Name, context.Inputs[0].Channels, spec.Channels, spec.Groups, height, width, context.InputStrides[0], context.Stride, spec.IsTransposed,
            spec.UseBias, spec.TrainWeights, spec.UseBias && spec.TrainBiases, ActivationPlan.Identity);
        return new LayerPlan(
            context.Number, spec.Name, kind, spec, context.Reads, context.Inputs, context.Shape,
            ActivationRegistry.Plan(spec.Activation, spec.ActivationParameter),
            new EquatableArray<TensorPlan>(Tensors(spec, conv)), new EquatableArray<KernelPlan>([conv]),
            (long)height.Output * width.Output * conv.WeightCount);
    }

    public static void Forward(LayerPlan layer, Flow flow)
    {
        var conv = (ConvPlan)layer.Kernels[0];
        ValuePlan before = flow.BeforeActivation(layer.Activation);
        var operands = new List<Operand> { flow.Parameter(Weight) };
        if (conv.UsesBias)
            operands.Add(flow.Parameter(Bias));
        operands.Add(Flow.Read(flow.Input()));
        operands.Add(Flow.Write(before));
        if (TapPlan.Forward(conv) is { IsPadded: true } taps)
            operands.Add(Flow.Write(flow.Own("s", 0, taps.PaddedSize)));
        operands.Add(Flow.Rows());
        flow.Call(conv, "Forward", [.. operands]);
        flow.Activate(layer.Activation, before, flow.Output);
    }

    public static void Backward(LayerPlan layer, Flow flow)
    {
        var conv = (ConvPlan)layer.Kernels[0];
        flow.Derive(layer.Activation, flow.BeforeActivation(layer.Activation));

        // Before the weights' gradients: in a step of gradient descent those change the weights.
        flow.ToInput(0, gradient => InputGradients(conv, flow, gradient));
        if (conv.TrainsWeights)
        {
            var operands = new List<Operand> { flow.Gradient(Weight) };
            if (conv.TrainsBiases)
                operands.Add(flow.Gradient(Bias));
            operands.Add(Flow.Read(flow.Input()));
            operands.Add(Flow.Read(flow.OutputGradient));
            if (conv.IsPadded)
                operands.Add(Flow.Write(flow.Own("u", conv.PaddedSize)));
            flow.Call(conv, "Gradients", [.. operands, Flow.Rows(), Flow.Overwrites]);
        }
        else if (conv.TrainsBiases)
        {
            flow.Call("Pixels.AddColumns", Flow.Read(flow.OutputGradient), flow.Gradient(Bias), Flow.Number(conv.Outputs), Flow.Rows(conv.OutputPixels), Flow.Overwrites);
        }
    }

    public static string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        var conv = (ConvPlan)layer.Kernels[0];
        var spec = (ConvolutionSpec)layer.Spec;
        bool isFlat = spec.Dimensions == 1;
        string[] inputs = [nodes.Read(), nodes.Tensor(Weight)!, .. nodes.Tensor(Bias) is { } bias ? new[] { bias } : []];
        string[] window = spec.IsTransposed ? OnnxWindows.Transposed(conv.Height, conv.Width, isFlat) : OnnxWindows.Of(conv.Height, conv.Width, isFlat);
        string sum = nodes.Add(spec.IsTransposed ? "ConvTranspose" : "Conv", inputs, [.. window, $"group={spec.Groups}"]);
        return nodes.Activate(layer.Activation, sum);
    }

    private static CallStep InputGradients(ConvPlan conv, Flow flow, ValuePlan gradient)
    {
        var operands = new List<Operand> { flow.Parameter(Weight), Flow.Read(flow.OutputGradient), Flow.Write(gradient) };
        if (TapPlan.Backward(conv) is { IsPadded: true } taps)
            operands.Add(Flow.Write(flow.Own("q", 0, taps.PaddedSize)));
        if (!conv.IsDepthwise)
            operands.Add(Flow.Write(flow.Own("v", 0, conv.WeightCount)));
        return Flow.Step(conv, "InputGradients", [.. operands, Flow.Rows()]);
    }

    /// <summary><c>weight</c> [outputs, inputs of a group, kernel…], which lie in memory as [kernel…, inputs of a group, outputs], and <c>bias</c> [outputs].</summary>
    private static List<TensorPlan> Tensors(ConvolutionSpec spec, ConvPlan conv)
    {
        int outputs = conv.Outputs, tap = conv.GroupInputs * outputs;
        bool isFlat = spec.Dimensions == 1;
        int[] kernel = isFlat ? [conv.Width.Kernel] : [conv.Height.Kernel, conv.Width.Kernel], strides = isFlat ? [tap] : [conv.Width.Kernel * tap, tap];
        int[] shape = [outputs, conv.GroupInputs, .. kernel], extents = shape, steps = [1, outputs, .. strides];
        if (spec.IsTransposed)
        {
            shape = [conv.Inputs, conv.GroupOutputs, .. kernel];
            extents = [conv.Groups, conv.GroupInputs, conv.GroupOutputs, .. kernel];
            steps = [conv.GroupOutputs, outputs, 1, .. strides];
            if (conv.Groups == 1)
                (extents, steps) = (shape, [outputs, 1, .. strides]);
        }

        string title = (spec.IsTransposed ? "[input, output of a group, " : "[output, input of a group, ") + (isFlat ? "place]" : "row, column]");
        var tensors = new List<TensorPlan>
        {
            new(Weight, "Weights", "The weights, " + title, new EquatableArray<int>(shape), new EquatableArray<int>(extents), new EquatableArray<int>(steps),
                TensorRole.Matrix, spec.TrainWeights, new Penalties(spec.L1, spec.L2, spec.MaxNorm),
                new InitializerPlan(spec.Initializer, spec.InitializerScale, conv.GroupInputs * conv.Taps, conv.GroupOutputs * conv.Taps)),
        };
        if (spec.UseBias)
        {
            var vector = new EquatableArray<int>([outputs]);
            tensors.Add(new(Bias, "Biases", "The biases, [output]", vector, vector, new EquatableArray<int>([1]),
                TensorRole.Vector, spec.TrainBiases, default, InitializerPlan.Constant(spec.InitialBias)));
        }

        return tensors;
    }
}
