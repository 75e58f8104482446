using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <content>512-bit vectors as four rows side by side, one in each quarter. All of these are for machines that have such vectors.</content>
public static partial class Lanes
{
    /// <summary>The same four floats in every quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Repeat(Vector128<float> vector)
    {
        var whole = vector.ToVector256Unsafe().ToVector512Unsafe();
        return Avx512F.IsSupported ? Avx512F.Shuffle4x128(whole, whole, 0) : Vector512.Create(Vector256.Create(vector, vector), Vector256.Create(vector, vector));
    }

    /// <summary>The first lanes of four floats in every quarter, and zeros beside them.</summary>
    /// <param name="vector">Four floats.</param>
    /// <param name="count">How many of them count, 1 to 4; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Repeat(Vector128<float> vector, int count) =>
        count == 4 ? Repeat(vector) : Repeat(vector & Vector128.LoadUnsafe(ref MaskReference, (nuint)(32 - count)));

    /// <summary>One float in all lanes of each quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Quarters(float first, float second, float third, float fourth)
    {
        var four = Vector128.Create(first, second, third, fourth);
        var lanes = Vector512.Create(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        return Avx512F.IsSupported
            ? Avx512F.PermuteVar16x32(four.ToVector256Unsafe().ToVector512Unsafe(), lanes)
            : Vector512.Create(Vector256.Create(Vector128.Create(first), Vector128.Create(second)), Vector256.Create(Vector128.Create(third), Vector128.Create(fourth)));
    }

    /// <summary>The sum of each quarter, in all of its lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SumQuarters(Vector512<float> vector)
    {
        var pairs = vector + Vector512.Shuffle(vector, Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
        return pairs + Vector512.Shuffle(pairs, Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
    }

    /// <summary>The quarters of a vector, added up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> AddQuarters(Vector512<float> vector)
    {
        var halves = vector.GetLower() + vector.GetUpper();
        return halves.GetLower() + halves.GetUpper();
    }
}
