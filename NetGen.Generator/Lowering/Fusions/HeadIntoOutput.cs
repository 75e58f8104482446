using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering.Fusions;

/// <summary>
/// The last step of inference writes to the user's memory directly where that ends where the step ends: where rows lie close together in both, or
/// where an activation of one row counts its values.
/// </summary>
internal static class HeadIntoOutput
{
    public static void Apply(List<Step> steps, ValueTable values, bool isSingle)
    {
        int at = steps.FindIndex(step => step is CopyStep copied && values[copied.To].Kind == ValueKind.Output);
        if (at < 0)
            return;
        var copy = (CopyStep)steps[at];
        int writer = steps.FindLastIndex(at, step => step != copy && step.Uses.Any(use => use.Value == copy.From && use.Access != Access.Read));
        if (writer < 0 || steps.Where((_, other) => other > writer && other != at).Any(step => step.Uses.Any(use => use.Value == copy.From)))
            return;

        bool isClose = copy.FromStride == copy.ToStride;
        switch (steps[writer])
        {
            case ActivationStep activation when isClose || (isSingle && copy.Times == 1):
                steps[writer] = activation with { To = copy.To, Stride = isSingle && copy.Times == 1 ? copy.Size : activation.Stride };
                break;
            case CallStep call when isClose && call.Uses.All(use => use.Value != copy.From || use.Access == Access.Write) && IsOnlyWriter(steps, writer, copy.From):
                steps[writer] = call.With(copy.From, copy.To);
                break;
            default:
                return;
        }

        steps.RemoveAt(at);
    }

    private static bool IsOnlyWriter(List<Step> steps, int writer, ValueId value) =>
        !steps.Take(writer).Any(step => step.Uses.Any(use => use.Value == value));
}
