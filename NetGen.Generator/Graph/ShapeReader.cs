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
            Shape? shape = Infer(layer, inputs, new ShapeReport(layer.Arguments, layer.SubjectFirst, layer.Sources, diagnostics));
            ReadLayer known = layer with { Shape = shape };
            if (shape is not null)
            {
                CheckParameters(layer, inputs, shape, ref parameters, diagnostics);
                if (shape.LongRowSize > Limits.RowSize)
                    diagnostics.Report(Descriptors.ValueTooLarge, layer.SizeLocation, layer.SubjectFirst, shape, shape.LongRowSize, Limits.RowSize);
                else if (trains)
                    row.Add(known, diagnostics);
            }

            result.Add(known);
        }

        return new LayerList(result);
    }

    /// <summary>The shape a layer gives. One that does not take sequences as a whole sees a single step of them, and gives as many.</summary>
    private static Shape? Infer(ReadLayer layer, EquatableArray<Shape> inputs, ShapeReport report)
    {
        if (layer.Spec!.ReadsSequences)
            return layer.Kind.Infer(layer.Spec, inputs, report);
        int steps = inputs[0].Steps;
        for (int i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].Steps == steps)
                continue;
            report.ReportInput(Descriptors.StepsDiffer, i, report.Subject, report.Inputs[0].Shown, inputs[0], report.Inputs[i].Shown, inputs[i]);
            return null;
        }

        var one = new EquatableArray<Shape>(inputs.Select(static input => input with { Steps = 0 }));
        return layer.Kind.Infer(layer.Spec, one, report) is { } shape ? shape with { Steps = steps } : null;
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
