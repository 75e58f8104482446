using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.LayerNorm;

/// <summary><c>[LayerNorm]</c>: every row has mean 0 and variance 1, times a scale, plus a shift.</summary>
internal sealed class LayerNormKind : ILayerKind, IOnnxForm
{
    /// <summary>How many numbers training keeps of a row: its mean and factor.</summary>
    private const int Kept = 2;

    public string AttributeName => "NetGen.LayerNormAttribute";

    public string Name => "LayerNorm";

    public Type SpecType => typeof(LayerNormSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        (bool affine, WeightSpec weights) = NormalizationArguments.Read(context);
        return new LayerNormSpec(context.Name, NormalizationArguments.Epsilon(context, 1e-5f), affine, weights);
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        if (inputs[0].LongSize == 1)
            report.ReportInput(Descriptors.NormalizationOfOneValue, 0, report.Subject, report.Inputs[0].Shown);
        return inputs[0];
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context)
    {
        var norm = (LayerNormSpec)spec;
        return context.Plain(spec, Name, ActivationPlan.Identity) with { Tensors = NormalizationTensors.OfRows(norm.Affine, norm.Weights, context.Shape) };
    }

    public void Forward(LayerPlan layer, Flow flow)
    {
        // Training keeps what the way back needs of each row.
        Operand statistics = flow.IsTraining ? Flow.Write(flow.Own("s", Kept)) : NullOperand.Instance;
        flow.CallInPlace("LayerNorm.Forward", NormalizationTensors.Scale(flow), NormalizationTensors.Shift(flow), Flow.Read(flow.Input()), Flow.Write(flow.Output), statistics,
            Flow.Number(layer.Shape.Size), Flow.Rows(), Flow.Number(flow.Output.RowStride), new FloatOperand(((LayerNormSpec)layer.Spec).Epsilon));
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        Operand x = Flow.Read(flow.Input()), d = Flow.Read(flow.OutputGradient), statistics = Flow.Read(flow.Own("s", Kept));
        Operand size = Flow.Number(layer.Shape.Size), stride = Flow.Number(flow.Output.RowStride);

        // Before the scale's gradients: in a step of gradient descent those change the scale.
        flow.ToInput(0, gradient =>
            Flow.Step("LayerNorm.InputGradients", NormalizationTensors.Scale(flow), x, statistics, d, Flow.Write(gradient), size, Flow.Rows(), stride) with { MayShare = true });
        var norm = (LayerNormSpec)layer.Spec;
        if (norm.Affine && norm.Weights.TrainWeights)
            flow.Call("LayerNorm.ScaleGradients", flow.Gradient(NormalizationTensors.Weight), x, statistics, d, size, Flow.Rows(), stride, Flow.Overwrites);
        if (norm.Affine && norm.Weights.UseBias && norm.Weights.TrainBiases)
            flow.Call("Buffers.AddColumns", d, flow.Gradient(NormalizationTensors.Bias), size, Flow.Rows(), stride, Flow.Overwrites);
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        string x = nodes.Read(), centred = nodes.Add("Sub", [x, nodes.Mean(x, layer.Shape)]);
        string variance = nodes.Mean(nodes.Add("Mul", [centred, centred]), layer.Shape);
        return NormalizationTensors.WriteOnnx(nodes, centred, variance, ((LayerNormSpec)layer.Spec).Epsilon);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }
}
