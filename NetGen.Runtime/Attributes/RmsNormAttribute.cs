namespace NetGen;

/// <summary>
/// Root mean square normalisation (Zhang and Sennrich, 2019): y = γ·x/√((1/n)·Σxᵢ² + ε) over all n values of a row, with γ of the input's shape and no shift.
/// PyTorch: <c>RMSNorm</c> over the whole sample; its default ε is 2⁻²³, the distance from 1 to the next float.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RmsNormAttribute() : NormalizationAttribute(1.1920929e-7f);
