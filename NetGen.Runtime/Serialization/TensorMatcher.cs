using System.Collections.Immutable;

namespace NetGen.Runtime.Serialization;

/// <summary>Finds for every tensor of a network the one of a file. All that does not fit is found before a value is read.</summary>
internal static class TensorMatcher
{
    /// <summary>Tensors that a file may have beside the network's: what proves that a network computes the same as the one that wrote the file.</summary>
    public const string TestInput = "test.input", TestOutput = "test.output";

    private const string Mean = "running_mean", Counter = "num_batches_tracked";

    /// <summary>The tensor that PyTorch has beside running statistics, a single whole number; null for a layer without.</summary>
    public static string? CounterOf(LayerInfo layer) => layer.Tensors.Any(static tensor => tensor.Name == Mean) ? $"{layer.Name}.{Counter}" : null;

    /// <summary>Matches a file's tensors with a network's.</summary>
    /// <param name="header">The file's.</param>
    /// <param name="layers">The network's.</param>
    /// <param name="block">Where the network's tensors lie.</param>
    /// <param name="options">What may differ.</param>
    /// <exception cref="WeightsException">They do not fit.</exception>
    public static List<TensorCopy> Match(SafetensorsHeader header, ReadOnlySpan<LayerInfo> layers, FloatBlock block, LoadOptions options)
    {
        Dictionary<string, SafetensorsEntry> entries = Choose(header, options);
        if (options.ByOrder)
            entries = LayerOrder.Rename(entries, layers);
        var copies = new List<TensorCopy>();
        var missing = new List<string>();
        foreach (LayerInfo layer in layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                string name = $"{layer.Name}.{tensor.Name}";
                if (entries.Remove(name, out SafetensorsEntry? entry))
                    copies.Add(new TensorCopy(CheckFit(entry, name, tensor), name, tensor, block));
                else
                    missing.Add(name);
            }

            if (CounterOf(layer) is { } counter && entries.Remove(counter, out SafetensorsEntry? counts) && (counts.Type != TensorTypes.Int64 || counts.Shape.Length > 0))
                throw new WeightsException(WeightsProblem.WrongType, $"Tensor '{counter}' should be a single number of type {TensorTypes.Int64}, but is {counts.Type} {Text(counts.Shape)}.", counter);
        }

        if (missing.Count > 0 && !options.AllowMissing || entries.Count > 0 && !options.AllowUnused)
            throw Unmatched(options.AllowMissing ? [] : missing, options.AllowUnused ? [] : [.. entries.Values.OrderBy(static entry => entry.Begin).Select(static entry => entry.Name)], copies.Count, options);
        return copies;
    }

    /// <summary>The tensors that are meant, by the names that prefix and renaming leave.</summary>
    private static Dictionary<string, SafetensorsEntry> Choose(SafetensorsHeader header, LoadOptions options)
    {
        string prefix = options.Prefix.Length == 0 || options.Prefix.EndsWith('.') ? options.Prefix : options.Prefix + ".";
        var chosen = new Dictionary<string, SafetensorsEntry>();
        foreach (SafetensorsEntry entry in header.Entries)
        {
            if (entry.Name is TestInput or TestOutput || !entry.Name.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            string ending = entry.Name[prefix.Length..];
            if ((options.Rename is { } rename ? rename(ending) : ending) is not { } name)
                continue;
            if (!chosen.TryAdd(name, entry))
                throw new WeightsException(WeightsProblem.Duplicate, $"LoadOptions.Rename gives the tensors '{chosen[name].Name}' and '{entry.Name}' the same name '{name}'.", name);
        }

        return chosen;
    }

    /// <summary>Looks whether a tensor of a file has the shape that the network's has, and a type that holds weights.</summary>
    /// <exception cref="WeightsException">It has not.</exception>
    public static SafetensorsEntry CheckFit(SafetensorsEntry entry, string name, TensorInfo tensor)
    {
        string called = entry.Name == name ? $"Tensor '{name}'" : $"Tensor '{name}', '{entry.Name}' in the file,";
        ImmutableArray<long> expected = [.. tensor.Shape.Select(static size => (long)size)];
        if (!entry.Shape.SequenceEqual(expected))
        {
            string hint = entry.Shape.Length > 1 && entry.Shape.Order().SequenceEqual(expected.Order()) ? " (transposed?)" : "";
            throw new WeightsException(WeightsProblem.WrongShape, $"{called} should be {Text(expected)}, but is {Text(entry.Shape)} in the file{hint}.", name)
            { ExpectedShape = expected, FoundShape = entry.Shape };
        }

        if (!TensorTypes.HoldsWeights(entry.Type))
            throw new WeightsException(WeightsProblem.WrongType, $"{called} should be of type F32, F64, F16 or BF16, but is of type {entry.Type} in the file.", name);
        return entry;
    }

    private static WeightsException Unmatched(List<string> missing, List<string> unused, int found, LoadOptions options)
    {
        string message = string.Join(" ", new[]
        {
            missing.Count > 0 ? $"The file has no {Names(missing)}." : "",
            unused.Count > 0 ? $"The network has no {Names(unused)}." : "",
            found == 0 && missing.Count > 0 && unused.Count > 0 && !options.ByOrder
                ? "If the layers have other names in the file, set LoadOptions.ByOrder, Prefix or Rename."
                : missing.Count == 0 ? "If the rest is not needed, set LoadOptions.AllowUnused." : "",
        }.Where(static part => part.Length > 0));
        return missing.Count > 0
            ? new WeightsException(WeightsProblem.Missing, message, missing[0])
            : new WeightsException(WeightsProblem.Unused, message, unused[0]);
    }

    private static string Names(List<string> names)
    {
        const int Most = 8;
        string list = string.Join(", ", names.Take(Most).Select(static name => $"'{name}'"));
        return $"{(names.Count == 1 ? "tensor" : "tensors")} {list}{(names.Count > Most ? $" and {names.Count - Most} more" : "")}";
    }

    private static string Text(ImmutableArray<long> shape) => TensorInfo.ShapeText(shape.AsSpan());
}
