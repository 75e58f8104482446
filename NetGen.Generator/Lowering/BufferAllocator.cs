using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>
/// Gives each value of a pass a place for as long as it lives: the largest first, each at the lowest place that is free all that time. A step that
/// allows it writes where what it reads for the last time lies.
/// </summary>
internal static class BufferAllocator
{
    public static (EquatableArray<PlacedValue> Places, Place Length) Allocate(IReadOnlyList<Step> steps, ValueTable values)
    {
        var slots = SlotsOf(steps, values);
        var placed = new List<Slot>();
        foreach (Slot slot in slots.OrderByDescending(static slot => slot.Length.PerRow).ThenByDescending(static slot => slot.Length.Fixed).ThenBy(static slot => slot.First))
        {
            var beside = placed.Where(other => other.First <= slot.Last && slot.First <= other.Last).ToList();
            slot.Place = new Place(
                Lowest(beside.Select(static other => (other.Place.PerRow, other.Length.PerRow)), slot.Length.PerRow),
                Lowest(beside.Select(static other => (other.Place.Fixed, other.Length.Fixed)), slot.Length.Fixed));
            placed.Add(slot);
        }

        var places = slots.SelectMany(static slot => slot.Values.Select(value => new PlacedValue(value, slot.Place)));
        var length = new Place(
            placed.Select(static slot => slot.Place.PerRow + slot.Length.PerRow).DefaultIfEmpty().Max(),
            placed.Select(static slot => slot.Place.Fixed + slot.Length.Fixed).DefaultIfEmpty().Max());
        return (new EquatableArray<PlacedValue>(places), length);
    }

    private static List<Slot> SlotsOf(IReadOnlyList<Step> steps, ValueTable values)
    {
        var last = new Dictionary<ValueId, int>();
        for (int at = 0; at < steps.Count; at++)
        {
            foreach (Use use in steps[at].Uses)
                last[use.Value] = at;
        }

        var slots = new List<Slot>();
        var slotOf = new Dictionary<ValueId, Slot>();
        for (int at = 0; at < steps.Count; at++)
        {
            foreach (Use use in steps[at].Uses.Where(use => values[use.Value].Kind == ValueKind.Buffer && !slotOf.ContainsKey(use.Value)))
            {
                Slot slot = (steps[at].IsInPlace && steps[at].Guard == Guard.None ? Dying(steps[at], at, values[use.Value]) : null) ?? Add(new Slot(at, values[use.Value].Length));
                slot.Values.Add(use.Value);
                slot.Last = last[use.Value];
                slotOf.Add(use.Value, slot);
            }
        }

        return slots;

        Slot Add(Slot slot)
        {
            slots.Add(slot);
            return slot;
        }

        // The slot of a value that the step reads for the last time and that lies as the new one will.
        Slot? Dying(Step step, int at, ValuePlan value) => step.Uses
            .Where(use => use.Access == Access.Read && last[use.Value] == at && values[use.Value].RowStride == value.RowStride && values[use.Value].Length == value.Length)
            .Select(use => slotOf.TryGetValue(use.Value, out Slot? slot) && slot.Last == at ? slot : null)
            .FirstOrDefault(static slot => slot is not null);
    }

    /// <summary>The lowest place where a length lies beside all others.</summary>
    private static long Lowest(IEnumerable<(long Start, long Length)> taken, long length)
    {
        long place = 0;
        if (length == 0)
            return place;
        foreach (var (start, size) in taken.OrderBy(static range => range.Start))
        {
            if (start >= place + length)
                break;
            place = System.Math.Max(place, start + size);
        }

        return place;
    }

    /// <summary>A place in time and memory, for one value or several that follow each other.</summary>
    private sealed class Slot(int first, Place length)
    {
        public int First { get; } = first;

        public int Last { get; set; }

        public Place Length { get; } = length;

        public Place Place { get; set; }

        public List<ValueId> Values { get; } = [];
    }
}
