using System.Collections.Generic;
using NetGen.Generator.Activations;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers.Dense;

/// <summary>A dense layer as tensors, a matrix kernel, and steps that call it.</summary>
internal static class DenseLowering
{
    private const string Weight = "weight", Bias = "bias";

    public static LayerPlan Lower(DenseSpec spec, LoweringContext context)
    {
        int inputs = context.Inputs[0].Size, outputs = spec.Units, stride = context.InputStrides[0];
        MatrixShape shape = MatrixRule.Shape(inputs, outputs, context.IsAlone);
        var matrix = new MatrixPlan(
            spec.Name, inputs, outputs, stride, context.Stride, context.Stride, stride,
            spec.UseBias, spec.TrainWeights, spec.UseBias && spec.TrainBiases, ActivationPlan.Identity,
            shape, MatrixRule.IsStreamed(shape, inputs, outputs), MatrixRule.PanelInputs(shape, inputs, outputs, context.StackBudget), ReadsPieces: false);
        return new LayerPlan(
            context.Number, spec.Name, "Dense", spec, context.Reads, context.Inputs, context.Shape,
            ActivationRegistry.Plan(spec.Activation, spec.ActivationParameter),
            new EquatableArray<TensorPlan>(Tensors(spec, inputs, matrix.IsOutputMajor)), new EquatableArray<KernelPlan>([matrix]),
            (long)inputs * outputs);
    }

    public static void Forward(MatrixPlan matrix, Flow flow)
    {
        ActivationPlan activation = flow.Layer.Activation;
        ValuePlan before = flow.BeforeActivation(activation);
        var operands = new List<Operand> { flow.Parameter(Weight) };
        if (matrix.UsesBias)
            operands.Add(flow.Parameter(Bias));
        operands.Add(Flow.Read(flow.Input()));
        operands.Add(Flow.Write(before));
        if (!flow.IsSingle)
            operands.Add(Flow.Rows());
        flow.Call(matrix, flow.IsSingle ? "Forward" : "ForwardRows", [.. operands]);
        flow.Activate(activation, before, flow.Output);
    }

    public static void Backward(MatrixPlan matrix, Flow flow)
    {
        ActivationPlan activation = flow.Layer.Activation;
        bool isInline = flow.IsSingle && matrix.Shape == MatrixShape.Tiny && activation.IsElementwise;
        flow.Derive(activation, flow.BeforeActivation(activation), isInline);

        // Before the weights' gradients: in a step of gradient descent those change the weights.
        flow.ToInput(0, gradient => flow.IsSingle && MatrixRule.HasTinyGradient(matrix)
            ? Flow.Step(matrix, "InputGradient", flow.Parameter(Weight), Flow.Read(flow.OutputGradient), Flow.Write(gradient))
            : Flow.Step(matrix, "InputGradients", flow.Parameter(Weight), Flow.Read(flow.OutputGradient), Flow.Write(gradient), Flow.Rows()));
        if (matrix.IsTrained)
            AddGradients(matrix, flow);
    }

    private static void AddGradients(MatrixPlan matrix, Flow flow)
    {
        Operand x = Flow.Read(flow.Input()), d = Flow.Read(flow.OutputGradient);
        var gradients = new List<Operand>();
        if (matrix.TrainsWeights)
            gradients.Add(flow.Gradient(Weight));
        if (matrix.TrainsBiases)
            gradients.Add(flow.Gradient(Bias));

        if (!flow.IsSingle)
        {
            flow.Call(matrix, "Gradients", [.. gradients, x, d, Flow.Rows(), Flow.Overwrites]);
        }
        else if (MatrixRule.HasSingleGradient(matrix))
        {
            flow.Call(matrix, "Gradient", [.. gradients, x, d]);
        }
        else if (!matrix.TrainsWeights)
        {
            flow.Call("Buffers.AddColumns", d, flow.Gradient(Bias), Flow.Number(matrix.Outputs), Flow.Rows(), Flow.Number(matrix.GradientStride), Flow.Overwrites);
        }
        else
        {
            // Nothing is summed over rows, so the weights are passed once, in the order they lie in.
            flow.Call(matrix.IsOutputMajor ? "OuterProduct.AddOutputMajor" : "OuterProduct.AddInputMajor",
                gradients[0], matrix.TrainsBiases ? gradients[1] : NullOperand.Instance, x, Flow.Number(matrix.Inputs), d, Flow.Number(matrix.Outputs));
        }
    }

    /// <summary><c>weight</c> [outputs, inputs] and <c>bias</c> [outputs].</summary>
    private static List<TensorPlan> Tensors(DenseSpec spec, int inputs, bool isOutputMajor)
    {
        int outputs = spec.Units;
        var shape = new EquatableArray<int>([outputs, inputs]);
        var tensors = new List<TensorPlan>
        {
            new(Weight, "Weights", "The weights, [output, input]", shape, shape, new EquatableArray<int>(isOutputMajor ? [inputs, 1] : [1, outputs]),
                TensorRole.Matrix, spec.TrainWeights, new Penalties(spec.L1, spec.L2, spec.MaxNorm),
                new InitializerPlan(spec.Initializer, spec.InitializerScale, inputs, outputs)),
        };
        if (spec.UseBias)
        {
            var vector = new EquatableArray<int>([outputs]);
            tensors.Add(new(Bias, "Biases", "The biases, [output]", vector, vector, new EquatableArray<int>([1]),
                TensorRole.Vector, spec.TrainBiases, default, InitializerPlan.Constant(spec.InitialBias)));
        }

        return tensors;
    }
}
