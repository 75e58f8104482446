using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.RmsNorm;

/// <summary>A <c>[RmsNorm]</c> attribute: its weights are the scale, its biases the shift.</summary>
internal sealed record RmsNormSpec(string Name, float Epsilon, bool Affine, WeightSpec Weights) : LayerSpec(Name)
{
    public override bool HasTensors => Affine;

    public override bool Trains => Affine && Weights.Trains;

    public override long CountParameters(EquatableArray<Shape> inputs) => Affine ? inputs[0].LongSize : 0;

    public override bool KeepsStride => true;
}
