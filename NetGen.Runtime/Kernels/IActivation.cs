namespace NetGen.Runtime.Kernels;

/// <summary>An activation applied to each element on its own, written once for every vector width.</summary>
internal interface IActivation
{
    /// <summary>The activation of pre-activations.</summary>
    T Value<T>(T preActivation)
        where T : struct, IFloats<T>;

    /// <summary>The derivative, computed from what the activation saves for the backward pass: its pre-activation or its output.</summary>
    T Derivative<T>(T saved)
        where T : struct, IFloats<T>;
}
