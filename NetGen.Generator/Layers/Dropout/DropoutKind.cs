using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dropout;

/// <summary><c>[Dropout]</c>: training sets some values to 0 and scales the others up.</summary>
internal sealed class DropoutKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.DropoutAttribute";

    public string Name => "Dropout";

    public Type SpecType => typeof(DropoutSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec Read(LayerReaderContext context) => new DropoutSpec(
        context.Name,
        context.GetNumber("rate", 0, static value => value is >= 0 and < 1, Descriptors.DropoutRateOutOfRange, "0 or more and less than 1"));

    public Shape Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => inputs[0];

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => context.Plain(spec, Name, ActivationPlan.Identity);

    public void Forward(LayerPlan layer, Flow flow)
    {
        if (flow.IsTraining)
            flow.Add(Mask(layer, flow.Input(), flow.Output));
        else
            flow.GiveInput();
    }

    /// <summary>Nothing is kept: the mask is computed again from the same key.</summary>
    public void Backward(LayerPlan layer, Flow flow) => flow.ToInput(0, gradient => Mask(layer, flow.OutputGradient, gradient));

    /// <summary>Inference drops nothing.</summary>
    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => nodes.Read();

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
    }

    private static CallStep Mask(LayerPlan layer, ValuePlan from, ValuePlan to) => Flow.Step("Dropout.Apply",
        Flow.Read(from), Flow.Write(to), Flow.Number(to.Size), Flow.Rows(), Flow.Number(to.RowStride),
        new FloatOperand(((DropoutSpec)layer.Spec).Rate), Flow.Key, new HashOperand(NameHash.Of(layer.Name))) with { MayShare = true };
}
