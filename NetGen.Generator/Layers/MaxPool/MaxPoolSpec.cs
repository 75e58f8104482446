using NetGen.Generator.Layers.Pooling;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.MaxPool;

/// <summary>A <c>[MaxPool]</c> attribute.</summary>
internal sealed record MaxPoolSpec(string Name, PaddingKind Padding, AxisSpec Height, AxisSpec Width) : PoolSpec(Name, Padding, Height, Width)
{
    public override bool IsMean => false;
}
