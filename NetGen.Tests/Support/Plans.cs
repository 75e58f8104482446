using Microsoft.CodeAnalysis;
using NetGen.Generator;
using NetGen.Generator.Model;

namespace NetGen.Tests.Support;

/// <summary>Plans of networks, before a line of them is emitted.</summary>
internal static class Plans
{
    /// <summary>The plan of the network with these attributes.</summary>
    public static NetworkPlan Of(string attributes)
    {
        var compilation = GeneratorDriverHarness.Compile([attributes + " public partial class Net;"]);
        GeneratorDriverRunResult result = GeneratorDriverHarness.CreateDriver(compilation, trackSteps: true).RunGenerators(compilation).GetRunResult();
        return (NetworkPlan)result.Results[0].TrackedSteps[TrackingNames.Plan].Single().Outputs.Single().Value;
    }
}
