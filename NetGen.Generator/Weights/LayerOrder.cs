using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using NetGen.Generator.Model;

namespace NetGen.Generator.Weights;

/// <summary>
/// Tells from names and shapes which layer of a file is which of a network, by the same rules as the runtime's class of this name: layers whose names differ in
/// numbers only are in the order of these numbers; others are matched by their tensors.
/// </summary>
internal sealed class LayerOrder(Dictionary<string, WeightsEntry> entries)
{
    private static readonly Regex Digits = new("[0-9]+", RegexOptions.CultureInvariant);

    /// <summary>Why the order cannot be told; null until it was found so.</summary>
    public string? Fault { get; private set; }

    /// <summary>Gives the file's tensors the names of the network's layers; null where their order cannot be told.</summary>
    public Dictionary<string, WeightsEntry>? Rename(IReadOnlyList<LayerPlan> all)
    {
        List<LayerPlan> network = all.Where(static layer => layer.Tensors.Count > 0).ToList();
        List<FileLayer> file = entries
            .GroupBy(static entry => Split(entry.Key).Layer)
            .Select(static group => new FileLayer(group.Key, group.ToDictionary(static entry => Split(entry.Key).Tensor, static entry => entry.Value)))
            .OrderBy(static layer => layer.Name, Comparer<string>.Create(CompareNaturally)).ToList();
        if (file.Count != network.Count)
        {
            Fault = $"it has {file.Count} layers with tensors ({List(file)}), but the network has {network.Count} ({string.Join(", ", network.Select(static layer => $"'{layer.Name}'"))})";
            return null;
        }

        List<FileLayer>? ordered = file.Select(static layer => PatternOf(layer.Name)).Distinct().Count() <= 1 ? file : ByTensors(file, network);
        return ordered?.SelectMany((layer, index) => layer.Tensors.Select(tensor => (Name: $"{network[index].Name}.{tensor.Key}", Entry: tensor.Value)))
            .ToDictionary(static pair => pair.Name, static pair => pair.Entry, StringComparer.Ordinal);
    }

    private List<FileLayer>? ByTensors(List<FileLayer> file, List<LayerPlan> network)
    {
        var left = file.GroupBy(static layer => layer.Signature).ToDictionary(static group => group.Key, static group => new Queue<FileLayer>(group));
        foreach (KeyValuePair<string, Queue<FileLayer>> alike in left)
        {
            if (alike.Value.Select(static layer => PatternOf(layer.Name)).Distinct().Count() > 1)
            {
                Fault = $"the order of the layers {List(alike.Value)} cannot be told: all have {alike.Key}, and their names differ in more than numbers";
                return null;
            }
        }

        var ordered = new List<FileLayer>();
        foreach (LayerPlan layer in network)
        {
            string signature = SignatureOf(layer.Tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
            if (!left.TryGetValue(signature, out Queue<FileLayer>? alike) || alike.Count == 0)
            {
                Fault = $"none of its layers ({List(file)}) fits '{layer.Name}', which has {signature}";
                return null;
            }

            ordered.Add(alike.Dequeue());
        }

        return ordered;
    }

    private static (string Layer, string Tensor) Split(string name) =>
        name.LastIndexOf('.') is >= 0 and int dot ? (name.Substring(0, dot), name.Substring(dot + 1)) : ("", name);

    private static string SignatureOf(IEnumerable<string> tensors) => string.Join(", ", tensors.OrderBy(static tensor => tensor, StringComparer.Ordinal));

    private static string List(IEnumerable<FileLayer> layers) => string.Join(", ", layers.Take(12).Select(static layer => $"'{layer.Name}'"));

    private static string PatternOf(string name) => Digits.Replace(name, "#");

    /// <summary>Compares as people count: 2 before 10.</summary>
    private static int CompareNaturally(string left, string right) =>
        string.CompareOrdinal(Digits.Replace(left, Padded), Digits.Replace(right, Padded)) is not 0 and int order ? order : string.CompareOrdinal(left, right);

    private static string Padded(Match number)
    {
        string digits = number.Value.TrimStart('0');
        return $"{digits.Length:D9}{digits}";
    }

    private sealed record FileLayer(string Name, Dictionary<string, WeightsEntry> Tensors)
    {
        public string Signature => SignatureOf(Tensors.Where(static tensor => tensor.Key != "num_batches_tracked").Select(static tensor => $"{tensor.Key} {tensor.Value.ShapeText}"));
    }
}
