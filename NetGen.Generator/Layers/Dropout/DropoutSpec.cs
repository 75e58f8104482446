using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Dropout;

/// <summary>A <c>[Dropout]</c> attribute.</summary>
internal sealed record DropoutSpec(string Name, float Rate) : LayerSpec(Name)
{
    public override bool IsRandom => true;

    public override bool KeepsStride => true;

    public override bool CanBeLast => false;
}
