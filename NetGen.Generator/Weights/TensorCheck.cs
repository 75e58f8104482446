using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Weights;

/// <summary>Finds for every tensor of a network the one of a file, as the runtime does when it loads one.</summary>
internal sealed class TensorCheck(string type, WeightsRequest request, WeightsFileSpec file, LocationInfo? location, DiagnosticBag diagnostics)
{
    public const string TestInput = "test.input", TestOutput = "test.output";

    private const int MostNames = 8;

    /// <summary>The file's tensors in the order of the network's; null, with a report, where they do not fit.</summary>
    public IReadOnlyList<WeightsEntry>? Match(IReadOnlyList<LayerPlan> layers, int inputSize, int outputSize)
    {
        Dictionary<string, WeightsEntry> entries = Choose();
        if (request.ByOrder)
        {
            var order = new LayerOrder(entries);
            if (order.Rename(layers) is not { } renamed)
            {
                diagnostics.Report(Descriptors.WeightsOrderUnknown, location, file.File, type, order.Fault!);
                return null;
            }

            entries = renamed;
        }

        var found = new List<WeightsEntry>();
        var missing = new List<string>();
        bool fits = true;
        foreach (LayerPlan layer in layers)
        {
            foreach (TensorPlan tensor in layer.Tensors)
            {
                string name = $"{layer.Name}.{tensor.Name}";
                if (!entries.TryGetValue(name, out WeightsEntry? entry))
                {
                    missing.Add($"{name} [{string.Join(", ", tensor.Shape)}]");
                    continue;
                }

                entries.Remove(name);
                found.Add(entry);
                fits &= Fits(entry, name, tensor);
            }

            // PyTorch counts batches beside its statistics.
            if (layer.Tensors.Any(static tensor => tensor.Name == "running_mean"))
                entries.Remove(layer.Name + ".num_batches_tracked");
        }

        bool isRenamed = found.Count == 0 && missing.Count > 0 && entries.Count > 0 && !request.ByOrder;
        if (missing.Count > 0)
        {
            string hint = isRenamed ? $" It has {Names(entries.Values)}: if these are the same layers under other names, set ByOrder = true or Prefix." : "";
            diagnostics.Report(Descriptors.WeightsTensorMissing, location, file.File, type, Names(missing), hint);
        }
        else if (entries.Count > 0)
        {
            diagnostics.Report(Descriptors.WeightsTensorUnused, location, file.File, type, Names(entries.Values));
        }

        fits &= TestRowsFit(inputSize, outputSize);
        return fits && missing.Count == 0 && entries.Count == 0 ? found : null;
    }

    private Dictionary<string, WeightsEntry> Choose()
    {
        string prefix = request.Prefix.Length == 0 || request.Prefix.EndsWith(".", StringComparison.Ordinal) ? request.Prefix : request.Prefix + ".";
        return file.Entries
            .Where(entry => entry.Name is not (TestInput or TestOutput) && entry.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Name.Substring(prefix.Length), StringComparer.Ordinal);
    }

    private bool Fits(WeightsEntry entry, string name, TensorPlan tensor)
    {
        string called = entry.Name == name ? $"'{name}'" : $"'{name}' ('{entry.Name}' in the file)";
        if (!entry.Shape.SequenceEqual(tensor.Shape.Select(static size => (long)size)))
        {
            bool isTransposed = entry.Shape.Count > 1 && entry.Shape.OrderBy(static size => size).SequenceEqual(tensor.Shape.Select(static size => (long)size).OrderBy(static size => size));
            diagnostics.Report(
                Descriptors.WeightsTensorMisshaped, location, called, type, $"[{string.Join(", ", tensor.Shape)}]", entry.ShapeText, file.File, isTransposed ? " (transposed?)" : "");
            return false;
        }

        if (entry.Type is "F32" or "F64" or "F16" or "BF16")
            return true;
        diagnostics.Report(Descriptors.WeightsTensorMistyped, location, called, type, entry.Type, file.File);
        return false;
    }

    /// <summary>Looks at the rows that prove that a network computes what the one did that wrote the file.</summary>
    private bool TestRowsFit(int inputSize, int outputSize)
    {
        WeightsEntry? input = file.Entries.FirstOrDefault(static entry => entry.Name == TestInput), output = file.Entries.FirstOrDefault(static entry => entry.Name == TestOutput);
        if (input is null && output is null)
            return true;
        string found = $"{TestInput} {input?.ShapeText ?? "missing"} and {TestOutput} {output?.ShapeText ?? "missing"}";
        if (input is { Shape.Count: > 0 } && output is { Shape.Count: > 0 } && input.Shape[0] == output.Shape[0]
            && RowLength(input) == inputSize && RowLength(output) == outputSize)
        {
            return true;
        }

        diagnostics.Report(Descriptors.WeightsTestRowsMisshaped, location, file.File, type, inputSize, outputSize, found);
        return false;
    }

    private static long RowLength(WeightsEntry entry) => entry.Shape.Skip(1).Aggregate(1L, static (product, size) => product < int.MaxValue ? product * size : product);

    private static string Names(IEnumerable<WeightsEntry> entries) => Names(entries.OrderBy(static entry => entry.Begin).Select(static entry => $"{entry.Name} {entry.ShapeText}").ToList());

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
