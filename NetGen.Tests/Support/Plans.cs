using Microsoft.CodeAnalysis;
using NetGen.Generator;
using NetGen.Generator.Model;

namespace NetGen.Tests.Support;

/// <summary>Plans of networks, before a line of them is emitted.</summary>
internal static class Plans
{
    /// <summary>The plan of the network with these attributes.</summary>
    public static NetworkPlan Of(string attributes) => OfSource(attributes + " public partial class Net;").Single();

    /// <summary>The plans of all networks of a source.</summary>
    public static IReadOnlyList<NetworkPlan> OfSource(string source)
    {
        var compilation = GeneratorDriverHarness.Compile([source]);
        GeneratorDriverRunResult result = GeneratorDriverHarness.CreateDriver(compilation, trackSteps: true).RunGenerators(compilation).GetRunResult();
        return [.. result.Results[0].TrackedSteps[TrackingNames.Plan].SelectMany(step => step.Outputs).Select(output => (NetworkPlan)output.Value)];
    }
}
