namespace NetGen;

/// <summary>
/// Layer normalisation (Ba et al., 2016): y = γ·(x − μ)/√(σ² + ε) + β with the mean μ and the variance σ² = (1/n)·Σ(xᵢ − μ)² of all n values of a row,
/// and γ and β of the input's shape. PyTorch: <c>LayerNorm</c> over the whole sample.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute() : NormalizationAttribute(1e-5f);
