using System.Collections.Generic;
using NetGen.Generator.Model;
using static NetGen.Generator.Layers.Recurrent.RecurrentLowering;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>
/// A recurrent layer's steps of a pass. All inputs are multiplied with their weights at once (a: the gates of every step), then a kernel goes through
/// the sequence. p has the state before every step; on the way back a becomes the gradients before the gates, from which all others follow at once.
/// </summary>
internal static class RecurrentFlow
{
    public static void Forward(LayerPlan layer, Flow flow)
    {
        var plan = (RecurrentPlan)layer.Kernels[Steps];
        var input = (MatrixPlan)layer.Kernels[Input];
        ValuePlan a = flow.Own("a", plan.GateRow), p = flow.Own("p", plan.StateRow), q = flow.Own("q", plan.GateStride);
        var operands = new List<Operand> { flow.Parameter(InputWeight) };
        if (plan.UsesBias)
            operands.Add(flow.Parameter(InputBias));
        operands.AddRange([Flow.Read(flow.Input()), Flow.Write(a), Flow.Rows()]);
        flow.Add(Flow.Step(input, "ForwardRows", [.. operands]) with { Times = plan.Steps });

        operands = [flow.Parameter(StateWeight)];
        if (plan.UsesBias)
            operands.Add(flow.Parameter(StateBias));
        operands.AddRange([Flow.Update(a), Flow.Write(p), Flow.Write(q)]);
        if (plan.Cell == Cell.Lstm)
            operands.Add(Flow.Write(flow.IsTraining ? flow.Own("c", plan.CellRow) : flow.Own("k", plan.StateStride)));
        if (plan.Cell == Cell.Gru && flow.IsTraining)
            operands.Add(Flow.Write(flow.Own("u", plan.GateRow)));
        operands.Add(Flow.Write(flow.Output));
        if (!flow.IsSingle)
            operands.Add(Flow.Rows());
        flow.Call(plan, (flow.IsTraining ? "Train" : "Forward") + (flow.IsSingle ? "" : "Rows"), [.. operands]);
    }

    public static void Backward(LayerPlan layer, Flow flow)
    {
        var plan = (RecurrentPlan)layer.Kernels[Steps];
        var input = (MatrixPlan)layer.Kernels[Input];
        ValuePlan a = flow.Own("a", plan.GateRow), p = flow.Own("p", plan.StateRow), gates = plan.Cell == Cell.Gru ? flow.Own("u", plan.GateRow) : a;
        var operands = new List<Operand> { flow.Parameter(StateWeight), Flow.Update(a) };
        if (plan.Cell == Cell.Gru)
            operands.AddRange([Flow.Update(gates), Flow.Read(p)]);
        if (plan.Cell == Cell.Lstm)
            operands.Add(Flow.Read(flow.Own("c", plan.CellRow)));
        operands.AddRange([Flow.Read(flow.OutputGradient), Flow.Write(flow.Own("s", plan.StateStride)), Flow.Write(flow.Own("r", plan.StateStride)), Flow.Rows()]);
        flow.Call(plan, "Backward", [.. operands]);

        // Before the weights' gradients: in a step of gradient descent those change the weights.
        flow.ToInput(0, gradient => Flow.Step(input, "InputGradients", flow.Parameter(InputWeight), Flow.Read(a), Flow.Write(gradient), Flow.Rows()) with { Times = plan.Steps });
        if (!input.IsTrained)
            return;
        AddGradients(input, InputWeight, InputBias, flow.Input(), a);
        AddGradients((MatrixPlan)layer.Kernels[Past], StateWeight, StateBias, p, gates);

        void AddGradients(MatrixPlan matrix, string weight, string bias, ValuePlan x, ValuePlan d)
        {
            var gradients = new List<Operand>();
            if (matrix.TrainsWeights)
                gradients.Add(flow.Gradient(weight));
            if (matrix.TrainsBiases)
                gradients.Add(flow.Gradient(bias));
            flow.Add(Flow.Step(matrix, "Gradients", [.. gradients, Flow.Read(x), Flow.Read(d), Flow.Rows(), Flow.Overwrites]) with { Times = plan.Steps });
        }
    }
}
