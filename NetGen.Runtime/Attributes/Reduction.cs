namespace NetGen;

/// <summary>How a loss that is a sum of independent terms, one an output, becomes one number a sample.</summary>
public enum Reduction
{
    /// <summary>The mean over the outputs, as PyTorch's <c>reduction='mean'</c>.</summary>
    Mean,

    /// <summary>The sum over the outputs, as PyTorch's <c>reduction='sum'</c> on one sample.</summary>
    Sum,
}
