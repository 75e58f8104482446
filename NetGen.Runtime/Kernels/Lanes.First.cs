using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <content>
/// Fewer floats than a vector holds, read and written in the same exact pieces: a read that overlaps two recent writes would wait until both
/// have left the processor's store queue.
/// </content>
public static partial class Lanes
{
    /// <summary>Reads some floats into the first lanes of a vector; the others are 0.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">The first float read.</param>
    /// <param name="count">How many are read, from 1 to 4; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> First128(ref float from, nuint index, int count)
    {
        ref float first = ref Unsafe.Add(ref from, index);
        if (count == 1)
            return Vector128.CreateScalar(first);
        if (count >= 4)
            return Vector128.LoadUnsafe(ref first);
        var two = Vector128.CreateScalar(Unsafe.ReadUnaligned<double>(ref Unsafe.As<float, byte>(ref first))).AsSingle();
        return count == 2 ? two : two.WithElement(2, Unsafe.Add(ref first, 2));
    }

    /// <summary>Reads some floats into the first lanes of a vector; the others are 0.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">The first float read.</param>
    /// <param name="count">How many are read, from 1 to 8; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> First256(ref float from, nuint index, int count)
    {
        if (count >= 8)
            return Vector256.LoadUnsafe(ref from, index);
        return count <= 4
            ? First128(ref from, index, count).ToVector256()
            : Vector256.Create(Vector128.LoadUnsafe(ref from, index), First128(ref from, index + 4, count - 4));
    }

    /// <summary>Reads some floats into the first lanes of a vector; the others are 0.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">The first float read.</param>
    /// <param name="count">How many are read, from 1 to 15; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First512(ref float from, nuint index, int count) => count <= 8
        ? First256(ref from, index, count).ToVector512()
        : Vector256.LoadUnsafe(ref from, index).ToVector512Unsafe().WithUpper(First256(ref from, index + 8, count - 8));

    /// <summary>Reads some floats into the first lanes of a vector; the others are 0.</summary>
    /// <param name="from">Where the memory starts.</param>
    /// <param name="index">The first float read.</param>
    /// <param name="count">How many are read: 1, 2 or 4; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> First(ref float from, nuint index, int count) => Vector<float>.Count switch
    {
        16 => First512(ref from, index, count).AsVector(),
        8 => First256(ref from, index, count).AsVector(),
        _ => First128(ref from, index, count).AsVector(),
    };

    /// <summary>Writes the first lanes of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">The first float written.</param>
    /// <param name="count">How many are written, from 1 to 4; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector128<float> vector, ref float to, nuint index, int count)
    {
        ref float first = ref Unsafe.Add(ref to, index);
        if (count >= 4)
        {
            vector.StoreUnsafe(ref first);
            return;
        }

        if (count == 1)
        {
            first = vector.ToScalar();
            return;
        }

        Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref first), vector.AsDouble().ToScalar());
        if (count == 3)
            Unsafe.Add(ref first, 2) = vector.GetElement(2);
    }

    /// <summary>Writes the first lanes of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">The first float written.</param>
    /// <param name="count">How many are written, from 1 to 8; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector256<float> vector, ref float to, nuint index, int count)
    {
        if (count >= 8)
        {
            vector.StoreUnsafe(ref to, index);
            return;
        }

        StoreFirst(vector.GetLower(), ref to, index, Math.Min(count, 4));
        if (count > 4)
            StoreFirst(vector.GetUpper(), ref to, index + 4, count - 4);
    }

    /// <summary>Writes the first lanes of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">The first float written.</param>
    /// <param name="count">How many are written: 1, 2, 4 or 8; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector512<float> vector, ref float to, nuint index, int count) => StoreFirst(vector.GetLower(), ref to, index, count);

    /// <summary>Writes the first lanes of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">The first float written.</param>
    /// <param name="count">How many are written: 1, 2 or 4; a constant.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector<float> vector, ref float to, nuint index, int count) => StoreFirst(vector.AsVector128(), ref to, index, count);
}
