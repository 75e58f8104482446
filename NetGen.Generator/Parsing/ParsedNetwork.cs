using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>What parsing found: the graph, or null where an error stands in the way, and everything there is to say about it.</summary>
internal sealed record ParsedNetwork(NetworkGraph? Graph, EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>What the network is to be compiled with; null for nothing.</summary>
    public WeightsRequest? Weights { get; init; }

    /// <summary>Where the file is named.</summary>
    public LocationInfo? WeightsLocation { get; init; }

    /// <summary>Nothing to generate and nothing to say: the compiler speaks already.</summary>
    public static ParsedNetwork Nothing { get; } = new(null, default);
}
