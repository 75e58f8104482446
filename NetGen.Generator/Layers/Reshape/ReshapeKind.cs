using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Reshape;

/// <summary><c>[Reshape]</c>: the same numbers, counted in PyTorch's order, under another shape.</summary>
internal sealed class ReshapeKind : ILayerKind, IOnnxForm
{
    private const string ShapeArgument = "shape";

    public string AttributeName => "NetGen.ReshapeAttribute";

    public string Name => "Reshape";

    public Type SpecType => typeof(ReshapeSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context) =>
        context.GetShape(ShapeArgument) is { } shape ? new ReshapeSpec(context.Name, shape) : null;

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        Shape shape = ((ReshapeSpec)spec).Shape;
        if (shape.LongSize == inputs[0].LongSize)
            return shape;
        report.Report(
            Descriptors.ReshapeOfOtherSize, ShapeArgument, report.Subject, shape, shape.LongSize, report.Inputs[0].Shown, inputs[0], inputs[0].LongSize);
        return null;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow) => Steps(layer.InputShapes[0], layer.Shape, flow.Input(), flow.Output, flow, flow.Add);

    public void Backward(LayerPlan layer, Flow flow) => flow.ToInput(0, gradient =>
    {
        // The last step writes the gradient; one before it, where there are two, is added here.
        Step? last = null;
        Steps(layer.Shape, layer.InputShapes[0], flow.OutputGradient, gradient, flow, step =>
        {
            if (last is not null)
                flow.Add(last);
            last = step;
        });
        return last!;
    });

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => nodes.Reshape(nodes.Read(), layer.Shape);

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    /// <summary>From one order of memory through the user's order, in which both shapes count alike, to the other.</summary>
    private static void Steps(Shape shape, Shape other, ValuePlan from, ValuePlan to, Flow flow, Action<Step> add)
    {
        if (shape.Channels == other.Channels || !(shape.IsChannelsLast || other.IsChannelsLast))
        {
            add(new CopyStep(from.Id, to.Id, from.Size, from.RowStride, to.RowStride));
        }
        else if (shape.IsChannelsLast && other.IsChannelsLast)
        {
            ValuePlan between = flow.Own("u", shape.Size);
            add(Order.ToUser(shape, from, between));
            add(Order.ToMemory(other, between, to));
        }
        else
        {
            add(shape.IsChannelsLast ? Order.ToUser(shape, from, to) : Order.ToMemory(other, from, to));
        }
    }
}

/// <summary>A <c>[Reshape]</c> attribute.</summary>
internal sealed record ReshapeSpec(string Name, Shape Shape) : LayerSpec(Name);
