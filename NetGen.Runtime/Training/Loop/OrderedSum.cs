using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Training;

/// <summary>
/// A sum of blocks' gradients that has the same bits whoever computes the blocks: each is added in its turn. Turns are kept per segment,
/// so that threads add one behind the other.
/// </summary>
internal sealed class OrderedSum(int length)
{
    private const int SegmentLength = 16_384;

    private readonly int[] _turns = new int[(length + SegmentLength - 1) / SegmentLength];

    /// <summary>The sum so far.</summary>
    public ParameterBlock Gradients { get; } = new(length);

    /// <summary>Whether anything was added in this step.</summary>
    public bool IsUsed { get; set; }

    /// <summary>Begins to count turns anew: the next block is block 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void StartTurns() => Array.Clear(_turns);

    /// <summary>Whether all blocks before are in, so that this one may go to the sum directly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsTurnOf(int block) => Volatile.Read(ref _turns[^1]) == block;

    /// <summary>Says that a block went to the sum directly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EndTurnOf(int block)
    {
        for (int segment = 0; segment < _turns.Length; segment++)
            Volatile.Write(ref _turns[segment], block + 1);
    }

    /// <summary>Waits for a block's turn and adds its gradients. Returns whether that was done, and not given up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AddInTurn(ParameterBlock apart, int block, ref bool hasFailed)
    {
        for (int segment = 0; segment < _turns.Length; segment++)
        {
            var wait = new SpinWait();
            while (Volatile.Read(ref _turns[segment]) != block)
            {
                if (Volatile.Read(ref hasFailed))
                    return false;
                wait.SpinOnce(sleep1Threshold: -1);
            }

            Add(apart, segment * SegmentLength, Math.Min(SegmentLength, length - segment * SegmentLength));
            Volatile.Write(ref _turns[segment], block + 1);
        }

        return true;
    }

    /// <summary>Adds some gradients of another block to those here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ParameterBlock other, int start, int count)
    {
        ref float sum = ref Unsafe.Add(ref Gradients.Reference, start);
        ref float term = ref Unsafe.Add(ref other.Reference, start);
        int i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
            (Vector.LoadUnsafe(ref sum, (nuint)i) + Vector.LoadUnsafe(ref term, (nuint)i)).StoreUnsafe(ref sum, (nuint)i);
        for (; i < count; i++)
            Unsafe.Add(ref sum, i) += Unsafe.Add(ref term, i);
    }
}
