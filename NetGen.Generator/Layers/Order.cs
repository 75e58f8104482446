using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>Steps between the order that users see, [channels, height, width], and that of memory, where channels come last.</summary>
internal static class Order
{
    public static CallStep ToMemory(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Channels, shape.Pixels, from, to);

    public static CallStep ToUser(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Pixels, shape.Channels, from, to);

    private static CallStep Of(int outer, int inner, ValuePlan from, ValuePlan to) => Flow.Step("Rows.Transpose",
        Flow.Read(from), Flow.Write(to), Flow.Number(outer), Flow.Number(inner), Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride));
}
