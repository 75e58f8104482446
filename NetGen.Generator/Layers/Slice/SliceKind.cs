using System.Linq;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Slice;

/// <summary><c>[Slice]</c>: a part of a vector, or of the channels.</summary>
internal sealed class SliceKind : ILayerKind
{
    public string AttributeName => "NetGen.SliceAttribute";

    public string Name => "Slice";

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) =>
        new SliceSpec(context.Name, context.Arguments.Get("start", 0), context.Arguments.Get("count", 0));

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        var slice = (SliceSpec)spec;
        Shape input = inputs[0];
        bool isStart = slice.Start < 0 || slice.Start >= input.Channels;
        if (!isStart && slice.Count >= 1 && (long)slice.Start + slice.Count <= input.Channels)
            return new Shape(new EquatableArray<int>(input.Extents.Skip(1).Prepend(slice.Count)));
        report.Report(
            Descriptors.SliceOutOfRange, isStart ? "start" : "count", report.Subject, slice.Count, input.IsVector ? "values" : "channels", slice.Start,
            report.Inputs[0].Shown, input.Channels);
        return null;
    }
}

/// <summary>A <c>[Slice]</c> attribute.</summary>
internal sealed record SliceSpec(string Name, int Start, int Count) : LayerSpec(Name);
