namespace NetGen;

/// <summary>What is written beside weights.</summary>
public sealed record SaveOptions
{
    internal static SaveOptions Default { get; } = new();

    /// <summary>
    /// Rows whose inputs, and the outputs that the network gives for them, are written as <c>test.input</c> and <c>test.output</c>: whoever loads the file can prove
    /// that the network computes the same there. A few are enough. Targets are not written.
    /// </summary>
    public Dataset? TestRows { get; init; }

    /// <summary>The format; when not given, NumPy's for a path that ends in <c>.npz</c> and safetensors for all others.</summary>
    public WeightsFormat? Format { get; init; }
}
