using NetGen.Generator.Model;

namespace NetGen.Generator.Activations;

/// <summary>What the generator knows of an activation; its mathematics is the runtime's class of the same name.</summary>
/// <param name="Kind">The activation.</param>
/// <param name="Derivative">What the derivative is computed from.</param>
/// <param name="IsCheap">Whether it costs a few instructions only, so that it is applied before the layer's values are stored.</param>
/// <param name="Initializer">The initializer that suits it.</param>
/// <param name="HasParameter">Whether its functions take the layer's activation parameter.</param>
internal sealed record ActivationInfo(
    ActivationKind Kind,
    SavedValue Derivative,
    bool IsCheap = false,
    InitializerKind Initializer = InitializerKind.GlorotUniform,
    bool HasParameter = false)
{
    /// <summary>The runtime's class, as emitted code names it.</summary>
    public string Class => Kind.ToString();

    /// <summary>Whether each output depends on its own pre-activation alone.</summary>
    public bool IsElementwise => Kind != ActivationKind.Softmax;
}
