using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Randomness;

/// <summary>A key of a name: the same on every machine and in every version (FNV-1a over UTF-16, mixed), so that random numbers stay with what they are drawn for.</summary>
internal static class NameKey
{
    /// <summary>The key of a layer's tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(string layer, string tensor) => SplitMix64.Mix(Add(Add(Add(0xCBF29CE484222325, layer), "."), tensor));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Add(ulong hash, string name)
    {
        foreach (char unit in name)
            hash = (hash ^ unit) * 0x100000001B3;
        return hash;
    }
}
