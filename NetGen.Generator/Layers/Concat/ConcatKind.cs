using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Concat;

/// <summary><c>[Concat]</c>: layers side by side, one after the other along the channels.</summary>
internal sealed class ConcatKind : ILayerKind
{
    public string AttributeName => "NetGen.ConcatAttribute";

    public string Name => "Concat";

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new ConcatSpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        for (int i = 1; i < inputs.Count; i++)
        {
            if (inputs[i].Extents.Skip(1).SequenceEqual(inputs[0].Extents.Skip(1)))
                continue;
            report.ReportInput(Descriptors.ShapesCannotJoin, i, report.Subject, report.Inputs[0].Shown, inputs[0], report.Inputs[i].Shown, inputs[i]);
            return null;
        }

        long channels = inputs.Sum(static input => (long)input.Channels);
        if (channels > int.MaxValue)
        {
            report.Report(Descriptors.ValueTooLarge, "", report.Subject, $"[{channels}]", inputs.Sum(static input => input.LongSize), Limits.RowSize);
            return null;
        }

        var shape = new Shape(new EquatableArray<int>(inputs[0].Extents.Skip(1).Prepend((int)channels)));
        ActivationArguments.Check(spec.Head, shape, report);
        return shape;
    }
}
