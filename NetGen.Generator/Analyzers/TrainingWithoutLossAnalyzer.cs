using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Analyzers;

/// <summary>Says that a network has no loss where it is trained: the compiler can only say that there is no such member.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TrainingWithoutLossAnalyzer : DiagnosticAnalyzer
{
    private static readonly HashSet<string> Names = ["Train", "TrainBatch", "Backward", "BackwardBatch", "EvaluateBatch"];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.NetworkHasNoLoss);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(AnalyzeName, SyntaxKind.IdentifierName);
        context.RegisterSyntaxNodeAction(AnalyzeArgument, SyntaxKind.Argument);
    }

    /// <summary><c>net.Train(…)</c>, <c>net?.Train(…)</c>, and <c>Train(…)</c> within the network.</summary>
    private static void AnalyzeName(SyntaxNodeAnalysisContext context)
    {
        var name = (IdentifierNameSyntax)context.Node;
        if (!Names.Contains(name.Identifier.ValueText))
            return;
        SemanticModel model = context.SemanticModel;
        ITypeSymbol? network = name.Parent switch
        {
            MemberAccessExpressionSyntax access when access.Name == name => model.GetTypeInfo(access.Expression, context.CancellationToken).Type,
            MemberBindingExpressionSyntax { Parent: { } whenNotNull } => (whenNotNull.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>() is { } access)
                ? model.GetTypeInfo(access.Expression, context.CancellationToken).Type : null,
            InvocationExpressionSyntax => model.GetEnclosingSymbol(name.SpanStart, context.CancellationToken)?.ContainingType,
            _ => null,
        };
        if (!IsWithoutLoss(network))
            return;
        SymbolInfo found = model.GetSymbolInfo(name, context.CancellationToken);
        if (found.Symbol is null && found.CandidateSymbols.IsEmpty)
            Report(context, name, network!, $"there is no '{name.Identifier.ValueText}'");
    }

    /// <summary><c>new Trainer(net, …)</c>, and whatever else takes a network that trains.</summary>
    private static void AnalyzeArgument(SyntaxNodeAnalysisContext context)
    {
        var argument = (ArgumentSyntax)context.Node;
        if (argument.Parent?.Parent is not { } call || !IsWithoutLoss(context.SemanticModel.GetTypeInfo(argument.Expression, context.CancellationToken).Type))
            return;
        SymbolInfo found = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if (found.Symbol is null && found.CandidateSymbols.OfType<IMethodSymbol>().Any(static method => method.Parameters.Any(static parameter => parameter.Type.ToDisplayString() == "NetGen.ITrainableNetwork")))
            Report(context, argument, context.SemanticModel.GetTypeInfo(argument.Expression, context.CancellationToken).Type!, "it is no ITrainableNetwork");
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node, ITypeSymbol network, string consequence) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.NetworkHasNoLoss, node.GetLocation(), network.Name, consequence, LossKinds.Of(HeadOf(network))));

    private static bool IsWithoutLoss(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class } network
        && network.GetAttributes().FirstOrDefault(static attribute => NameOf(attribute) == NetworkParser.AttributeName) is { } attribute
        && !attribute.NamedArguments.Any(static argument => argument.Key == "CustomLoss" || (argument.Key == "Loss" && argument.Value.Value is not 0));

    /// <summary>The activation that the last layer names.</summary>
    private static ActivationKind HeadOf(ITypeSymbol network)
    {
        AttributeData? last = network.GetAttributes().LastOrDefault(static attribute => LayerKinds.Find(NameOf(attribute)) is not null);
        return last?.ConstructorArguments.Concat(last.NamedArguments.Select(static argument => argument.Value))
            .FirstOrDefault(static argument => argument.Type?.ToDisplayString() == "NetGen.Activation").Value is int activation
            ? (ActivationKind)activation
            : ActivationKind.Identity;
    }

    private static string? NameOf(AttributeData attribute) => attribute.AttributeClass?.ToDisplayString();
}
