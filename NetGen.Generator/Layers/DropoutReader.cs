using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Reads <c>[Dropout]</c>.</summary>
internal sealed class DropoutReader : LayerReader
{
    public override string AttributeName => "NetGen.DropoutAttribute";

    public override string Kind => "Dropout";

    public override DiagnosticDescriptor WhenLast => Descriptors.DropoutIsLast;

    public override LayerReading? Read(LayerContext context)
    {
        float rate = context.GetNumber("rate", 0, static value => value is >= 0 and < 1, Descriptors.DropoutRateOutOfRange, "0 or more and less than 1");
        return context.InputSize is { } size
            ? new LayerReading(new DropoutSpec(context.Name, rate), size, 0, ActivationKind.Identity, Trains: false, IsRandom: true)
            : null;
    }
}
