using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.BatchNorm;

/// <summary>A <c>[BatchNorm]</c> attribute: its weights are the scale, its biases the shift, and its running averages are statistics.</summary>
internal sealed record BatchNormSpec(string Name, float Epsilon, bool Affine, float Momentum, int Group, WeightSpec Weights) : LayerSpec(Name)
{
    public override bool HasTensors => true;

    public override bool Trains => Affine && Weights.Trains;

    public override long CountParameters(EquatableArray<Shape> inputs) => Affine ? inputs[0].Channels * (Weights.UseBias ? 2L : 1) : 0;
}
