namespace NetGen;

/// <summary>How weights are read. What is not set here asks for a file that has every tensor of the network, by its name, and no other.</summary>
public sealed record LoadOptions
{
    internal static LoadOptions Default { get; } = new();

    /// <summary>
    /// Whether layers are matched in order and not by name: for files of an <c>nn.Sequential</c>, whose layers are called <c>0</c>, <c>2</c>, <c>4</c>, or of
    /// <c>fc1</c>, <c>fc2</c>, <c>model.layers.0</c>. Names that differ in numbers are taken in the order of these numbers; others by what tensors and shapes they have,
    /// and where that leaves a choice, the file is refused. The tensors of a layer are matched by name always.
    /// </summary>
    public bool ByOrder { get; init; }

    /// <summary>What stands before the name of every tensor of the network, such as <c>policy</c> or <c>model.encoder</c>; tensors without it are left alone.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>
    /// Gives each tensor of the file, behind <see cref="Prefix"/>, the name it has in the network, such as <c>Dense1.weight</c>; null for one that is to be left alone.
    /// </summary>
    public Func<string, string?>? Rename { get; init; }

    /// <summary>Whether the file may have tensors that the network has not.</summary>
    public bool AllowUnused { get; init; }

    /// <summary>Whether the network may have tensors that the file has not; they keep their values.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Whether values may be NaN or infinite, and 64-bit numbers too large for 32 bits become infinite.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>Whether the file may have been written by a network of the same tensors that computes something else, such as one with other activations.</summary>
    public bool AllowOtherArchitecture { get; init; }
}
