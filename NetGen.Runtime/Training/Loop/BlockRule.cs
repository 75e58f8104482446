using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// Decides how many rows of a step make a block, the piece that one thread computes and the unit in which gradients are summed. It looks at nothing but the
/// network and the step's rows, so that sums have the same bits on every machine.
/// </summary>
internal static class BlockRule
{
    /// <summary>A block of so few rows still shares each weight that is read among two register blocks: 784-128-64-10 takes 1.3 % longer a row than with 32, with 8 rows 5 %.</summary>
    private const int FewestRows = 16;

    /// <summary>As many blocks feed as many threads; from there on larger blocks, which read the weights less often, are worth more.</summary>
    private const int EnoughBlocks = 4;

    /// <summary>Below so many multiply-adds a row, waking a thread costs more than sixteen rows take.</summary>
    private const long LargeNetwork = 50_000;

    /// <summary>How many rows a block of a step has; the last may have fewer.</summary>
    /// <param name="most">How many rows go through the network at once.</param>
    /// <param name="multiplyAdds">The multiply-adds of one row forward.</param>
    /// <param name="rows">The step's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int RowsFor(int most, long multiplyAdds, int rows)
    {
        int block = most;
        while (multiplyAdds >= LargeNetwork && block >= 2 * FewestRows && rows < EnoughBlocks * block)
            block /= 2;
        return block;
    }
}
