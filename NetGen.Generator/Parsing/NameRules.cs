using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>No two members of a network may have the same name: layers', generated and the user's.</summary>
internal static class NameRules
{
    public static void Check(INamedTypeSymbol type, LayerList layers, SurfacePlan surface, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        CheckLayerNames(type, layers, diagnostics);
        CheckExposed(layers, surface, diagnostics);
        CheckMembers(type, layers, surface, diagnostics, cancellation);

        if (surface.Names.Contains(type.Name))
            diagnostics.Report(Descriptors.TypeNameHidesMember, LocationInfo.From(type.Locations.FirstOrDefault()), type.Name, MemberNames.WayAround(type.Name));
        else if (layers.Layers.Any(layer => layer.HasView && layer.Name == type.Name))
            diagnostics.Report(Descriptors.TypeNameHidesMember, LocationInfo.From(type.Locations.FirstOrDefault()), type.Name, "give the layer another name to get its view");
    }

    private static void CheckLayerNames(INamedTypeSymbol type, LayerList layers, DiagnosticBag diagnostics)
    {
        var seen = new Dictionary<string, ReadLayer>();
        foreach (ReadLayer layer in layers.Layers)
        {
            if (layer.NameLocation is not { } location)
            {
                seen[layer.Name] = layer;
                continue;
            }

            if (!IsIdentifier(layer.Name))
                diagnostics.Report(Descriptors.LayerNameInvalid, location, layer.Number, layer.Name);
            else if (seen.TryGetValue(layer.Name, out ReadLayer? first))
                diagnostics.Report(Descriptors.LayerNameDuplicate, location, first.Number, layer.Number, layer.Name);
            else if (MemberNames.IsReserved(layer.Name))
                diagnostics.Report(Descriptors.LayerNameReserved, location, layer.Number, layer.Name);
            else if (TypeReader.UserMembers(type).Any(name => name.Name == layer.Name))
                diagnostics.Report(Descriptors.LayerNameTaken, location, layer.Number, layer.Name, type.Name);
            seen[layer.Name] = layer;
        }
    }

    /// <summary>The methods that give a layer's values must not be called like the view of another layer, or like those of another.</summary>
    private static void CheckExposed(LayerList layers, SurfacePlan surface, DiagnosticBag diagnostics)
    {
        var taken = layers.Layers.Where(static layer => layer.HasView).GroupBy(static layer => layer.Name).ToDictionary(static group => group.Key, static group => $"the view of {group.First().Subject}");
        foreach (ReadLayer layer in layers.Layers.Where(layer => surface.Exposed.Contains(layer.Name)))
        {
            string[] names = [.. surface.Methods.Where(method => method.Layer == layer.Name).Select(static method => method.Name).Distinct()];
            if (names.FirstOrDefault(taken.ContainsKey) is { } name)
                diagnostics.Report(Descriptors.ExposedNameTaken, layer.NameLocation ?? layer.Arguments.LocationOf("Expose"), layer.SubjectFirst, name, taken[name]);
            foreach (string own in names)
                taken[own] = $"a method of {layer.Subject}";
        }
    }

    private static void CheckMembers(INamedTypeSymbol type, LayerList layers, SurfacePlan surface, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        foreach (ISymbol member in TypeReader.UserMembers(type))
        {
            cancellation.ThrowIfCancellationRequested();
            string? taken = surface.CollidesWith(member) ? "a generated member"
                : layers.Layers.FirstOrDefault(layer => layer.HasView && layer.NameLocation is null && layer.Name == member.Name) is { } layer ? $"the view of {layer.Subject}"
                : null;
            if (taken is not null)
                diagnostics.Report(Descriptors.MemberNameTaken, LocationInfo.From(member.Locations.FirstOrDefault()), type.Name, member.Name, taken);
        }
    }

    private static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && !SyntaxFacts.IsReservedKeyword(SyntaxFacts.GetKeywordKind(name))
        && name.All(static letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.Format);
}
