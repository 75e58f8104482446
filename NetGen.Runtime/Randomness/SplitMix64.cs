using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Randomness;

/// <summary>The finalizer and increment of SplitMix64 (Steele, Lea and Flood, 2014): turns keys into well-mixed bits.</summary>
internal static class SplitMix64
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Mixes 64 bits; a bijection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Advances a state and returns its next output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Next(ref ulong state) => Mix(state += Increment);

    /// <summary>Makes one key of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Combine(ulong first, ulong second) => Mix(Mix(first + Increment) + Increment * (second + 1));
}
