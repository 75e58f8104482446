using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dropout;

/// <summary>Dropout has no kernels of its own: training calls the runtime, with the same key on the way forward and back.</summary>
internal sealed class DropoutEmitter : LayerEmitter
{
    public override bool Infers => false;

    public override bool AppliesActivation(LayerPlan layer) => true;

    public override bool StoresExactly => true;

    public override string Describe(LayerPlan layer) => "Training only.";

    public override string ActivationArgument(LayerPlan layer) => "";

    public override IEnumerable<(string Name, int Value)> Constants(LayerPlan layer) => Enumerable.Empty<(string, int)>();

    public override string ForwardCall(LayerPlan layer, string from, string to, string rows) => Call((DropoutPlan)layer, from, to, rows);

    public override string InputGradientsCall(LayerPlan layer, string d, string dx, string rows) => Call((DropoutPlan)layer, d, dx, rows);

    private static string Call(DropoutPlan layer, string from, string to, string rows) =>
        $"Dropout.Apply(ref {from}, ref {to}, {layer.Size}, {rows}, {layer.Stride}, {Literal.Of(layer.Rate)}, key, {layer.Number});";

    public override void EmitForward(SourceWriter writer, LayerPlan layer)
    {
    }

    public override void EmitBackward(SourceWriter writer, LayerPlan layer, bool withInputGradients)
    {
    }

    public override IEnumerable<string> InfoMembers(LayerPlan layer) => Enumerable.Empty<string>();

    public override string? Initialization(LayerPlan layer, string view) => null;
}
