using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Proves what passes rely on, by going through their steps without a look at how places were found.</summary>
internal static class PlanValidator
{
    /// <summary>The first fault of a pass: a step that reads what another has overwritten or nobody has written; null where there is none.</summary>
    public static string? FindFault(PassPlan pass, IReadOnlyList<ValuePlan> values)
    {
        var places = pass.Places.ToDictionary(static placed => placed.Value, static placed => placed.Place);
        var alive = new HashSet<ValueId>();
        for (int at = 0; at < pass.Steps.Count; at++)
        {
            Step step = pass.Steps[at];
            var own = step.Uses.Where(use => values[use.Value.Index].Kind == ValueKind.Buffer).ToList();
            foreach (Use use in own)
            {
                if (!places.ContainsKey(use.Value))
                    return $"Step {at} of {pass.Name} uses {values[use.Value.Index].Name}, which has no place.";
                if (!IsWithin(places[use.Value], values[use.Value.Index].Length, pass.Length))
                    return $"{values[use.Value.Index].Name} ends behind the memory of {pass.Name}.";
                if (use.Access != Access.Write && !alive.Contains(use.Value))
                    return $"Step {at} of {pass.Name} reads {values[use.Value.Index].Name}, which is overwritten or was never written.";
            }

            foreach (Use use in own.Where(static use => use.Access != Access.Read))
            {
                foreach (ValueId other in alive.Where(other => other != use.Value && Overlap(use.Value, other)).ToList())
                {
                    bool isRead = own.Any(read => read.Value == other && read.Access == Access.Read);
                    if (isRead && !(step.IsInPlace && places[use.Value] == places[other]))
                        return $"Step {at} of {pass.Name} writes {values[use.Value.Index].Name} over {values[other.Index].Name}, which it reads.";
                    if (own.Any(second => second.Value == other && second.Access != Access.Read))
                        return $"Step {at} of {pass.Name} writes {values[use.Value.Index].Name} and {values[other.Index].Name} to one place.";
                    // A step that may not happen must leave what it would overwrite unread, which the next read finds.
                    alive.Remove(other);
                }

                alive.Add(use.Value);
            }
        }

        return null;

        bool Overlap(ValueId left, ValueId right)
        {
            Place a = places[left], b = places[right], lengthOfA = values[left.Index].Length, lengthOfB = values[right.Index].Length;
            return Intersect(a.PerRow, lengthOfA.PerRow, b.PerRow, lengthOfB.PerRow) || Intersect(a.Fixed, lengthOfA.Fixed, b.Fixed, lengthOfB.Fixed);
        }
    }

    /// <summary>
    /// Whether a pass may add to the parameters themselves: no step reads a tensor after one has written its gradient. Tied weights break it,
    /// and so do statistics, which are no gradients.
    /// </summary>
    public static bool StepsInPlace(PassPlan pass)
    {
        var written = new HashSet<string>();
        foreach (Step step in pass.Steps)
        {
            if (step.Tensors.Any(tensor => tensor.Access == TensorAccess.Read && written.Contains(tensor.Tensor)))
                return false;
            written.UnionWith(step.Tensors.Where(static tensor => tensor.Access == TensorAccess.Gradient).Select(static tensor => tensor.Tensor));
        }

        return true;
    }

    private static bool Intersect(long left, long leftLength, long right, long rightLength) => left < right + rightLength && right < left + leftLength;

    private static bool IsWithin(Place place, Place length, Place all) => place.PerRow + length.PerRow <= all.PerRow && place.Fixed + length.Fixed <= all.Fixed;
}
