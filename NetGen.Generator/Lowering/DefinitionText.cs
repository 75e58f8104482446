using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>
/// What a network computes and learns, as text: a line for each layer and for the loss. A checkpoint has it, and where a line differs another network is refused.
/// A new setting of a layer is in it without being listed here.
/// </summary>
internal static class DefinitionText
{
    /// <summary>Settings that only say how parameters are drawn, which a checkpoint has.</summary>
    private const string Initial = "Initial";

    public static string Of(NetworkGraph graph)
    {
        var lines = graph.Layers.Select(node =>
            $"layer {node.Spec.Name}: {LayerKinds.Of(node.Spec).Name} of {string.Join(" and ", node.Inputs.Select(index => index < 0 ? "Input" : graph.Layers[index].Spec.Name))}"
            + string.Concat(SettingsOf(node.Spec)));
        return string.Join("\n", lines.Append($"the loss: {Text(graph.Loss.CustomType ?? (object)graph.Loss.Kind)}{string.Concat(SettingsOf(graph.Loss))}"));
    }

    private static IEnumerable<string> SettingsOf(object record) => record.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(static property => property.CanWrite && property.Name is not (nameof(LayerSpec.Name) or nameof(LayerSpec.Kept) or nameof(LossSpec.Kind) or nameof(LossSpec.CustomType))
            && !property.Name.StartsWith(Initial, StringComparison.Ordinal))
        .OrderBy(static property => property.Name, StringComparer.Ordinal)
        .Select(property => $", {property.Name} {Text(property.GetValue(record))}");

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Text))}]",
        _ => value.ToString(),
    };
}
