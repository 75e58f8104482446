using System;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>What all kinds of recurrent layers share: everything but the cell.</summary>
internal abstract class RecurrentKind : ILayerKind
{
    public string AttributeName => $"NetGen.{Name}Attribute";

    public abstract string Name { get; }

    public abstract Type SpecType { get; }

    public EquatableArray<string> InputArguments => LayerInputs.One;

    protected abstract Cell Cell { get; }

    public LayerSpec? Read(LayerReaderContext context)
    {
        int units = context.Arguments.Get("units", 0);
        WeightSpec weights = WeightArguments.Read(context, InitializerKind.Uniform, (float)(1 / Math.Sqrt(Math.Max(units, 1))));
        bool drawsBiases = context.Arguments.Get("Initializer", 0) == 0 && !context.Arguments.Has("InitialBias");
        RecurrentSpec spec = Make(context, units, context.Arguments.Get("ReturnSequence", false), weights, drawsBiases);
        if (units is >= 1 and <= Limits.LayerSize)
            return spec;
        context.Report(Descriptors.UnitsOutOfRange, "units", context.Subject, units, Limits.LayerSize);
        return null;
    }

    public Shape? Infer(LayerSpec spec, EquatableArray<Shape> inputs, ShapeReport report)
    {
        var recurrent = (RecurrentSpec)spec;
        if (!inputs[0].IsSequence)
        {
            string source = report.Inputs[0].Shown;
            report.ReportInput(Descriptors.LayerNeedsSequence, 0, report.Subject, $"'{source}'", inputs[0], source == LayerInputs.Network
                ? "give the network its number of steps, [NeuralNetwork(features, Steps = …)]"
                : "set ReturnSequence = true in the recurrent layer before, or give the network its number of steps, [NeuralNetwork(features, Steps = …)]");
            return null;
        }

        if (!inputs[0].IsVector)
        {
            report.ReportInput(Descriptors.LayerNeedsVector, 0, report.Subject, report.Inputs[0].Shown, inputs[0]);
            return null;
        }

        Shape state = Shape.Of(recurrent.Units);
        return recurrent.ReturnSequence ? state with { Steps = inputs[0].Steps } : state;
    }

    public LayerPlan Lower(LayerSpec spec, LoweringContext context) => RecurrentLowering.Lower((RecurrentSpec)spec, Name, Cell, ActivationOf(spec), context);

    public void Forward(LayerPlan layer, Flow flow) => RecurrentFlow.Forward(layer, flow);

    public void Backward(LayerPlan layer, Flow flow) => RecurrentFlow.Backward(layer, flow);

    public void Write(KernelPlan kernel, SourceWriter writer)
    {
        if (kernel is RecurrentPlan recurrent)
            RecurrentWriter.Write(recurrent, writer);
        else
            MatrixWriter.Write((MatrixPlan)kernel, writer);
    }

    /// <summary>What a simple cell applies.</summary>
    protected virtual ActivationPlan ActivationOf(LayerSpec spec) => ActivationPlan.Identity;

    protected abstract RecurrentSpec Make(LayerReaderContext context, int units, bool returnSequence, WeightSpec weights, bool drawsBiases);
}
