using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.LayerNorm;

/// <summary>A <c>[LayerNorm]</c> attribute: its weights are the scale, its biases the shift.</summary>
internal sealed record LayerNormSpec(string Name, float Epsilon, bool Affine, WeightSpec Weights) : LayerSpec(Name)
{
    public override bool HasTensors => Affine;

    public override bool Trains => Affine && Weights.Trains;

    public override long CountParameters(EquatableArray<Shape> inputs) => Affine ? inputs[0].LongSize * (Weights.UseBias ? 2 : 1) : 0;

    public override bool KeepsStride => true;
}
