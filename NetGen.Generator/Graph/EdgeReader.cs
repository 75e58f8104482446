using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>Names → edges: which layers each layer reads.</summary>
internal static class EdgeReader
{
    /// <summary>How many names a message lists.</summary>
    private const int MostNames = 8;

    /// <summary>The layers with their inputs, as far as these can be known.</summary>
    public static IReadOnlyList<ReadLayer> Read(IReadOnlyList<ReadLayer> layers, DiagnosticBag diagnostics)
    {
        foreach (ReadLayer layer in layers)
        {
            if (layer.Name == LayerInputs.Network)
                diagnostics.Report(Descriptors.LayerNamedInput, layer.NameLocation ?? layer.Arguments.Location, layer.SubjectFirst);
        }

        ReadLayer[] result = [.. layers.Select(layer => layer.Arguments.IsIncomplete ? layer : Resolve(layer, layers, diagnostics))];
        if (result.All(static layer => layer.Inputs is not null) && layers.Select(static layer => layer.Name).Distinct().Count() == layers.Count)
            CheckReaders(result, diagnostics);
        return result;
    }

    private static ReadLayer Resolve(ReadLayer layer, IReadOnlyList<ReadLayer> layers, DiagnosticBag diagnostics)
    {
        IReadOnlyList<LayerInput>? named = layer.Kind.InputArguments.Equals(LayerInputs.One) ? ReadOne(layer) : ReadSeveral(layer, diagnostics);
        if (named is null)
            return layer;

        var inputs = new List<int>();
        var shown = new List<LayerInput>();
        foreach (LayerInput input in named)
        {
            int? index = input.Name is { } name ? Find(name, input, layer, layers, diagnostics) : layer.Number - 2;
            if (index is not { } found)
                return layer;
            inputs.Add(found);
            shown.Add(input with { Shown = found < 0 ? LayerInputs.Network : layers[found].Name });
        }

        return layer with { Inputs = inputs, Sources = shown };
    }

    private static IReadOnlyList<LayerInput> ReadOne(ReadLayer layer)
    {
        string argument = layer.Kind.InputArguments[0];
        return [new LayerInput(argument, 0, layer.Arguments.Get(argument, (string?)null))];
    }

    private static IReadOnlyList<LayerInput>? ReadSeveral(ReadLayer layer, DiagnosticBag diagnostics)
    {
        var inputs = new List<LayerInput>();
        foreach (string argument in layer.Kind.InputArguments)
        {
            IReadOnlyList<string?> names = layer.Arguments.GetAll<string>(argument);
            inputs.AddRange(names.Select((name, element) => new LayerInput(argument, element, name ?? "")));
        }

        if (layer.Arguments.Get(LayerInputs.One[0], (string?)null) is { } from)
        {
            diagnostics.Report(Descriptors.JoinReadsByName, layer.Arguments.LocationOf(LayerInputs.One[0]), layer.SubjectFirst, from);
            return null;
        }

        if (inputs.Count >= 2)
            return inputs;
        diagnostics.Report(Descriptors.TooFewInputs, layer.Arguments.Location, layer.SubjectFirst, inputs.Count == 0 ? "no layer" : "one layer");
        return null;
    }

    /// <summary>The index of the last layer of a name before the one that reads it.</summary>
    private static int? Find(string name, LayerInput input, ReadLayer layer, IReadOnlyList<ReadLayer> layers, DiagnosticBag diagnostics)
    {
        if (name == LayerInputs.Network)
            return -1;
        for (int i = layer.Number - 2; i >= 0; i--)
        {
            if (layers[i].Name == name)
                return i;
        }

        LocationInfo? location = layer.Arguments.LocationOf(input.Argument, input.Element);
        if (layer.Name == name)
            diagnostics.Report(Descriptors.LayerReadsItself, location, layer.SubjectFirst);
        else if (layers.FirstOrDefault(other => other.Name == name) is { } later)
            diagnostics.Report(Descriptors.LayerStandsBehind, location, layer.SubjectFirst, later.Subject);
        else
            diagnostics.Report(Descriptors.LayerNameUnknown, location, layer.SubjectFirst, name, Known(layer, layers, name));
        return null;
    }

    /// <summary>What the layer could read, those whose names look like the wrong one first.</summary>
    private static string Known(ReadLayer layer, IReadOnlyList<ReadLayer> layers, string wrong)
    {
        var names = layers.Take(layer.Number - 1).Select(static other => other.Name).Reverse().ToList();
        var alike = names.OrderByDescending(name => string.Equals(name, wrong, StringComparison.OrdinalIgnoreCase)).Take(MostNames).Select(static name => $"'{name}'").ToList();
        alike.Add($"'{LayerInputs.Network}'");
        return string.Join(", ", alike.Take(alike.Count - 1)) + (alike.Count > 1 ? " or " : "") + alike[alike.Count - 1];
    }

    private static void CheckReaders(IReadOnlyList<ReadLayer> layers, DiagnosticBag diagnostics)
    {
        var read = new HashSet<int>(layers.SelectMany(static layer => layer.Inputs!));
        foreach (ReadLayer layer in layers.Take(layers.Count - 1))
        {
            if (!read.Contains(layer.Number - 1))
                diagnostics.Report(Descriptors.LayerIsNotRead, layer.NameLocation ?? layer.Arguments.Location, layer.SubjectFirst, layers[layers.Count - 1].Subject);
        }
    }
}
