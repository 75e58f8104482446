using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>The key of a pass's random draws: the same key gives the same bits, whoever draws them and in whatever order.</summary>
/// <param name="Seed">The seed of the training run.</param>
/// <param name="Step">The step of the training run.</param>
/// <param name="Row">The pass's first row within its batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct RandomKey(ulong Seed, ulong Step, ulong Row)
{
    /// <summary>The key of a training pass.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RandomKey Of(TrainingContext context) => new(context.Seed, context.Step, (ulong)context.FirstRow);

    /// <summary>The key of a later row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RandomKey Skip(int rows) => this with { Row = Row + (ulong)rows };

    /// <summary>The key of a row's first step, where every step of a sequence counts as a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RandomKey Steps(int count) => this with { Row = Row * (ulong)count };

    /// <summary>64 bits for a row and a layer, to be mixed with a unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal ulong Bits(nuint row, uint layer) => Mix(Mix(Mix(Seed + 0x9E3779B97F4A7C15) ^ Step) ^ (Row + row + ((ulong)layer << 32)));

    // The finalizer of splitmix64 (Steele, Lea and Flood, 2014).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
