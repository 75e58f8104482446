namespace NetGen.Generator.Model;

/// <summary>What a derivative is computed from, and so what the forward pass of training keeps.</summary>
internal enum SavedValue
{
    /// <summary>The derivative is 1.</summary>
    Nothing,

    /// <summary>The values after the activation.</summary>
    Output,

    /// <summary>The values before the activation.</summary>
    PreActivation,
}

/// <summary>An activation with its parameter.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Parameter">The slope of LeakyRelu, α of Elu, 0 for all others.</param>
/// <param name="Saved">What its derivative is computed from.</param>
/// <param name="IsCheap">Whether it costs a few instructions only.</param>
internal readonly record struct ActivationPlan(ActivationKind Kind, float Parameter, SavedValue Saved, bool IsCheap)
{
    public static readonly ActivationPlan Identity = new(ActivationKind.Identity, 0, SavedValue.Nothing, IsCheap: true);

    public bool IsIdentity => Kind == ActivationKind.Identity;

    /// <summary>Whether each output depends on its own pre-activation alone.</summary>
    public bool IsElementwise => Kind != ActivationKind.Softmax;
}
