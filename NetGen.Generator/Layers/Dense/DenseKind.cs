using System;
using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary><c>[Dense]</c>: every output is a weighted sum of all inputs.</summary>
internal sealed class DenseKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.DenseAttribute";

    public string Name => "Dense";

    public Type SpecType => typeof(DenseSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context)
    {
        int units = context.Arguments.Get("units", 0);
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        WeightSpec weights = WeightArguments.Read(context, ActivationRegistry.Get(activation).Initializer);
        if (units is < 1 or > Limits.LayerSize)
        {
            context.Report(Descriptors.UnitsOutOfRange, "units", context.Subject, units, Limits.LayerSize);
            return null;
        }

        return new DenseSpec(
            context.Name, units, activation, parameter, weights.UseBias, weights.Initializer, weights.InitializerScale, weights.InitialBias,
            weights.TrainWeights, weights.TrainBiases, weights.L1, weights.L2, weights.MaxNorm)
        {
            Kept = ActivationArguments.Kept(activation),
        };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        if (!inputs[0].IsVector)
        {
            report.ReportInput(Descriptors.LayerNeedsVector, 0, report.Subject, report.Inputs[0].Shown, inputs[0]);
            return null;
        }

        var shape = Shape.Of(((DenseSpec)spec).Units);
        ActivationArguments.Check(spec.Head, shape, report);
        return shape;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => DenseLowering.Lower((DenseSpec)spec, context);

    public void Forward(LayerPlan layer, Flow flow) => DenseLowering.Forward((MatrixPlan)layer.Kernels[0], flow);

    public void Backward(LayerPlan layer, Flow flow) => DenseLowering.Backward((MatrixPlan)layer.Kernels[0], flow);

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) =>
        nodes.Activate(layer.Activation, nodes.Add("Gemm", [nodes.Read(), nodes.Tensor("weight"), .. nodes.Tensor("bias") is { } bias ? new[] { bias } : []], "transB=1"));

    public void Write(KernelPlan kernel, SourceWriter writer) => MatrixWriter.Write((MatrixPlan)kernel, writer);
}
