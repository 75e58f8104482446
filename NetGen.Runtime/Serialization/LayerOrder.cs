using System.Text;

namespace NetGen.Runtime.Serialization;

/// <summary>
/// Tells from names and shapes which layer of a file is which of a network. The format's writers sort tensors by name, so that the order of layers is
/// only left in numbers (<c>0</c>, <c>2</c>, <c>10</c>) or in what tensors a layer has.
/// </summary>
internal static class LayerOrder
{
    /// <summary>Gives the file's tensors the names of the network's layers.</summary>
    /// <exception cref="WeightsException">There are more or fewer layers than the network has, or their order cannot be told.</exception>
    public static Dictionary<string, SafetensorsEntry> Rename(Dictionary<string, SafetensorsEntry> entries, ReadOnlySpan<LayerInfo> layers)
    {
        List<FileLayer> file = [.. entries
            .GroupBy(static entry => SafetensorsEntry.Split(entry.Key).Layer)
            .Select(static group => new FileLayer(group.Key, [.. group.Select(static entry => (SafetensorsEntry.Split(entry.Key).Tensor, entry.Value))]))
            .OrderBy(static layer => layer.Name, Comparer<string>.Create(CompareNaturally))];
        List<LayerInfo> network = [.. layers.ToArray().Where(static layer => layer.Tensors.Length > 0)];
        if (file.Count != network.Count)
        {
            throw new WeightsException(
                file.Count < network.Count ? WeightsProblem.Missing : WeightsProblem.Unused,
                $"The file has {file.Count} layers with tensors ({List(file)}), but the network has {network.Count} ({string.Join(", ", network.Select(static layer => $"'{layer.Name}'"))}).");
        }

        List<FileLayer> ordered = file.Select(static layer => PatternOf(layer.Name)).Distinct().Count() <= 1 ? file : ByTensors(file, network);
        var renamed = new Dictionary<string, SafetensorsEntry>();
        for (int i = 0; i < network.Count; i++)
        {
            foreach ((string tensor, SafetensorsEntry entry) in ordered[i].Tensors)
                renamed.Add($"{network[i].Name}.{tensor}", entry);
        }

        return renamed;
    }

    /// <summary>Names are of several kinds: layers of the same tensors are matched among themselves, where their names tell in what order.</summary>
    private static List<FileLayer> ByTensors(List<FileLayer> file, List<LayerInfo> network)
    {
        var left = file.GroupBy(static layer => layer.Signature).ToDictionary(static group => group.Key, static group => group.ToList());
        foreach ((string signature, List<FileLayer> alike) in left)
        {
            if (alike.Count > 1 && alike.Select(static layer => PatternOf(layer.Name)).Distinct().Count() > 1)
            {
                throw new WeightsException(
                    WeightsProblem.UnknownOrder, $"The order of the layers {List(alike)} cannot be told: all have {signature}, and their names differ in more than numbers. Use LoadOptions.Rename.");
            }
        }

        var ordered = new List<FileLayer>();
        foreach (LayerInfo layer in network)
        {
            string signature = SignatureOf(layer);
            if (!left.TryGetValue(signature, out List<FileLayer>? alike) || alike.Count == 0)
                throw new WeightsException(WeightsProblem.Missing, $"No layer of the file fits '{layer.Name}', which has {signature}. The file has {List(file)}.", $"{layer.Name}.{layer.Tensors[0].Name}");
            ordered.Add(alike[0]);
            alike.RemoveAt(0);
        }

        return ordered;
    }

    private static string SignatureOf(LayerInfo layer) => string.Join(", ", layer.Tensors.Select(static tensor => tensor.ToString()).Order(StringComparer.Ordinal));

    private static string List(List<FileLayer> layers) => string.Join(", ", layers.Take(12).Select(static layer => $"'{layer.Name}'")) + (layers.Count > 12 ? ", …" : "");

    /// <summary>A name with # for every number.</summary>
    private static string PatternOf(string name)
    {
        var pattern = new StringBuilder();
        foreach (char letter in name)
        {
            if (!char.IsAsciiDigit(letter))
                pattern.Append(letter);
            else if (pattern.Length == 0 || pattern[^1] != '#')
                pattern.Append('#');
        }

        return pattern.ToString();
    }

    /// <summary>Compares as people count: 2 before 10.</summary>
    private static int CompareNaturally(string left, string right)
    {
        int l = 0, r = 0;
        while (l < left.Length && r < right.Length)
        {
            int order;
            if (char.IsAsciiDigit(left[l]) && char.IsAsciiDigit(right[r]))
            {
                ReadOnlySpan<char> leftNumber = Number(left, ref l), rightNumber = Number(right, ref r);
                order = leftNumber.Length != rightNumber.Length ? leftNumber.Length - rightNumber.Length : leftNumber.CompareTo(rightNumber, StringComparison.Ordinal);
            }
            else
            {
                order = left[l++] - right[r++];
            }

            if (order != 0)
                return order;
        }

        return left.Length - l != right.Length - r ? left.Length - l - (right.Length - r) : string.CompareOrdinal(left, right);
    }

    private static ReadOnlySpan<char> Number(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text.AsSpan(start, at - start).TrimStart('0');
    }

    private sealed record FileLayer(string Name, List<(string Tensor, SafetensorsEntry Entry)> Tensors)
    {
        /// <summary>What tensors it has, the number that PyTorch counts batches with left out.</summary>
        public string Signature { get; } = string.Join(
            ", ", Tensors.Where(static tensor => tensor.Tensor != "num_batches_tracked").Select(static tensor => $"{tensor.Tensor} {TensorInfo.ShapeText(tensor.Entry.Shape.AsSpan())}").Order(StringComparer.Ordinal));
    }
}
