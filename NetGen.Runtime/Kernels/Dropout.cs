using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>Drops values by a counter-based generator: values on the way forward, gradients on the way back.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Dropout
{
    /// <summary>Writes values · keep / (1 − rate), keep being 0 or 1 for each row and unit. What is no number stays so, dropped or not.</summary>
    /// <param name="from">Rows of values.</param>
    /// <param name="to">Receives rows of values; may be <paramref name="from"/>.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in both.</param>
    /// <param name="rate">The share that is dropped, 0 or more and less than 1.</param>
    /// <param name="key">The key of the pass.</param>
    /// <param name="layer">A hash of the layer's name, part of the key.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(ref float from, ref float to, nuint size, nuint rows, nuint stride, float rate, RandomKey key, uint layer)
    {
        // 24 bits of a draw decide, as many as a float's rate can tell apart.
        uint threshold = (uint)MathF.Round(rate * (1 << 24));
        float scale = 1 / (1 - rate);
        for (nuint row = 0; row < rows; row++)
        {
            ulong bits = key.Bits(row, layer);
            ApplyRow(ref Unsafe.Add(ref from, row * stride), ref Unsafe.Add(ref to, row * stride), size, threshold, scale, (uint)bits, (uint)(bits >> 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyRow(ref float from, ref float to, nuint size, uint threshold, float scale, uint low, uint high)
    {
        nuint unit = 0, width = (nuint)Vector<uint>.Count;
        for (; unit + width <= size; unit += width)
        {
            Vector<uint> draws = Draw(Vector<uint>.Indices + Vector.Create((uint)unit), low, high);
            Vector<float> factor = Vector.Create(scale) & Vector.GreaterThanOrEqual(draws, Vector.Create(threshold)).As<uint, float>();
            (Vector.LoadUnsafe(ref from, unit) * factor).StoreUnsafe(ref to, unit);
        }

        for (; unit < size; unit++)
            Unsafe.Add(ref to, unit) = Unsafe.Add(ref from, unit) * (Draw(Vector.Create((uint)unit), low, high)[0] >= threshold ? scale : 0);
    }

    // Two rounds of murmur3's 32-bit finalizer over the unit, one for each half of the key.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector<uint> Draw(Vector<uint> unit, uint low, uint high) =>
        Mix(Mix(unit * 0x9E3779B9 + Vector.Create(low)) ^ Vector.Create(high)) >>> 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Mix(Vector<uint> bits)
    {
        bits = (bits ^ (bits >>> 16)) * 0x85EBCA6B;
        bits = (bits ^ (bits >>> 13)) * 0xC2B2AE35;
        return bits ^ (bits >>> 16);
    }
}
