using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Dense;

/// <summary><c>[Dense]</c>: every output is a weighted sum of all inputs.</summary>
internal sealed class DenseKind : ILayerKind
{
    public string AttributeName => "NetGen.DenseAttribute";

    public string Name => "Dense";

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
}
