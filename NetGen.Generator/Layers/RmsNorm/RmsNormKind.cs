using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.RmsNorm;

/// <summary><c>[RmsNorm]</c>: every row has a mean square of 1, times a scale.</summary>
internal sealed class RmsNormKind : ILayerKind
{
    public string AttributeName => "NetGen.RmsNormAttribute";

    public string Name => "RmsNorm";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        (bool affine, WeightSpec weights) = NormalizationArguments.Read(context);
        if (affine)
            WeightArguments.WarnIfGiven(context, "RmsNorm has no shift", "UseBias", "InitialBias", "TrainBiases");
        return new RmsNormSpec(context.Name, NormalizationArguments.Epsilon(context, 1.1920929e-7f), affine, weights with { UseBias = false });
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];
}
