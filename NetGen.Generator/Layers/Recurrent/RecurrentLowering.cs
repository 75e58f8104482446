using System.Collections.Generic;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>A recurrent layer's tensors, and its kernels: two matrices over all steps at once, and the way through the steps.</summary>
internal static class RecurrentLowering
{
    public const string InputWeight = "weight_ih_l0", StateWeight = "weight_hh_l0", InputBias = "bias_ih_l0", StateBias = "bias_hh_l0";

    /// <summary>The kernels' places in the layer's plan.</summary>
    public const int Input = 0, Steps = 1, Past = 2;

    public static LayerPlan Lower(RecurrentSpec spec, string kind, Cell cell, ActivationPlan activation, LoweringContext context)
    {
        int features = context.Inputs[0].Size, units = spec.Units, gates = spec.Gates * units, steps = context.Inputs[0].Steps;
        int gateStride = StrideRule.Of(Shape.Of(gates), isHead: false), stateStride = StrideRule.Of(Shape.Of(units), isHead: false);
        MatrixPlan input = Matrix(spec, ".Input", features, gates, context.InputStrides[0], gateStride, gateStride, context.InputStrides[0], context);
        MatrixPlan state = Matrix(spec, ".State", units, gates, steps * stateStride, gateStride, steps * gateStride, stateStride, context);
        MatrixPlan past = Matrix(spec, ".Past", units, gates, stateStride, gateStride, gateStride, stateStride, context);
        var plan = new RecurrentPlan(spec.Name, cell, state, steps, gateStride, stateStride, context.Stride, spec.ReturnSequence, activation);
        return new LayerPlan(
            context.Number, spec.Name, kind, spec, context.Reads, context.Inputs, context.Shape, ActivationPlan.Identity,
            new EquatableArray<TensorPlan>(Tensors(spec, features, input.IsOutputMajor, state.IsOutputMajor)),
            new EquatableArray<KernelPlan>([input, plan, past]),
            (long)steps * gates * (features + units));
    }

    private static MatrixPlan Matrix(
        RecurrentSpec spec, string suffix, int inputs, int outputs, int inputStride, int outputStride, int gradientStride, int inputGradientStride, LoweringContext context)
    {
        MatrixShape shape = MatrixRule.Shape(inputs, outputs, isAlone: false);
        WeightSpec weights = spec.Weights;
        return new MatrixPlan(
            spec.Name + suffix, inputs, outputs, inputStride, outputStride, gradientStride, inputGradientStride,
            weights.UseBias, weights.TrainWeights, weights.UseBias && weights.TrainBiases, ActivationPlan.Identity, shape,
            MatrixRule.IsStreamed(shape, inputs, outputs), MatrixRule.PanelInputs(shape, inputs, outputs, context.StackBudget), ReadsPieces: false);
    }

    private static List<TensorPlan> Tensors(RecurrentSpec spec, int features, bool isInputMajor, bool isStateMajor)
    {
        WeightSpec weights = spec.Weights;
        int gates = spec.Gates * spec.Units;
        var tensors = new List<TensorPlan>
        {
            Weight(InputWeight, "InputWeights", "The weights of the input, [gate · units + unit, feature]", features, isInputMajor),
            Weight(StateWeight, "RecurrentWeights", "The weights of the state before, [gate · units + unit, unit]", spec.Units, isStateMajor),
        };
        if (weights.UseBias)
        {
            tensors.Add(Bias(InputBias, "InputBiases", "The biases of the input, [gate · units + unit]"));
            tensors.Add(Bias(StateBias, "RecurrentBiases", "The biases of the state before, [gate · units + unit]"));
        }

        return tensors;

        TensorPlan Weight(string name, string member, string title, int inputs, bool isOutputMajor)
        {
            var shape = new EquatableArray<int>([gates, inputs]);
            return new TensorPlan(name, member, title, shape, shape, new EquatableArray<int>(isOutputMajor ? [inputs, 1] : [1, gates]),
                TensorRole.Matrix, weights.TrainWeights, new Penalties(weights.L1, weights.L2, weights.MaxNorm),
                new InitializerPlan(weights.Initializer, weights.InitializerScale, inputs, spec.Units));
        }

        TensorPlan Bias(string name, string member, string title)
        {
            var vector = new EquatableArray<int>([gates]);
            return new TensorPlan(name, member, title, vector, vector, new EquatableArray<int>([1]), TensorRole.Vector, weights.TrainBiases, default,
                spec.InitialDrawsBiases ? new InitializerPlan(weights.Initializer, weights.InitializerScale, 0, 0) : InitializerPlan.Constant(weights.InitialBias));
        }
    }
}
