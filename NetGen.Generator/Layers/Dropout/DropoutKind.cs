using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Dropout;

/// <summary><c>[Dropout]</c>: training sets some values to 0 and scales the others up.</summary>
internal sealed class DropoutKind : ILayerKind
{
    public string AttributeName => "NetGen.DropoutAttribute";

    public string Name => "Dropout";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) => new DropoutSpec(
        context.Name,
        context.GetNumber("rate", 0, static value => value is >= 0 and < 1, Descriptors.DropoutRateOutOfRange, "0 or more and less than 1"));

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];
}
