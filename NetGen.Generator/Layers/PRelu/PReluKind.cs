using System;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.PRelu;

/// <summary><c>[PRelu]</c>: a ReLU whose slope below zero is learned.</summary>
internal sealed class PReluKind : ILayerKind, IOnnxForm
{
    private const string Weight = "weight";

    public string AttributeName => "NetGen.PReluAttribute";

    public string Name => "PRelu";

    public Type SpecType => typeof(PReluSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        WeightArguments.WarnIfGiven(context, "PRelu has no biases", "UseBias", "InitialBias", "TrainBiases");
        WeightSpec weights = WeightArguments.Read(context, InitializerKind.Constant, 0.25f);
        return new PReluSpec(context.Name, context.Arguments.Get("PerChannel", false), weights with { UseBias = false });
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];

    public LayerPlan Lower(LayerSpec spec, LoweringContext context)
    {
        var prelu = (PReluSpec)spec;
        WeightSpec weights = prelu.Weights;
        var shape = new EquatableArray<int>([prelu.PerChannel ? context.Shape.Channels : 1]);
        var slopes = new TensorPlan(Weight, "Weights", "The slopes, [channel]", shape, shape, new EquatableArray<int>([1]), TensorRole.Scale, weights.TrainWeights,
            new Penalties(weights.L1, weights.L2, weights.MaxNorm), new InitializerPlan(weights.Initializer, weights.InitializerScale, 1, 1));
        return context.Plain(spec, Name, ActivationPlan.Identity) with { Tensors = new EquatableArray<TensorPlan>([slopes]) };
    }

    public void Forward(LayerPlan layer, Flow flow) =>
        flow.CallInPlace("PRelu.Forward", [flow.Parameter(Weight), Flow.Read(flow.Input()), Flow.Write(flow.Output), .. Places(layer, flow)]);

    public void Backward(LayerPlan layer, Flow flow)
    {
        // Before the slopes' gradients: in a step of gradient descent those change the slopes.
        Operand x = Flow.Read(flow.Input()), d = Flow.Read(flow.OutputGradient);
        flow.ToInput(0, gradient => Flow.Step("PRelu.InputGradients", [flow.Parameter(Weight), x, d, Flow.Write(gradient), .. Places(layer, flow)]) with { MayShare = true });
        if (((PReluSpec)layer.Spec).Trains)
            flow.Call("PRelu.SlopeGradients", [flow.Gradient(Weight), x, d, .. Places(layer, flow), Flow.Overwrites]);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        // Slopes lie along the channels, which are not the last axis of a shaped value.
        int[] sizes = [layer.Tensors[0].Length, .. layer.Shape.Extents.Skip(1).Select(static _ => 1)];
        return nodes.Add("PRelu", [nodes.Read(), $"{nodes.Tensor(Weight)}:{OnnxNodes.Whole(sizes)}"]);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    private static Operand[] Places(LayerPlan layer, Flow flow) => ((PReluSpec)layer.Spec).PerChannel
        ? [Flow.Number(layer.Shape.Channels), Channels.Rows(layer.Shape), Channels.Stride(flow.Output), Flow.Flag(true)]
        : [Flow.Number(layer.Shape.Size), Flow.Rows(), Flow.Number(flow.Output.RowStride), Flow.Flag(false)];
}
