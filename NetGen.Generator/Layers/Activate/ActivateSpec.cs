using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Activate;

/// <summary>A <c>[Activate]</c> attribute. <see cref="ActivationParameter"/> is the slope of LeakyRelu, α of Elu, 0 for all others.</summary>
internal sealed record ActivateSpec(string Name, ActivationKind Activation, float ActivationParameter) : LayerSpec(Name)
{
    public override ActivationKind Head => Activation;

    public override bool KeepsStride => true;
}
