using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Analyzers;

/// <summary>Finds attributes of layers and weights on types without <c>[NeuralNetwork]</c>, which the generator never sees.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayerWithoutNetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.LayerWithoutNetwork, Descriptors.WeightsWithoutNetwork);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Class })
            return;

        ImmutableArray<AttributeData> attributes = context.Symbol.GetAttributes();
        if (attributes.Any(static attribute => NameOf(attribute) == NetworkParser.AttributeName))
            return;

        // One complaint a type: the other layers are cured with the first.
        foreach (AttributeData attribute in attributes)
        {
            if (NameOf(attribute) == WeightsReader.AttributeName && attribute.ApplicationSyntaxReference is { } weights)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.WeightsWithoutNetwork, weights.GetSyntax(context.CancellationToken).GetLocation(), context.Symbol.Name));
                return;
            }

            if (LayerKinds.Find(NameOf(attribute)) is not { } kind || attribute.ApplicationSyntaxReference is not { } reference)
                continue;
            Location location = reference.GetSyntax(context.CancellationToken).GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.LayerWithoutNetwork, location, context.Symbol.Name, kind.Name));
            return;
        }
    }

    private static string? NameOf(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString();
}
