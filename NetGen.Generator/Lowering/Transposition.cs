using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>Steps between the order that users see, [channels, height, width], and that of memory, where channels come last.</summary>
internal static class Transposition
{
    public static Step ToMemory(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Channels, shape.Pixels, from, to);

    public static Step ToUser(Shape shape, ValuePlan from, ValuePlan to) => Of(shape.Pixels, shape.Channels, from, to);

    private static CallStep Of(int outer, int inner, ValuePlan from, ValuePlan to) => Flow.Step("Rows.Transpose",
        new ValueOperand(from.Id, Access.Read), new ValueOperand(to.Id, Access.Write),
        Flow.Number(outer), Flow.Number(inner), Flow.Rows(), Flow.Number(from.RowStride), Flow.Number(to.RowStride));
}
