using System;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Pool;
using NetGen.Generator.Layers.Pooling;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.AveragePool;

/// <summary><c>[AveragePool]</c>: the mean of every window.</summary>
internal sealed class AveragePoolKind : ILayerKind, IOnnxForm
{
    public string AttributeName => "NetGen.AveragePoolAttribute";

    public string Name => "AveragePool";

    public Type SpecType => typeof(AveragePoolSpec);

    public EquatableArray<string> InputArguments => LayerInputs.One;

    public LayerSpec? Read(LayerReaderContext context) => PoolArguments.Read(context) is { } read
        ? new AveragePoolSpec(context.Name, read.Padding, read.Height, read.Width, context.Arguments.Get("CountIncludePad", true))
        : null;

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report) => PoolLowering.Infer((PoolSpec)spec, inputs, report);

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => PoolLowering.Lower((PoolSpec)spec, Name, context);

    public void Forward(LayerPlan layer, Flow flow) => PoolLowering.Forward(layer, flow);

    public void Backward(LayerPlan layer, Flow flow) => PoolLowering.Backward(layer, flow);

    public string WriteOnnx(LayerPlan layer, OnnxNodes nodes) => PoolLowering.WriteOnnx(layer, nodes);

    public void Write(KernelPlan kernel, SourceWriter writer) => PoolWriter.Write((PoolPlan)kernel, writer);
}
