using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What <c>[Weights]</c> on a network asks for.</summary>
/// <param name="File">The file, as the user wrote it.</param>
/// <param name="ByOrder">Whether layers are matched in order and not by name.</param>
/// <param name="Prefix">What stands before the names of the network's tensors.</param>
internal sealed record WeightsRequest(string File, bool ByOrder, string Prefix);

/// <summary>A file of weights that the build step has read.</summary>
/// <param name="File">Its path, relative to the project.</param>
/// <param name="Resource">The name under which it is embedded.</param>
/// <param name="Hash">The hash of all its bytes.</param>
/// <param name="Entries">Its tensors, in the order of their bytes.</param>
/// <param name="Values">All data in base 64, where it is little.</param>
/// <param name="Fault">Why it cannot be used; empty where it can.</param>
internal sealed record WeightsFileSpec(string File, string Resource, string Hash, EquatableArray<WeightsEntry> Entries, string Values, string Fault);

/// <summary>A tensor of a file.</summary>
internal sealed record WeightsEntry(string Name, string Type, EquatableArray<long> Shape, long Begin, long End)
{
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}

/// <summary>The weights that a network is compiled with; found to fit.</summary>
/// <param name="File">The file, for people.</param>
/// <param name="Resource">The name under which it is embedded.</param>
/// <param name="Hash">The hash of all its bytes.</param>
/// <param name="Names">The name in the file of every tensor, in the order of layers and their tensors.</param>
internal sealed record EmbeddedWeightsSpec(string File, string Resource, string Hash, EquatableArray<string> Names);
