using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Pooling;

/// <summary>What the attributes of layers that pool windows say.</summary>
internal abstract record PoolSpec(string Name, PaddingKind Padding, AxisSpec Height, AxisSpec Width) : LayerSpec(Name)
{
    /// <summary>Whether it is the mean of a window; else the largest value.</summary>
    public abstract bool IsMean { get; }

    /// <summary>Whether places beside the edge are part of the mean.</summary>
    public virtual bool CountsZeros => true;
}
