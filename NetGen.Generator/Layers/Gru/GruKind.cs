using System;
using NetGen.Generator.Layers.Recurrent;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Gru;

/// <summary><c>[Gru]</c>: a gated recurrent unit.</summary>
internal sealed class GruKind : RecurrentKind
{
    public override string Name => "Gru";

    public override Type SpecType => typeof(GruSpec);

    protected override Cell Cell => Cell.Gru;

    protected override RecurrentSpec Make(LayerReaderContext context, int units, bool returnSequence, WeightSpec weights, bool drawsBiases) =>
        new GruSpec(context.Name, units, returnSequence, weights, drawsBiases) { Kept = 8 };
}

/// <summary>A <c>[Gru]</c> attribute.</summary>
internal sealed record GruSpec(string Name, int Units, bool ReturnSequence, WeightSpec Weights, bool InitialDrawsBiases)
    : RecurrentSpec(Name, Units, Gates: 3, ReturnSequence, Weights, InitialDrawsBiases);
