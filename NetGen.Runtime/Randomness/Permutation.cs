using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Randomness;

/// <summary>Random orders.</summary>
internal static class Permutation
{
    /// <summary>The streams of a seed: one for each use, so that no two uses share numbers. Tensors use hashes of their names.</summary>
    public const ulong DatasetStream = 1UL << 40, EpochStream = 2UL << 40, NoiseStream = 3UL << 40;

    /// <summary>Writes the order of rows that an epoch goes through; it depends on nothing but the seed and the epoch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ForEpoch(Span<int> order, int seed, int epoch)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Shuffle(order, new RandomBits((ulong)seed, EpochStream + (ulong)epoch));
    }

    /// <summary>Puts values into a random order (Fisher and Yates).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Shuffle(Span<int> values, RandomBits random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int j = random.NextBelow(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
