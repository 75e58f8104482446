using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>The table of what was compiled: layers, shapes, parameters, multiply-adds, bytes.</summary>
internal static class SummaryTable
{
    public static IReadOnlyList<string> Of(NetworkPlan plan)
    {
        var rows = new List<string[]> { new[] { "layer", "kind", "shape", "activation", "parameters", "multiply-adds" } };
        foreach (LayerPlan layer in plan.Layers)
        {
            rows.Add(new[]
            {
                layer.Name, layer.Kind, $"{layer.Inputs} → {layer.Outputs}", layer.Activation.Kind.ToString(),
                Literal.Grouped(layer.ParameterCount), Literal.Grouped(layer.MultiplyAdds),
            });
        }

        rows.Add(new[] { "total", "", "", "", Literal.Grouped(plan.ParameterCount), Literal.Grouped(plan.Layers.Sum(static layer => layer.MultiplyAdds)) });
        int[] widths = Enumerable.Range(0, 6).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column < 4 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd()).ToList();
        string loss = plan.Loss is { } chosen ? $"loss {chosen.Name}" : "inference only";
        string buffers = plan.Buffers == BufferPlan.None ? "no buffers" : $"{Literal.Grouped(4L * plan.Buffers.Inference.PerRow)} of buffers a row"
            + (plan.Loss is null ? "" : $" ({Literal.Grouped(4L * plan.Buffers.Training.PerRow)} in training)");
        lines.Add($"{loss}; {Literal.Grouped(4L * plan.ParameterCount)} bytes of parameters, {buffers}");
        return lines;
    }
}
