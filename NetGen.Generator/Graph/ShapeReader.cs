using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Graph;

/// <summary>Edges → shapes, while the attributes are at hand, so that whatever does not fit is reported where it is written.</summary>
internal static class ShapeReader
{
    /// <param name="input">The network's input, or null where an error leaves it open.</param>
    /// <param name="trains">Whether anything flows back, so that what lies between layers is kept.</param>
    public static LayerList Read(IReadOnlyList<ReadLayer> layers, Shape? input, bool trains, DiagnosticBag diagnostics)
    {
        var result = new List<ReadLayer>();
        long parameters = 0;
        var row = new TrainingRow(input?.LongSize ?? 0);
        foreach (ReadLayer layer in layers)
        {
            Shape?[]? shapes = layer.Inputs?.Select(index => index < 0 ? input : result[index].Shape).ToArray();
            if (layer.Spec is not { } spec || shapes is null || shapes.Any(static shape => shape is null))
            {
                result.Add(layer);
                continue;
            }

            var inputs = new EquatableArray<Shape>(shapes!);
            Shape? shape = layer.Kind.Infer(spec, inputs, new ShapeReport(layer.Arguments, layer.SubjectFirst, layer.Sources, diagnostics));
            ReadLayer known = layer with { Shape = shape };
            if (shape is not null)
            {
                CheckParameters(layer, inputs, shape, ref parameters, diagnostics);
                if (shape.LongSize > Limits.RowSize)
                    diagnostics.Report(Descriptors.ValueTooLarge, layer.SizeLocation, layer.SubjectFirst, shape, shape.LongSize, Limits.RowSize);
                else if (trains)
                    row.Add(known, diagnostics);
            }

            result.Add(known);
        }

        return new LayerList(result);
    }

    private static void CheckParameters(ReadLayer layer, EquatableArray<Shape> inputs, Shape shape, ref long total, DiagnosticBag diagnostics)
    {
        bool fitted = total <= Limits.ParameterCount;
        total += layer.Spec!.CountParameters(inputs);
        if (fitted && total > Limits.ParameterCount)
        {
            long inputSize = inputs.Sum(static input => input.LongSize);
            diagnostics.Report(Descriptors.TooManyParameters, layer.SizeLocation, layer.SubjectFirst, inputSize, shape.LongSize, total, Limits.ParameterCount);
        }
    }
}
