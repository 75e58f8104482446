using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.PRelu;

/// <summary><c>[PRelu]</c>: a ReLU whose slope below zero is learned.</summary>
internal sealed class PReluKind : ILayerKind
{
    public string AttributeName => "NetGen.PReluAttribute";

    public string Name => "PRelu";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context)
    {
        WeightArguments.WarnIfGiven(context, "PRelu has no biases", "UseBias", "InitialBias", "TrainBiases");
        WeightSpec weights = WeightArguments.Read(context, InitializerKind.Constant, 0.25f);
        return new PReluSpec(context.Name, context.Arguments.Get("PerChannel", false), weights with { UseBias = false });
    }

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];
}
