using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>What the kinds share that join layers of one shape, value by value.</summary>
internal static class Joins
{
    /// <summary>The shape of all inputs, which must be one.</summary>
    public static Shape? Infer(ActivationKind activation, EquatableArray<Shape> inputs, ShapeReport report)
    {
        for (int i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].Equals(inputs[0]))
                continue;
            report.ReportInput(Descriptors.ShapesDiffer, i, report.Subject, report.Inputs[0].Shown, inputs[0], report.Inputs[i].Shown, inputs[i]);
            return null;
        }

        ActivationArguments.Check(activation, inputs[0], report);
        return inputs[0];
    }
}
