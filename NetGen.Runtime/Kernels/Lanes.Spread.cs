using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <content>
/// One load for several broadcasts. Where every multiply-add needs an input of its own in all lanes, a processor with two loads a cycle is held
/// up by them; spreading what one load brought takes a shuffle instead.
/// </content>
public static partial class Lanes
{
    /// <summary>Reads two floats into every pair of lanes.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">The first float read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pair(ref float from, nuint index) =>
        Vector512.Create(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref from, index)))).AsSingle();

    /// <summary>The first float of a pair in all lanes.</summary>
    /// <param name="pair">What <see cref="Pair"/> read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Even(Vector512<float> pair) =>
        Avx512F.IsSupported ? Avx512F.DuplicateEvenIndexed(pair) : Vector512.Create(pair.GetElement(0));

    /// <summary>The second float of a pair in all lanes.</summary>
    /// <param name="pair">What <see cref="Pair"/> read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Odd(Vector512<float> pair) =>
        Avx512F.IsSupported ? Avx512F.DuplicateOddIndexed(pair) : Vector512.Create(pair.GetElement(1));

    /// <summary>The first four floats of a vector, four times.</summary>
    /// <param name="vector">The vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Four(Vector512<float> vector) => Avx512F.IsSupported ? Avx512F.Shuffle4x128(vector, vector, 0) : vector;

    /// <summary>One of four floats in all lanes.</summary>
    /// <param name="four">What <see cref="Four"/> returned.</param>
    /// <param name="index">Which one, from 0 to 3; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Nth(Vector512<float> four, [ConstantExpected(Min = 0, Max = 3)] byte index)
    {
        if (!Avx512F.IsSupported)
            return Vector512.Create(four.GetElement(index));
        return index switch
        {
            0 => Avx512F.Permute4x32(four, 0x00),
            1 => Avx512F.Permute4x32(four, 0x55),
            2 => Avx512F.Permute4x32(four, 0xAA),
            _ => Avx512F.Permute4x32(four, 0xFF),
        };
    }
}
