using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Runtime;

/// <summary>Sums several accumulators across their lanes at once and masks lanes; called by emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes
{
    // A window over this table is the mask of any run of lanes at either end of a vector of up to 16 lanes.
    private static ReadOnlySpan<uint> MaskTable =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u, ~0u,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>The mask table as floats: 16 clear lanes, 16 set, 16 clear.</summary>
    internal static ref float MaskReference
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(MaskTable));
    }

    /// <summary>Returns the sums of the lanes of four vectors.</summary>
    /// <param name="a">The vector summed into lane 0.</param>
    /// <param name="b">The vector summed into lane 1.</param>
    /// <param name="c">The vector summed into lane 2.</param>
    /// <param name="d">The vector summed into lane 3.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (Avx512F.IsSupported)
        {
            var sums = SumQuarters(a, b, c, d);
            var halves = sums.GetLower() + sums.GetUpper();
            return halves.GetLower() + halves.GetUpper();
        }

        return Sum4(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());
    }

    /// <summary>Returns the sums of the lanes of eight vectors.</summary>
    /// <param name="a">The vector summed into lane 0.</param>
    /// <param name="b">The vector summed into lane 1.</param>
    /// <param name="c">The vector summed into lane 2.</param>
    /// <param name="d">The vector summed into lane 3.</param>
    /// <param name="e">The vector summed into lane 4.</param>
    /// <param name="f">The vector summed into lane 5.</param>
    /// <param name="g">The vector summed into lane 6.</param>
    /// <param name="h">The vector summed into lane 7.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sum8(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d,
        Vector512<float> e, Vector512<float> f, Vector512<float> g, Vector512<float> h)
    {
        if (Avx512F.IsSupported)
        {
            var lower = SumQuarters(a, b, c, d);
            var upper = SumQuarters(e, f, g, h);
            var lowerHalves = lower.GetLower() + lower.GetUpper();
            var upperHalves = upper.GetLower() + upper.GetUpper();
            return Avx.Permute2x128(lowerHalves, upperHalves, 0x20) + Avx.Permute2x128(lowerHalves, upperHalves, 0x31);
        }

        return Vector256.Create(Sum4(a, b, c, d), Sum4(e, f, g, h));
    }

    /// <summary>Returns the sums of the lanes of sixteen vectors, the sum of <paramref name="v0"/> in lane 0 and so on.</summary>
    /// <param name="v0">Vector 0.</param>
    /// <param name="v1">Vector 1.</param>
    /// <param name="v2">Vector 2.</param>
    /// <param name="v3">Vector 3.</param>
    /// <param name="v4">Vector 4.</param>
    /// <param name="v5">Vector 5.</param>
    /// <param name="v6">Vector 6.</param>
    /// <param name="v7">Vector 7.</param>
    /// <param name="v8">Vector 8.</param>
    /// <param name="v9">Vector 9.</param>
    /// <param name="v10">Vector 10.</param>
    /// <param name="v11">Vector 11.</param>
    /// <param name="v12">Vector 12.</param>
    /// <param name="v13">Vector 13.</param>
    /// <param name="v14">Vector 14.</param>
    /// <param name="v15">Vector 15.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sum16(
        Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3,
        Vector512<float> v4, Vector512<float> v5, Vector512<float> v6, Vector512<float> v7,
        Vector512<float> v8, Vector512<float> v9, Vector512<float> v10, Vector512<float> v11,
        Vector512<float> v12, Vector512<float> v13, Vector512<float> v14, Vector512<float> v15)
    {
        if (Avx512F.IsSupported)
        {
            var q0 = SumQuarters(v0, v1, v2, v3);
            var q1 = SumQuarters(v4, v5, v6, v7);
            var q2 = SumQuarters(v8, v9, v10, v11);
            var q3 = SumQuarters(v12, v13, v14, v15);
            var h0 = Avx512F.Shuffle4x128(q0, q1, 0x88) + Avx512F.Shuffle4x128(q0, q1, 0xDD);
            var h1 = Avx512F.Shuffle4x128(q2, q3, 0x88) + Avx512F.Shuffle4x128(q2, q3, 0xDD);
            return Avx512F.Shuffle4x128(h0, h1, 0x88) + Avx512F.Shuffle4x128(h0, h1, 0xDD);
        }

        return Vector512.Create(
            Sum8(v0, v1, v2, v3, v4, v5, v6, v7),
            Sum8(v8, v9, v10, v11, v12, v13, v14, v15));
    }

    /// <inheritdoc cref="Sum4(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (Avx.IsSupported)
        {
            var ab = Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b);
            var cd = Avx.UnpackLow(c, d) + Avx.UnpackHigh(c, d);
            var sums = Avx.Shuffle(ab, cd, 0x44) + Avx.Shuffle(ab, cd, 0xEE);
            return sums.GetLower() + sums.GetUpper();
        }

        return Sum4(a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(), c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());
    }

    /// <inheritdoc cref="Sum4(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (Sse.IsSupported)
        {
            var ab = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
            var cd = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
            return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            return AdvSimd.Arm64.AddPairwise(AdvSimd.Arm64.AddPairwise(a, b), AdvSimd.Arm64.AddPairwise(c, d));
        }

        return Vector128.Create(Vector128.Sum(a), Vector128.Sum(b), Vector128.Sum(c), Vector128.Sum(d));
    }

    /// <inheritdoc cref="Sum4(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Sum4(Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d)
    {
        if (Vector<float>.Count == 16)
        {
            return Sum4(a.AsVector512(), b.AsVector512(), c.AsVector512(), d.AsVector512());
        }

        if (Vector<float>.Count == 8)
        {
            return Sum4(a.AsVector256(), b.AsVector256(), c.AsVector256(), d.AsVector256());
        }

        if (Vector<float>.Count == 4)
        {
            return Sum4(a.AsVector128(), b.AsVector128(), c.AsVector128(), d.AsVector128());
        }

        return Vector128.Create(Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
    }

    /// <summary>Takes four rows of four for columns: lane i of <paramref name="x"/> is lane 0 of vector i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Transpose(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d,
        out Vector128<float> x, out Vector128<float> y, out Vector128<float> z, out Vector128<float> w)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> low0 = Sse.UnpackLow(a, b), low1 = Sse.UnpackLow(c, d), high0 = Sse.UnpackHigh(a, b), high1 = Sse.UnpackHigh(c, d);
            (x, y) = (Sse.MoveLowToHigh(low0, low1), Sse.MoveHighToLow(low1, low0));
            (z, w) = (Sse.MoveLowToHigh(high0, high1), Sse.MoveHighToLow(high1, high0));
            return;
        }

        x = Vector128.Create(a.GetElement(0), b.GetElement(0), c.GetElement(0), d.GetElement(0));
        y = Vector128.Create(a.GetElement(1), b.GetElement(1), c.GetElement(1), d.GetElement(1));
        z = Vector128.Create(a.GetElement(2), b.GetElement(2), c.GetElement(2), d.GetElement(2));
        w = Vector128.Create(a.GetElement(3), b.GetElement(3), c.GetElement(3), d.GetElement(3));
    }

    /// <summary>Keeps the last lanes of a vector and clears the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">The number of lanes kept, from 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KeepLast(Vector512<float> vector, int count) =>
        vector & Vector512.LoadUnsafe(ref MaskReference, (nuint)count);

    /// <summary>Keeps the first lanes of a vector and clears the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">The number of lanes kept, from 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KeepFirst(Vector512<float> vector, int count) =>
        vector & Vector512.LoadUnsafe(ref MaskReference, (nuint)(32 - count));

    /// <summary>Keeps the first lanes of a vector and clears the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">The number of lanes kept, from 0 to 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> KeepFirst(Vector128<float> vector, int count) =>
        vector & Vector128.LoadUnsafe(ref MaskReference, (nuint)(32 - count));

    /// <summary>Keeps the last lanes of a vector and clears the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">The number of lanes kept, from 0 to <see cref="Vector{T}.Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> KeepLast(Vector<float> vector, int count) =>
        vector & Vector.LoadUnsafe(ref MaskReference, (nuint)(16 - Vector<float>.Count + count));

    /// <summary>Keeps the first lanes of a vector and clears the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="count">The number of lanes kept, from 0 to <see cref="Vector{T}.Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> KeepFirst(Vector<float> vector, int count) =>
        vector & Vector.LoadUnsafe(ref MaskReference, (nuint)(32 - count));

    /// <summary>Clears the first lanes of a vector and keeps the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="first">The first lane kept, from 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> KeepFrom(Vector512<float> vector, nuint first) =>
        vector & Vector512.LoadUnsafe(ref MaskReference, 16 - first);

    /// <summary>Clears the first lanes of a vector and keeps the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="first">The first lane kept, from 0 to <see cref="Vector{T}.Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> KeepFrom(Vector<float> vector, nuint first) =>
        vector & Vector.LoadUnsafe(ref MaskReference, 16 - first);

    /// <summary>Clears the first lanes of a vector and keeps the others.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="first">The first lane kept, from 0 to 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> KeepFrom(Vector128<float> vector, nuint first) =>
        vector & Vector128.LoadUnsafe(ref MaskReference, 16 - first);

    /// <summary>Four floats out of eight.</summary>
    /// <param name="low">The first four.</param>
    /// <param name="high">The last four.</param>
    /// <param name="first">Which of the eight comes first, 1, 2 or 3; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Window(Vector128<float> low, Vector128<float> high, [ConstantExpected(Min = 1, Max = 3)] byte first)
    {
        if (Ssse3.IsSupported)
        {
            Vector128<byte> l = low.AsByte(), h = high.AsByte();
            return (first == 1 ? Ssse3.AlignRight(h, l, 4) : first == 2 ? Ssse3.AlignRight(h, l, 8) : Ssse3.AlignRight(h, l, 12)).AsSingle();
        }

        if (AdvSimd.IsSupported)
            return AdvSimd.ExtractVector128(low, high, first);
        return first switch
        {
            1 => Vector128.Create(low.GetElement(1), low.GetElement(2), low.GetElement(3), high.GetElement(0)),
            2 => Vector128.Create(low.GetElement(2), low.GetElement(3), high.GetElement(0), high.GetElement(1)),
            _ => Vector128.Create(low.GetElement(3), high.GetElement(0), high.GetElement(1), high.GetElement(2)),
        };
    }

    /// <summary>Tells the machine that a line of memory is needed soon; does nothing where there is no such instruction.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">A float on the line; it need not exist.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ref float from, nuint index)
    {
        if (Sse.IsSupported)
            Sse.Prefetch1(Unsafe.AsPointer(ref Unsafe.Add(ref from, index)));
    }

    // Each 128-bit quarter of the result holds what that quarter of a, b, c and d sums to, in this order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> SumQuarters(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        var ab = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
        var cd = Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d);
        return Avx512F.Shuffle(ab, cd, 0x44) + Avx512F.Shuffle(ab, cd, 0xEE);
    }
}
