using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>How steps go over the channels of a value: of a vector those are the row, of a shaped value every place of a row has them.</summary>
internal static class Channels
{
    /// <summary>How many times there are channels.</summary>
    public static Operand Rows(Shape shape) => Flow.Rows(shape.Pixels);

    /// <summary>How far apart they lie.</summary>
    public static Operand Stride(ValuePlan value) => Flow.Number(value.Shape.Pixels == 1 ? value.RowStride : value.PixelStride);
}
