using System;
using NetGen.Generator.Layers.Recurrent;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Lstm;

/// <summary><c>[Lstm]</c>: a long short-term memory.</summary>
internal sealed class LstmKind : RecurrentKind
{
    public override string Name => "Lstm";

    public override Type SpecType => typeof(LstmSpec);

    protected override Cell Cell => Cell.Lstm;

    protected override RecurrentSpec Make(LayerReaderContext context, int units, bool returnSequence, WeightSpec weights, bool drawsBiases) =>
        new LstmSpec(context.Name, units, returnSequence, weights, drawsBiases) { Kept = 7 };
}

/// <summary>A <c>[Lstm]</c> attribute.</summary>
internal sealed record LstmSpec(string Name, int Units, bool ReturnSequence, WeightSpec Weights, bool InitialDrawsBiases)
    : RecurrentSpec(Name, Units, Gates: 4, ReturnSequence, Weights, InitialDrawsBiases);
