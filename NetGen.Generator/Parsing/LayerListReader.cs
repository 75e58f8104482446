using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the layer attributes of a type, each with the size that the one before gives.</summary>
internal static class LayerListReader
{
    /// <summary>The layers in order, or null where there is none or no order.</summary>
    public static LayerList? Read(
        INamedTypeSymbol type, AttributeArguments network, int inputSize, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var found = new List<(LayerReader Reader, AttributeData Attribute, AttributeArguments Arguments)>();
        foreach (AttributeData attribute in type.GetAttributes())
        {
            cancellation.ThrowIfCancellationRequested();
            if (LayerReaders.Find(attribute.AttributeClass?.ToDisplayString()) is { } reader)
                found.Add((reader, attribute, new AttributeArguments(attribute, cancellation)));
        }

        if (found.Count == 0)
        {
            diagnostics.Report(Descriptors.NoLayers, network.Location, type.Name);
            return null;
        }

        if (IsSpread(type, found.ConvertAll(static layer => layer.Attribute), diagnostics, cancellation))
            return null;

        string[] names = NameLayers(found.ConvertAll(static layer => (layer.Reader.Kind, layer.Arguments.Get("Name", (string?)null))));
        var layers = new List<ReadLayer>();
        int? size = inputSize is >= 1 and <= Limits.LayerSize ? inputSize : null;
        long parameterCount = 0;
        var row = new TrainingRow(inputSize);
        bool trains = network.Has("Loss") || network.Has("CustomLoss") || network.Get("InputGradients", false);
        for (int i = 0; i < found.Count; i++)
        {
            var (reader, _, arguments) = found[i];
            var context = new LayerContext(arguments, i + 1, names[i], size, diagnostics);
            LayerReading? reading = arguments.IsIncomplete ? null : reader.Read(context);
            bool isNamed = arguments.Get("Name", (string?)null) is not null;
            layers.Add(new ReadLayer(i + 1, names[i], isNamed ? arguments.LocationOf("Name") : null, reading));
            CheckParameterCount(context, reading, ref parameterCount);
            if (trains && reading is not null)
                row.Add(context, reading);
            size = reading?.OutputSize;
        }

        if (found[found.Count - 1].Reader.WhenLast is { } descriptor)
        {
            int last = layers.Count - 1;
            diagnostics.Report(descriptor, found[last].Arguments.Location, layers[last].Subject);
            layers[last] = layers[last] with { Reading = null };
        }

        return new LayerList(layers);
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

    private static void CheckParameterCount(LayerContext context, LayerReading? reading, ref long total)
    {
        if (reading is null || context.InputSize is not { } inputs)
            return;

        bool fitted = total <= Limits.ParameterCount;
        total += reading.ParameterCount;
        if (fitted && total > Limits.ParameterCount)
        {
            context.Report(
                Descriptors.TooManyParameters, "units", context.Subject, inputs, reading.OutputSize, total, Limits.ParameterCount);
        }
    }
}
