using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// Steps between the order that users see, [channels, height, width], and that of memory, where channels come last; and between steps of a sequence that
/// lie close together, as users see them, and steps that lie as far apart as kernels want them.
/// </summary>
internal static class Order
{
    /// <summary>Whether a value lies otherwise in memory than users see it.</summary>
    public static bool Differs(ValuePlan value) => value.Shape.IsChannelsLast || (value.Shape.IsSequence && !value.IsDense);

    public static CallStep ToMemory(ValuePlan from, ValuePlan to) => Of(from.Shape.Channels, from.Shape.Pixels, from, to) with { Times = from.Shape.Times };

    public static CallStep ToUser(ValuePlan from, ValuePlan to) => Of(from.Shape.Pixels, from.Shape.Channels, from, to) with { Times = from.Shape.Times };

    /// <summary>The same for rows that are no sequences and whose shape is known beside the value's own.</summary>
    public static CallStep ToMemory(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Channels, shape.Pixels, from, to);

    public static CallStep ToUser(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Pixels, shape.Channels, from, to);

    private static CallStep Of(int outer, int inner, ValuePlan from, ValuePlan to) => outer == 1 || inner == 1
        ? Flow.Step("Rows.Copy", Flow.Read(from), Flow.Write(to), Flow.Number(outer * inner), Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride))
        : Flow.Step("Rows.Transpose",
            Flow.Read(from), Flow.Write(to), Flow.Number(outer), Flow.Number(inner), Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride));
}
