using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// A file of weights is damaged or does not fit the network. The network has kept the weights that it had, bit for bit.
/// </summary>
public sealed class WeightsException : IOException
{
    internal WeightsException(WeightsProblem problem, string message, string? tensor = null)
        : base(message)
    {
        Problem = problem;
        Tensor = tensor;
    }

    /// <summary>What is wrong.</summary>
    public WeightsProblem Problem { get; }

    /// <summary>The tensor's name, as the network has it or, where the network has none such, the file; null where it is not one tensor's matter.</summary>
    public string? Tensor { get; }

    /// <summary>The shape that the network's tensor has; default where shapes do not matter.</summary>
    public ImmutableArray<long> ExpectedShape { get; internal init; }

    /// <summary>The shape that the file's tensor has; default where shapes do not matter.</summary>
    public ImmutableArray<long> FoundShape { get; internal init; }

    /// <summary>The same, with the file named.</summary>
    internal WeightsException In(string path) => new(Problem, $"'{path}': {Message}", Tensor) { ExpectedShape = ExpectedShape, FoundShape = FoundShape };
}
