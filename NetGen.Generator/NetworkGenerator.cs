using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Emission;
using NetGen.Generator.Lowering;
using NetGen.Generator.Parsing;
using NetGen.Generator.Weights;

namespace NetGen.Generator;

/// <summary>Compiles classes marked with <c>[NeuralNetwork]</c>: the pipeline and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8WithoutMark = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                NetworkParser.AttributeName,
                static (node, _) => NetworkParser.IsCandidate(node),
                static (source, cancellation) => NetworkParser.Parse(source, cancellation))
            .WithTrackingName(TrackingNames.Parse);

        var files = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WeightsReader.FileAttributeName,
                static (node, _) => WeightsReader.IsCandidate(node),
                static (source, _) => WeightsReader.ReadFiles(source))
            .SelectMany(static (files, _) => files)
            .WithTrackingName(TrackingNames.WeightsFiles)
            .Collect();

        parsed = parsed
            .Combine(files)
            .Select(static (pair, _) => WeightsBinder.Bind(pair.Left, pair.Right));

        var diagnostics = parsed
            .SelectMany(static (network, _) => network.Diagnostics)
            .WithTrackingName(TrackingNames.Diagnostics);

        var plans = parsed
            .Where(static network => network.Graph is not null)
            .Select(static (network, _) => network.Graph!)
            .WithTrackingName(TrackingNames.Graph)
            .Select(static (graph, _) => NetworkLowering.Lower(graph))
            .WithTrackingName(TrackingNames.Plan);

        // Only a location in a syntax tree can be suppressed by a pragma, so the tree is looked up again at the very end.
        context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            static (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right.SyntaxTrees)));

        context.RegisterSourceOutput(
            plans,
            static (output, plan) => output.AddSource(plan.Type.HintName, SourceText.From(NetworkEmitter.Emit(plan), Utf8WithoutMark)));
    }
}
