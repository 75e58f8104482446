using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.LayerNorm;

/// <summary><c>[LayerNorm]</c>: every row has mean 0 and variance 1, times a scale, plus a shift.</summary>
internal sealed class LayerNormKind : ILayerKind
{
    public string AttributeName => "NetGen.LayerNormAttribute";

    public string Name => "LayerNorm";

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
}
