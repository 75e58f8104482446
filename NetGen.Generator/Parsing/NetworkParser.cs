using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads an annotated type. Where the compiler already reports an error, it stays silent and generates nothing.</summary>
internal static class NetworkParser
{
    public const string AttributeName = "NetGen.NeuralNetworkAttribute";

    /// <summary>Whether a declaration may be a network: the attribute stands on classes and records only.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is ClassDeclarationSyntax or RecordDeclarationSyntax;

    public static ParsedNetwork Parse(GeneratorAttributeSyntaxContext source, CancellationToken cancellation)
    {
        if (source.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Class } type)
            return ParsedNetwork.Nothing;
        if (FindAttribute(type) is not { ApplicationSyntaxReference: { } reference } attribute)
            return ParsedNetwork.Nothing;

        // A second [NeuralNetwork] on the same type is a compiler's error; only the first counts.
        if (reference.SyntaxTree != source.TargetNode.SyntaxTree || !source.TargetNode.Span.Contains(reference.Span))
            return ParsedNetwork.Nothing;

        var arguments = new AttributeArguments(attribute, cancellation);
        if (arguments.IsIncomplete || HintName.IsAmbiguous(type))
            return ParsedNetwork.Nothing;

        var compilation = (CSharpCompilation)source.SemanticModel.Compilation;
        var diagnostics = new DiagnosticBag();
        if (compilation.LanguageVersion < LanguageVersion.CSharp13)
            diagnostics.Report(Descriptors.LanguageVersionTooOld, arguments.Location, type.Name, compilation.LanguageVersion.ToDisplayString());

        var weights = WeightsReader.Read(type, cancellation);
        TypeRules.Check(type, weights is not null, diagnostics, cancellation);
        OurNamespaces.Check(type, compilation, diagnostics);
        Shape? input = ReadInput(arguments, type, diagnostics);
        var layers = LayerListReader.Read(type, arguments, input, diagnostics, cancellation);
        var loss = LossReader.Read(type, arguments, layers, compilation, diagnostics);
        if (type.IsStatic && weights is not null && (loss is { IsNone: false } || arguments.Get("InputGradients", false)))
            diagnostics.Report(Descriptors.StaticNetworkTrains, TypeRules.StaticLocation(type, cancellation), type.Name);
        int stackBudget = ReadStackBudget(arguments, type, diagnostics);
        InputOrderKind order = ReadInputOrder(arguments, type, diagnostics);
        if (layers is null || loss is null)
            return new ParsedNetwork(null, diagnostics.ToArray());

        bool inputGradients = arguments.Get("InputGradients", false);
        bool tellsClasses = LossKinds.Get(loss.Kind).HasClassTargets;
        var surface = new SurfacePlan(
            HasLoss: !loss.IsNone,
            HasClassTargets: tellsClasses,
            HasClasses: tellsClasses || (layers.Head is ActivationKind.Softmax or ActivationKind.Sigmoid && layers.Output.Shape is not { IsSequence: true }),
            HasInputGradients: inputGradients,
            layers.IsRandom)
        {
            Exposed = new(layers.Layers.Where(static layer => layer.Arguments.Get("Expose", false)).Select(static layer => layer.Name)),
            IsRecord = type.IsRecord,
            IsStatic = type.IsStatic,
        };
        NameRules.Check(type, layers, surface, diagnostics, cancellation);
        if (diagnostics.HasErrors || !layers.IsComplete)
            return new ParsedNetwork(null, diagnostics.ToArray());

        var nodes = layers.Layers.Select(static layer => new LayerNode(layer.Spec!, new(layer.Inputs!), layer.Shape!, layer.Arguments.Get("Expose", false)));
        var graph = new NetworkGraph(TypeReader.Read(type, compilation), input!, loss, stackBudget, inputGradients, surface, new(nodes)) { InputOrder = order };
        return new ParsedNetwork(graph, diagnostics.ToArray()) { Weights = weights?.Request, WeightsLocation = weights?.Location };
    }

    private static AttributeData? FindAttribute(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName);

    /// <summary>The input's shape, [n], [channels, length] or [channels, height, width]; null where it is at fault.</summary>
    private static Shape? ReadInput(AttributeArguments arguments, INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        string[] names = ["inputSize", "channels", "height", "width", "length"];
        string[] given = [.. names.Where(arguments.Has)];
        int[] extents = [.. given.Select(name => arguments.Get(name, 0))];
        if (Shape.IsValid(extents))
            return ReadSteps(arguments, type, Shape.Of(extents), diagnostics);

        string wrong = given.FirstOrDefault(name => arguments.Get(name, 0) is < 1 or > Limits.LayerSize) ?? given[0];
        if (given.Length == 1)
            diagnostics.Report(Descriptors.InputSizeOutOfRange, arguments.LocationOf(wrong), type.Name, extents[0], Limits.LayerSize);
        else
            diagnostics.Report(Descriptors.ShapeInvalid, arguments.LocationOf(wrong), $"The input of '{type.Name}'", $"[{string.Join(", ", extents)}]", Limits.LayerSize, Limits.RowSize);
        return null;
    }

    /// <summary>The input's shape with the steps of sequences, where rows are such.</summary>
    private static Shape? ReadSteps(AttributeArguments arguments, INamedTypeSymbol type, Shape step, DiagnosticBag diagnostics)
    {
        if (!arguments.Has("Steps"))
            return step;
        int steps = arguments.Get("Steps", 0);
        if (steps >= 1 && step.LongSize * steps <= Limits.RowSize)
            return step with { Steps = steps };
        diagnostics.Report(Descriptors.StepsOutOfRange, arguments.LocationOf("Steps"), type.Name, steps, Limits.RowSize / step.LongSize);
        return null;
    }

    private static InputOrderKind ReadInputOrder(AttributeArguments arguments, INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        int order = arguments.Get("InputOrder", 0);
        if (order is 0 or 1)
            return (InputOrderKind)order;
        diagnostics.Report(Descriptors.UnknownEnumValue, arguments.LocationOf("InputOrder"), $"The network '{type.Name}'", "InputOrder", order);
        return default;
    }

    private static int ReadStackBudget(AttributeArguments arguments, INamedTypeSymbol type, DiagnosticBag diagnostics)
    {
        int budget = arguments.Get("StackBudget", 65_536);
        if (budget is < Limits.MinStackBudget or > Limits.MaxStackBudget)
        {
            diagnostics.Report(
                Descriptors.StackBudgetOutOfRange, arguments.LocationOf("StackBudget"), type.Name, budget, Limits.MinStackBudget, Limits.MaxStackBudget);
        }

        return budget;
    }
}
