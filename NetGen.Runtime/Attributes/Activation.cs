namespace NetGen;

/// <summary>The function a layer applies to its pre-activations z = W·x + b.</summary>
public enum Activation
{
    /// <summary>f(z) = z.</summary>
    Identity,

    /// <summary>f(z) = 1 / (1 + e⁻ᶻ).</summary>
    Sigmoid,

    /// <summary>f(z) = tanh z.</summary>
    Tanh,

    /// <summary>f(z) = max(0, z); its derivative at 0 is 0.</summary>
    Relu,

    /// <summary>f(z) = z for z &gt; 0, else slope·z. The slope is <see cref="DenseAttribute.Slope"/>, 0.01 by default.</summary>
    LeakyRelu,

    /// <summary>f(z) = z for z &gt; 0, else α·(eᶻ − 1). α is <see cref="DenseAttribute.Alpha"/>, 1 by default.</summary>
    Elu,

    /// <summary>f(z) = λ·z for z &gt; 0, else λ·α·(eᶻ − 1), with λ = 1.0507009873554805 and α = 1.6732632423543772 (Klambauer et al., 2017).</summary>
    Selu,

    /// <summary>f(z) = z·Φ(z) = z/2 · (1 + erf(z/√2)), the exact form (Hendrycks and Gimpel, 2016).</summary>
    Gelu,

    /// <summary>f(z) = z/2 · (1 + tanh(√(2/π)·(z + 0.044715·z³))), the tanh form of <see cref="Gelu"/>.</summary>
    GeluTanh,

    /// <summary>f(z) = z · sigmoid(z), also known as swish.</summary>
    Silu,

    /// <summary>f(z) = z · tanh(softplus(z)) (Misra, 2019).</summary>
    Mish,

    /// <summary>f(z) = ln(1 + eᶻ).</summary>
    Softplus,

    /// <summary>f(z) = z / (1 + |z|).</summary>
    Softsign,

    /// <summary>f(z) = min(max(z + 3, 0), 6) / 6.</summary>
    HardSigmoid,

    /// <summary>f(z) = min(max(z, −1), 1).</summary>
    HardTanh,

    /// <summary>f(z) = z · min(max(z + 3, 0), 6) / 6 (Howard et al., 2019).</summary>
    HardSwish,

    /// <summary>fᵢ(z) = e^zᵢ / Σⱼ e^zⱼ over the whole layer, computed relative to the largest z.</summary>
    Softmax,
}
