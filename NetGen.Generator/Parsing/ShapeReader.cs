using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Names → edges → shapes, while the attributes are at hand, so that whatever does not fit is reported where it is written.</summary>
internal static class ShapeReader
{
    /// <param name="input">The network's input, or null where an error leaves it open.</param>
    /// <param name="trains">Whether anything flows back, so that what lies between layers is kept.</param>
    public static LayerList Read(IReadOnlyList<ReadLayer> layers, Shape? input, bool trains, DiagnosticBag diagnostics)
    {
        var result = new List<ReadLayer>();
        long parameterCount = 0;
        var row = new TrainingRow(input?.LongSize ?? 0);
        foreach (ReadLayer layer in layers)
        {
            int[] inputs = [layer.Number - 2];
            Shape?[] shapes = [.. inputs.Select(index => index < 0 ? input : result[index].Shape)];
            ReadLayer known = layer with { Inputs = inputs };
            if (layer.Spec is { } spec && shapes.All(static shape => shape is not null))
            {
                var inputShapes = new EquatableArray<Shape>(shapes!);
                var report = new ShapeReport(layer.Arguments, layer.SubjectFirst, [new LayerInput("From", 0, null)], diagnostics);
                known = known with { Shape = layer.Kind.Infer(spec, inputShapes, report) };
                CheckParameterCount(known, inputShapes, ref parameterCount, diagnostics);
                if (trains)
                    row.Add(known, diagnostics);
            }

            result.Add(known);
        }

        return new LayerList(result);
    }

    private static void CheckParameterCount(ReadLayer layer, EquatableArray<Shape> inputs, ref long total, DiagnosticBag diagnostics)
    {
        bool fitted = total <= Limits.ParameterCount;
        total += layer.Spec!.CountParameters(inputs);
        if (!fitted || total <= Limits.ParameterCount || layer.Shape is not { } shape)
            return;
        diagnostics.Report(Descriptors.TooManyParameters, layer.SizeLocation, layer.SubjectFirst, inputs.Sum(static input => input.LongSize), shape.LongSize, total, Limits.ParameterCount);
    }
}
