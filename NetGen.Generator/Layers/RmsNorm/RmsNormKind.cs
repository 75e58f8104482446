using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.RmsNorm;

/// <summary><c>[RmsNorm]</c>: every row has a mean square of 1, times a scale.</summary>
internal sealed class RmsNormKind : ILayerKind, IOnnxForm
{
    /// <summary>How many numbers training keeps of a row: its factor.</summary>
    private const int Kept = 1;

    public string AttributeName => "NetGen.RmsNormAttribute";

    public string Name => "RmsNorm";

    public Type SpecType => typeof(RmsNormSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        (bool affine, WeightSpec weights) = NormalizationArguments.Read(context);
        if (affine)
            WeightArguments.WarnIfGiven(context, "RmsNorm has no shift", "UseBias", "InitialBias", "TrainBiases");
        return new RmsNormSpec(context.Name, NormalizationArguments.Epsilon(context, 1.1920929e-7f), affine, weights with { UseBias = false });
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];

    public LayerPlan Lower(LayerSpec spec, LoweringContext context)
    {
        var norm = (RmsNormSpec)spec;
        return context.Plain(spec, Name, ActivationPlan.Identity) with { Tensors = NormalizationTensors.OfRows(norm.Affine, norm.Weights, context.Shape) };
    }

    public void Forward(LayerPlan layer, Flow flow)
    {
        // Training keeps what the way back needs of each row.
        Operand statistics = flow.IsTraining ? Flow.Write(flow.Own("s", Kept)) : NullOperand.Instance;
        flow.CallInPlace("RmsNorm.Forward", NormalizationTensors.Scale(flow), Flow.Read(flow.Input()), Flow.Write(flow.Output), statistics,
            Flow.Number(layer.Shape.Size), Flow.Rows(), Flow.Number(flow.Output.RowStride), new FloatOperand(((RmsNormSpec)layer.Spec).Epsilon));
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        Operand x = Flow.Read(flow.Input()), d = Flow.Read(flow.OutputGradient), statistics = Flow.Read(flow.Own("s", Kept));
        Operand size = Flow.Number(layer.Shape.Size), stride = Flow.Number(flow.Output.RowStride);

        // Before the scale's gradients: in a step of gradient descent those change the scale.
        flow.ToInput(0, gradient =>
            Flow.Step("RmsNorm.InputGradients", NormalizationTensors.Scale(flow), x, statistics, d, Flow.Write(gradient), size, Flow.Rows(), stride) with { MayShare = true });
        var norm = (RmsNormSpec)layer.Spec;
        if (norm.Affine && norm.Weights.TrainWeights)
            flow.Call("RmsNorm.ScaleGradients", flow.Gradient(NormalizationTensors.Weight), x, statistics, d, size, Flow.Rows(), stride, Flow.Overwrites);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        string x = nodes.Read();
        return NormalizationTensors.WriteOnnx(nodes, x, nodes.Mean(nodes.Add("Mul", [x, x]), layer.Shape), ((RmsNormSpec)layer.Spec).Epsilon);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}
