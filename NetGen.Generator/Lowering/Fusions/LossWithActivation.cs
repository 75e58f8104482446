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
    public static void Apply(List<Step> steps, ValueTable values)
    {
        int at = steps.FindIndex(static step => step is LossStep);
        if (at < 0)
            return;
        var loss = (LossStep)steps[at];

        // A shaped output comes to the loss in the user's order, by a step of its own.
        int brought = steps.FindLastIndex(at, step => step is CopyStep or CallStep && Writes(step, loss.Outputs) && step.Uses.Count() == 2);
        ValueId outputs = brought < 0 ? loss.Outputs : steps[brought].Uses.First(static use => use.Access == Access.Read).Value;
        int applied = steps.FindLastIndex(at, step => step is ActivationStep activation && activation.To == outputs);
        if (applied < 0)
            return;

        var activation = (ActivationStep)steps[applied];
        var turn = brought < 0 ? null : steps[brought] as CallStep;
        if (loss.Gradient is null)
            Evaluate(steps, values, at, applied, turn);
        else
            Differentiate(steps, at, applied, turn is null ? -1 : brought, activation);
    }

    /// <summary>The loss is computed before the activation replaces what it takes.</summary>
    private static void Evaluate(List<Step> steps, ValueTable values, int at, int applied, CallStep? turn)
    {
        var (loss, activation) = ((LossStep)steps[at], (ActivationStep)steps[applied]);
        steps.RemoveAt(at);
        loss = loss with { TakesActivation = activation.Activation.Kind };
        if (turn is null)
        {
            steps.Insert(applied, loss with { Outputs = activation.From });
            return;
        }

        ValuePlan before = values.Get("hy", values[loss.Outputs].Shape, values[loss.Outputs].RowStride);
        steps.Insert(applied, loss with { Outputs = before.Id });
        steps.Insert(applied, turn.With(activation.To, activation.From).With(loss.Outputs, before.Id));
    }

    private static void Differentiate(List<Step> steps, int at, int applied, int turn, ActivationStep activation)
    {
        var loss = (LossStep)steps[at];
        ValueId gradient = loss.Gradient!.Value;
        if (turn >= 0)
        {
            steps[turn] = steps[turn].With(activation.To, activation.From);
            Step back = steps.Skip(at).First(step => step is CallStep && step.Uses.Any(use => use.Value == loss.Gradient && use.Access == Access.Read));
            gradient = back.Uses.First(static use => use.Access == Access.Write).Value;
        }

        steps[at] = loss with { Outputs = turn >= 0 ? loss.Outputs : activation.From, TakesActivation = activation.Activation.Kind };
        steps.RemoveAt(applied);
        int derivative = steps.FindIndex(step => step is DerivativeStep candidate && candidate.Gradient == gradient && candidate.Activation == activation.Activation);
        if (derivative < 0)
            return;
        string? title = steps[derivative].Title;
        steps.RemoveAt(derivative);
        if (derivative < steps.Count && steps[derivative].Title is null)
            steps[derivative] = steps[derivative] with { Title = title };
    }

    private static bool Writes(Step step, ValueId value) => step.Uses.Any(use => use.Value == value && use.Access == Access.Write);
}
