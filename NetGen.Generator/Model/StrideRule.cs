namespace NetGen.Generator.Model;

/// <summary>Decides how far apart rows of a value lie in a buffer.</summary>
internal static class StrideRule
{
    /// <summary>
    /// Whole 512-bit vectors, as kernels that write vectors may write past a row's end. One number needs none, and pixels lie close together. Rows of
    /// a large power of two would compete for the same places in the first-level cache: they lie one line further apart.
    /// </summary>
    public static int Of(Shape shape, bool isHead)
    {
        if (!shape.IsVector || shape.Size == 1)
            return shape.Size;
        int stride = ValuePlan.RoundUp(shape.Size);
        return !isHead && stride % 256 == 0 ? stride + MatrixPlan.Lanes : stride;
    }
}
