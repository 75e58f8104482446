using NetGen.Generator.Layers.Pooling;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.AveragePool;

/// <summary>A <c>[AveragePool]</c> attribute.</summary>
internal sealed record AveragePoolSpec(string Name, PaddingKind Padding, AxisSpec Height, AxisSpec Width, bool CountIncludePad) : PoolSpec(Name, Padding, Height, Width)
{
    public override bool IsMean => true;

    public override bool CountsZeros => CountIncludePad;
}
