using System;
using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Multiply;

/// <summary><c>[Multiply]</c>: the product of layers of one shape, value by value.</summary>
internal sealed class MultiplyKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.MultiplyAttribute";

    public string Name => "Multiply";

    public Type SpecType => typeof(MultiplySpec);

    public EquatableArray<string> InputArguments => LayerInputs.Several;

    public LayerSpec Read(LayerReaderContext context)
    {
        (ActivationKind activation, float parameter) = ActivationArguments.Read(context);
        return new MultiplySpec(context.Name, activation, parameter) { Kept = ActivationArguments.Kept(activation) };
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => Joins.Infer(spec.Head, inputs, report);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationRegistry.Plan(((MultiplySpec)spec).Activation, ((MultiplySpec)spec).ActivationParameter));

    public void Forward(LayerPlan layer, Flow flow)
    {
        ValuePlan before = flow.BeforeActivation(layer.Activation);
        flow.Add(Product(layer, flow.Input(), flow.Input(1), before));
        for (int input = 2; input < layer.Reads.Count; input++)
            flow.Add(Scale(layer, flow.Input(input), before));
        flow.Activate(layer.Activation, before, flow.Output);
    }

    public void Backward(LayerPlan layer, Flow flow)
    {
        flow.Derive(layer.Activation, flow.BeforeActivation(layer.Activation));
        for (int input = 0; input < layer.Reads.Count; input++)
        {
            // The gradient times all other factors: all but the last of these are multiplied into a value of the layer's own first.
            ValuePlan factor = flow.OutputGradient;
            var others = Enumerable.Range(0, layer.Reads.Count).Where(other => other != input).Select(flow.Input).ToList();
            for (int other = 0; other < others.Count - 1 && flow.Wants(input); other++)
            {
                ValuePlan product = flow.Own("t");
                flow.Add(other == 0 ? Product(layer, factor, others[0], product) : Scale(layer, others[other], product));
                factor = product;
            }

            ValuePlan last = others[others.Count - 1];
            flow.AddToInput(input, (gradient, isBegun) => isBegun
                ? Step(layer, "Rows.AddProduct", factor, last, Flow.Update(gradient), gradient.RowStride)
                : Product(layer, factor, last, gradient));
        }
    }

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes)
    {
        string joined = nodes.Read();
        for (int input = 1; input < layer.Reads.Count; input++)
            joined = nodes.Add("Mul", [joined, nodes.Read(input)]);
        return nodes.Activate(layer.Activation, joined);
    }

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    private static CallStep Product(LayerPlan layer, ValuePlan a, ValuePlan b, ValuePlan to) => Step(layer, "Rows.Product", a, b, Flow.Write(to), to.RowStride) with { MayShare = true };

    private static CallStep Scale(LayerPlan layer, ValuePlan factor, ValuePlan value) => Flow.Step("Rows.Multiply",
        Flow.Read(factor), Flow.Update(value), Flow.Number(layer.Shape.Size), Flow.Rows(), Flow.Number(factor.RowStride), Flow.Number(value.RowStride));

    private static CallStep Step(LayerPlan layer, string method, ValuePlan a, ValuePlan b, Operand to, int stride) => Flow.Step(method,
        Flow.Read(a), Flow.Read(b), to, Flow.Number(layer.Shape.Size), Flow.Rows(), Flow.Number(a.RowStride), Flow.Number(b.RowStride), Flow.Number(stride));
}
