using System;
using NetGen.Generator.Model;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>Size → kernel: every threshold of the matrix kernels, each with its reason.</summary>
internal static class MatrixRule
{
    private const int CacheSets = 1024, CacheWays = 16;

    /// <summary>The most inputs whose weights for 32 outputs stay in the second-level cache beside everything else.</summary>
    private const int MostInputs = 4096;

    /// <summary>How many inputs a panel holds: 32 KB, which the first-level cache keeps.</summary>
    private const int Panel = 256;

    /// <summary>A panel lies on the stack of the kernel, beside what the pass keeps there.</summary>
    private const int PanelBudget = 65_536;

    /// <summary>More weights than this do not stay in the second-level cache between two calls.</summary>
    private const int MostCachedWeights = 128 * 1024;

    /// <summary>Weights that do not stay in the first-level cache beside everything else.</summary>
    private const int ManyWeights = 8192;

    /// <summary>
    /// A vector runs over outputs unless they are too few to fill one and the inputs are many: then it runs over inputs,
    /// which costs one horizontal sum an output. So it does, too, where a second vector of outputs would be mostly empty: a layer of
    /// 784 → 17 then reads 17 sixteenths of a vector an input and not two. A layer of 16 inputs gains by it only where it is the whole network,
    /// whose steps on one row wait for one another's weights.
    /// </summary>
    public static MatrixShape Shape(int inputs, int outputs, bool isAlone)
    {
        if (inputs < 16 && outputs < 8)
            return MatrixShape.Tiny;
        bool isRows = outputs < 8 || (outputs < 16 && inputs > (isAlone || outputs < 10 ? 15 : 16)) || (outputs is > 16 and < 27 && inputs >= 64);
        return isRows ? MatrixShape.Rows : MatrixShape.Columns;
    }

    /// <summary>One row of so many weights is read in the order they lie in: a few outputs over all inputs would touch another page for every input.</summary>
    public static bool IsStreamed(MatrixShape shape, int inputs, int outputs) =>
        shape == MatrixShape.Columns && outputs >= 256 && (long)inputs * outputs >= MostCachedWeights;

    /// <summary>
    /// Where rows of weights lie a large power of two apart they all compete for the same few places: 1,024 floats apart, 256 rows of weights
    /// fill what a second-level cache of 1 MiB and 16 ways has for them. Then a batch takes so many inputs at a time from a copy; else 0.
    /// </summary>
    public static int PanelInputs(MatrixShape shape, int inputs, int outputs, int stackBudget)
    {
        if (shape != MatrixShape.Columns || stackBudget < PanelBudget)
            return 0;
        int lines = outputs % MatrixPlan.Lanes == 0 ? outputs / MatrixPlan.Lanes : 1;
        int capacity = Math.Min(MostInputs, CacheWays * CacheSets / GreatestCommonDivisor(lines, CacheSets));
        return inputs > capacity ? Math.Min(Panel, Math.Max(64, capacity)) : 0;
    }

    /// <summary>How many vectors of outputs a register block of 8 rows sums at once: 16 or 24 sums, and 8 where nothing else divides.</summary>
    public static int TileWidth(MatrixPlan matrix) => matrix.OutputVectors % 2 == 0 ? 2 : matrix.OutputVectors % 3 == 0 ? 3 : 1;

    /// <summary>How many inputs' gradients are summed at once: with one vector of outputs 16 sums are what keeps the multipliers busy.</summary>
    public static int GradientInputs(MatrixPlan matrix, bool isPortable) => isPortable ? 4 : matrix.Outputs < 32 && matrix.Inputs >= 16 ? 16 : 8;

    /// <summary>Whether some weights stay in the first-level cache while all rows pass, and not the other way round.</summary>
    public static bool KeepsWeights(MatrixPlan matrix) => matrix.WeightCount >= ManyWeights && matrix.Inputs >= 8;

    /// <summary>Whether one row's gradients have a kernel of their own; else they are an outer product of the runtime's.</summary>
    public static bool HasSingleGradient(MatrixPlan matrix) => HasTinyGradient(matrix) || HasRowsGradient(matrix);

    /// <summary>Whether one row's gradients of a tiny matrix are worth straight-line code of their own.</summary>
    public static bool HasTinyGradient(MatrixPlan matrix) => matrix.Shape == MatrixShape.Tiny && matrix.WeightCount <= 32;

    /// <summary>Up to so many outputs one row's gradients are written in the pieces in which the forward kernel reads the weights.</summary>
    public static bool HasRowsGradient(MatrixPlan matrix) => matrix.Shape == MatrixShape.Rows && matrix.Outputs <= 7 && matrix.TrainsWeights;

    /// <summary>
    /// Whether an activation is applied before the outputs are stored: a cheap one, or one of a tiny matrix whose derivative does not need what stands before it.
    /// Sums that wait in the output row are complete only when the kernel is done.
    /// </summary>
    public static bool Absorbs(MatrixPlan matrix, ActivationPlan activation) =>
        !matrix.HasPartialSums
        && activation.IsElementwise
        && activation.Saved != SavedValue.PreActivation
        && (activation.IsCheap || matrix.Shape == MatrixShape.Tiny);

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
