using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.PRelu;

/// <summary>A <c>[PRelu]</c> attribute: its weights are the slopes.</summary>
internal sealed record PReluSpec(string Name, bool PerChannel, WeightSpec Weights) : LayerSpec(Name)
{
    public override bool HasTensors => true;

    public override bool Trains => Weights.TrainWeights;

    public override long CountParameters(EquatableArray<Shape> inputs) => PerChannel ? inputs[0].Channels : 1;

    public override bool KeepsStride => true;
}
