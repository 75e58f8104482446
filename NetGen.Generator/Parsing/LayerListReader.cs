using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Finds the layer attributes of a type, names them and reads each by itself.</summary>
internal static class LayerListReader
{
    /// <summary>The layers in order, or null where there is none or no order.</summary>
    public static LayerList? Read(
        INamedTypeSymbol type, AttributeArguments network, Shape? input, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var found = new List<(ILayerKind Kind, AttributeData Attribute, AttributeArguments Arguments)>();
        foreach (AttributeData attribute in type.GetAttributes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (LayerKinds.Find(attribute.AttributeClass?.ToDisplayString()) is { } kind)
                found.Add((kind, attribute, new AttributeArguments(attribute, cancellation)));
        }

        if (found.Count == 0)
        {
            diagnostics.Report(Descriptors.NoLayers, network.Location, type.Name);
            return null;
        }

        if (IsSpread(type, found.ConvertAll(static layer => layer.Attribute), diagnostics, cancellation))
            return null;

        string[] names = NameLayers(found.ConvertAll(static layer => (layer.Kind.Name, layer.Arguments.Get("Name", (string?)null))));
        var layers = new List<ReadLayer>();
        for (int i = 0; i < found.Count; i++)
        {
            var (kind, _, arguments) = found[i];
            LayerSpec? spec = arguments.IsIncomplete ? null : kind.Read(new LayerReaderContext(arguments, i + 1, names[i], diagnostics));
            bool isNamed = arguments.Get("Name", (string?)null) is not null;
            layers.Add(new ReadLayer(i + 1, names[i], isNamed ? arguments.LocationOf("Name") : null, kind, arguments, spec));
        }

        ReadLayer last = layers[layers.Count - 1];
        if (last.Spec is { CanBeLast: false })
            diagnostics.Report(Descriptors.LayerCannotBeLast, last.Arguments.Location, last.Kind.Name, last.Subject);
        bool trains = network.Has("Loss") || network.Has("CustomLoss") || network.Get("InputGradients", false);
        return ShapeReader.Read(layers, input, trains, diagnostics);
    }

    /// <summary>Gives unnamed layers the first free of <c>Dense1</c>, <c>Dense2</c>, … of their kind.</summary>
    private static string[] NameLayers(List<(string Kind, string? Name)> layers)
    {
        var taken = new HashSet<string>(layers.Where(static layer => layer.Name is not null).Select(static layer => layer.Name!), StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return layers.Select(layer => layer.Name ?? NextFree(layer.Kind)).ToArray();

        string NextFree(string kind)
        {
            counts.TryGetValue(kind, out int count);
            string name;
            do
                name = kind + ++count;
            while (taken.Contains(name));
            counts[kind] = count;
            return name;
        }
    }

    private static bool IsSpread(INamedTypeSymbol type, List<AttributeData> attributes, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var declarations = new List<SyntaxNode?>();
        LocationInfo? stray = null;
        foreach (AttributeData attribute in attributes)
        {
            SyntaxNode? syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
            SyntaxNode? declaration = syntax?.Parent?.Parent;
            if (declarations.Contains(declaration))
                continue;
            declarations.Add(declaration);
            if (declarations.Count == 2)
                stray = LocationInfo.From(syntax?.GetLocation());
        }

        if (declarations.Count == 1)
            return false;
        diagnostics.Report(Descriptors.LayersOnSeveralDeclarations, stray, type.Name, declarations.Count);
        return true;
    }
}
