using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Lowering;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Weights;

/// <summary>Brings a network and the file together whose weights it is compiled with. Whatever does not fit is said where the file's name stands.</summary>
internal static class WeightsBinder
{
    public static ParsedNetwork Bind(ParsedNetwork network, IReadOnlyList<WeightsFileSpec> files)
    {
        if (network.Weights is not { } request || network.Graph is not { } graph)
            return network;
        var diagnostics = new DiagnosticBag();
        EmbeddedWeightsSpec? weights = null;
        if (Find(graph.Type.Name, request.File, files, network.WeightsLocation, diagnostics) is { } file)
        {
            var tensors = new TensorCheck(graph.Type.Name, request, file, network.WeightsLocation, diagnostics);
            if (tensors.Match(NetworkLowering.LayersOf(graph), graph.InputSize, graph.Output.Shape.RowSize) is { } entries)
                weights = new EmbeddedWeightsSpec(file.File, file.Resource, file.Hash, new EquatableArray<string>(entries.Select(static entry => entry.Name)));
        }

        return network with
        {
            Graph = weights is null ? null : graph with { Weights = weights },
            Diagnostics = new EquatableArray<DiagnosticInfo>(network.Diagnostics.Concat(diagnostics.ToArray())),
        };
    }

    /// <summary>The file of a path relative to the project; or of a name, or the end of a path, that only one has.</summary>
    private static WeightsFileSpec? Find(string type, string name, IReadOnlyList<WeightsFileSpec> files, LocationInfo? location, DiagnosticBag diagnostics)
    {
        string path = name.Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path.Substring(2);
        List<WeightsFileSpec> found = files.Where(file => file.File == path).Take(1).ToList();
        if (found.Count == 0 && path.Length > 0)
            found = files.Where(file => file.File.EndsWith("/" + path, StringComparison.Ordinal)).ToList();
        if (found.Count == 1 && found[0].Fault.Length == 0)
            return found[0];
        if (found.Count == 1)
            diagnostics.Report(Descriptors.WeightsFileInvalid, location, found[0].File, type, found[0].Fault);
        else if (found.Count > 1)
            diagnostics.Report(Descriptors.WeightsFileAmbiguous, location, type, name, List(found));
        else
            diagnostics.Report(Descriptors.WeightsFileMissing, location, type, name, files.Count == 0 ? "none" : List(files));
        return null;
    }

    private static string List(IReadOnlyList<WeightsFileSpec> files) =>
        string.Join(", ", files.Select(static file => $"'{file.File}'").OrderBy(static file => file, StringComparer.Ordinal).Take(8)) + (files.Count > 8 ? ", …" : "");
}
