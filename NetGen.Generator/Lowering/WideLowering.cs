using System;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>
/// Decides what only wide layers need. Caches are small next to their weights, and where rows lie a large power of two apart they all compete
/// for the same few places: 1,024 floats apart, 256 rows of weights fill what a second-level cache of 1 MiB and 16 ways has for them.
/// </summary>
internal static class WideLowering
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

    /// <summary>Rows of a buffer that would compete for the same places in the first-level cache lie one line further apart.</summary>
    public static int StrideOf(int outputs, bool isHead)
    {
        int stride = LayerPlan.RoundUp(outputs);
        return !isHead && stride % 256 == 0 ? stride + LayerPlan.Lanes : stride;
    }

    public static bool IsStreamed(DenseKernel shape, int inputs, int outputs) =>
        shape == DenseKernel.Columns && outputs >= 256 && (long)inputs * outputs >= MostCachedWeights;

    public static int PanelInputs(DenseKernel shape, int inputs, int outputs, int stackBudget)
    {
        if (shape != DenseKernel.Columns || stackBudget < PanelBudget)
            return 0;
        int lines = outputs % LayerPlan.Lanes == 0 ? outputs / LayerPlan.Lanes : 1;
        int capacity = Math.Min(MostInputs, CacheWays * CacheSets / GreatestCommonDivisor(lines, CacheSets));
        return inputs > capacity ? Math.Min(Panel, Math.Max(64, capacity)) : 0;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
