using System;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>A layer's part of a pass that is being built.</summary>
internal sealed class LayerFlow(PassBuilder pass, LayerPlan layer) : Flow(layer)
{
    public override bool IsSingle => pass.IsSingle && (Layer.Spec.ReadsSequences || Output.Shape.Times == 1);

    public override bool IsTraining => pass.Kind != PassKind.Inference;

    public override bool KeepsPreActivation => pass.LossTakes(Layer);

    public override ValuePlan Output => pass.Draft.OutputOf(Layer);

    public override ValuePlan OutputGradient => pass.GradientOf(pass.RootOf(Layer));

    public override ValuePlan Input(int index = 0) => pass.InputOf(Layer, index);

    public override bool Wants(int input = 0) => pass.WantsInput(Layer, input);

    public override ValuePlan Own(string letter) => pass.Draft.Values.Get(letter + Layer.Number, Layer.Shape, Output.RowStride);

    public override ValuePlan Own(string letter, int perRow, int fixedLength = 0) =>
        pass.Draft.Values.Get(
        letter + Layer.Number, Shape.Of(Math.Max(perRow, 1)) with { Steps = Layer.Spec.ReadsSequences ? 0 : Output.Shape.Steps }, perRow, ValueKind.Buffer, fixedLength);

    public override void GiveInput(int input = 0) => pass.Alias(Layer, input);

    public override void Add(Step step) => pass.Add(Timed(step));

    public override void ToInput(int input, Func<ValuePlan, Step> write) => pass.ToInput(Layer, input, gradient => Timed(write(gradient)));

    public override void AddToInput(int input, Func<ValuePlan, bool, Step> write) => pass.AddToInput(Layer, input, (gradient, isBegun) => Timed(write(gradient, isBegun)));

    public override void PassToInput(int input) => pass.PassToInput(Layer, input);

    /// <summary>A layer that knows nothing of sequences takes each of their steps as a row.</summary>
    private Step Timed(Step step) => Layer.Spec.ReadsSequences ? step : step with { Times = Output.Shape.Times };
}
