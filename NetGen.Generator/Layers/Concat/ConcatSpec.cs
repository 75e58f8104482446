using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Concat;

/// <summary>A <c>[Concat]</c> attribute. <see cref="ActivationParameter"/> is the slope of LeakyRelu, α of Elu, 0 for all others.</summary>
internal sealed record ConcatSpec(string Name, ActivationKind Activation, float ActivationParameter) : LayerSpec(Name)
{
    public override ActivationKind Head => Activation;
}
