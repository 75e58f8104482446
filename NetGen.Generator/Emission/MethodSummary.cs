using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>What IntelliSense says of a pass.</summary>
internal static class MethodSummary
{
    public static string Of(NetworkPlan plan, SurfaceMethod method)
    {
        string text = First(plan, method);
        if (method.Takes(Parameter.InputGradients) && method.Pass is PublicPass.Backward or PublicPass.BackwardBatch)
            text += " Writes the gradients with respect to the input to <paramref name=\"inputGradients\"/>, unless that is empty.";
        if (method.Takes(Parameter.Context))
            text += method.Pass == PublicPass.EvaluateBatch ? " Each row's loss counts as often as the context says." : " Weights of rows and what random layers draw from are in the context.";
        if (method.TakesWorkspace)
            text += plan.Buffers.TakesWorkspace
                ? " Buffers are in the workspace, of <c>WorkspaceLength</c> floats or more; where that is empty and the stack is too small, they are rented."
                : " This network's buffers fit the stack, so the workspace may be empty.";
        return method.Pass == PublicPass.TrainBatch ? text + Gradients(plan, method) : text;
    }

    /// <summary>Where the gradients are of rows that do not go through the layers at once.</summary>
    private static string Gradients(NetworkPlan plan, SurfaceMethod method)
    {
        string rows = plan.StepsInPlace ? $" More than {plan.Buffers.RowsPerBlock} rows need" : " It needs";
        string room = method.TakesWorkspace ? $" room for gradients in the workspace, <c>{(plan.Buffers.TakesWorkspace ? "WorkspaceLength + " : "")}ParameterCount + 16</c> floats in all, or they are" : " memory for gradients, which is";
        return $"{rows}{room} rented from <c>ArrayPool&lt;float&gt;.Shared</c>.";
    }

    private static string First(NetworkPlan plan, SurfaceMethod method)
    {
        string loss = plan.Loss is { } chosen ? $"loss ({MembersEmitter.Escape(chosen.Name)})" : "loss";
        string sample = method.Takes(Parameter.Label) ? $"sample of a class from 0 to {Literal.Grouped(plan.OutputSize - 1)}" : "sample";
        const string gradients = "<paramref name=\"gradients\"/>, unless that is empty";
        return method.Pass switch
        {
            PublicPass.Forward => $"Computes the {plan.OutputSize} outputs of one sample of {plan.InputSize}. They must not overlap.",
            PublicPass.ForwardBatch => $"Computes the outputs of as many rows of {plan.InputSize} as there are, row-major.",
            PublicPass.ForwardTo => $"Computes what layer {method.Layer} gives for one sample of {plan.InputSize}.",
            PublicPass.ForwardToBatch => $"Computes what layer {method.Layer} gives for as many rows of {plan.InputSize} as there are.",
            PublicPass.Classify => plan.OutputSize == 1
                ? "The class of one sample: 1 if the output is 0.5 or more, 0 if it is less, −1 if it is no number."
                : "The class of one sample: the index of the largest output, the first among equals, −1 if one is no number.",
            PublicPass.EvaluateBatch => $"Computes the outputs of all rows and returns the {loss}, summed over rows.",
            PublicPass.Backward => $"Adds the gradients of the loss of one {sample} to {gradients}, and returns the {loss}.",
            PublicPass.BackwardBatch => $"Adds the gradients of the loss, summed over rows, to {gradients}, and returns the {loss}, summed over rows.",
            PublicPass.Train => $"One step of gradient descent on one {sample}; returns the {loss} before the step.",
            PublicPass.TrainBatch => $"One step of gradient descent on the mean loss of all rows; returns that mean before the step.",
            PublicPass.BackwardFrom =>
                $"Goes back from any gradients with respect to the outputs: adds to {gradients}, and writes the gradients with respect to the input, unless that is empty.",
            PublicPass.BackwardFromBatch => $"The same for rows: adds their sum to {gradients}, and writes each row's gradients with respect to its input, unless that is empty.",
            _ => "",
        };
    }
}
