using System.Runtime.CompilerServices;
using NetGen.Runtime;

namespace NetGen.Benchmarks.Ratios;

/// <summary>What both sides of a duel read and write: aligned memory that does not move.</summary>
internal static unsafe class DuelData
{
    /// <summary>The rows of a large batch.</summary>
    public const int BatchRows = 256;

    /// <summary>Inputs of a large batch of 784 each, from 0 to 1.</summary>
    public static readonly ParameterBlock Inputs = Draw(BatchRows * 784);

    /// <summary>A class of 10 for each row.</summary>
    public static readonly int[] Labels = Enumerable.Range(0, BatchRows).Select(static i => i * 7 % 10).ToArray();

    /// <summary>The classes as one-hot targets.</summary>
    public static readonly float[] Targets = OneHot();

    /// <summary>The first float of a block.</summary>
    public static float* Pointer(ParameterBlock block) => (float*)Unsafe.AsPointer(ref block.Reference);

    /// <summary>The largest distance between corresponding numbers; NaN if there is one.</summary>
    public static float Difference(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        float largest = 0;
        for (int i = 0; i < ours.Length; i++)
            largest = MathF.Max(largest, MathF.Abs(ours[i] - theirs[i]));
        return largest;
    }

    private static ParameterBlock Draw(int length)
    {
        var block = new ParameterBlock(length);
        var random = new Random(1);
        foreach (ref float value in block.Span)
            value = random.NextSingle();
        return block;
    }

    private static float[] OneHot()
    {
        float[] targets = new float[BatchRows * 10];
        for (int i = 0; i < BatchRows; i++)
            targets[i * 10 + Labels[i]] = 1;
        return targets;
    }
}
