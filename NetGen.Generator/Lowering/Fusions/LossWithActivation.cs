using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering.Fusions;

/// <summary>
/// Losses that belong to a head, softmax with cross-entropy and sigmoid with binary cross-entropy, take what stands before its activation, so that
/// they stay finite where the head saturates. In training the activation is then not applied at all, and its derivative is part of the loss.
/// </summary>
internal static class LossWithActivation
{
    public static void Apply(List<Step> steps)
    {
        int at = steps.FindIndex(static step => step is LossStep);
        if (at < 0)
            return;
        var loss = (LossStep)steps[at];
        ValueId outputs = steps.Take(at).OfType<CopyStep>().LastOrDefault(copy => copy.To == loss.Outputs)?.From ?? loss.Outputs;
        int applied = steps.FindLastIndex(at, step => step is ActivationStep activation && activation.To == outputs);
        if (applied < 0)
            return;

        var activation = (ActivationStep)steps[applied];
        steps.RemoveAt(at);
        loss = loss with { Outputs = activation.From, TakesActivation = activation.Activation.Kind };
        if (loss.Gradient is null)
        {
            steps.Insert(applied, loss);
            return;
        }

        steps.Insert(at, loss);
        steps.RemoveAt(applied);
        int derivative = steps.FindIndex(step => step is DerivativeStep candidate && candidate.Gradient == loss.Gradient && candidate.Activation == activation.Activation);
        if (derivative < 0)
            return;
        string? title = steps[derivative].Title;
        steps.RemoveAt(derivative);
        if (derivative < steps.Count && steps[derivative].Title is null)
            steps[derivative] = steps[derivative] with { Title = title };
    }
}
