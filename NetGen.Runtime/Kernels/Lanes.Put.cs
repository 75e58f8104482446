using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <content>What a kernel of gradients ends with: its sums are added to memory, or take the place of what is there.</content>
public static partial class Lanes
{
    /// <summary>Adds a vector to memory, or overwrites memory with it.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">The first float added to.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector512<float> vector, ref float to, nuint index, bool overwrites) =>
        (overwrites ? vector : Vector512.LoadUnsafe(ref to, index) + vector).StoreUnsafe(ref to, index);

    /// <inheritdoc cref="Put(Vector512{float}, ref float, nuint, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector<float> vector, ref float to, nuint index, bool overwrites) =>
        (overwrites ? vector : Vector.LoadUnsafe(ref to, index) + vector).StoreUnsafe(ref to, index);

    /// <inheritdoc cref="Put(Vector512{float}, ref float, nuint, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector128<float> vector, ref float to, nuint index, bool overwrites) =>
        (overwrites ? vector : Vector128.LoadUnsafe(ref to, index) + vector).StoreUnsafe(ref to, index);

    /// <summary>Adds a number to memory, or overwrites memory with it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="to">The memory.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(float value, ref float to, bool overwrites) => to = overwrites ? value : to + value;

    /// <summary>Adds the last lanes of a vector to memory, or overwrites memory with all of it: the first lanes are there already.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="first">The first lane added, from 0 to 16.</param>
    /// <param name="to">Where the memory starts.</param>
    /// <param name="index">Where the vector's first lane lies.</param>
    /// <param name="overwrites">Whether what is there does not count.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector512<float> vector, nuint first, ref float to, nuint index, bool overwrites) =>
        Put(overwrites ? vector : KeepFrom(vector, first), ref to, index, overwrites);

    /// <inheritdoc cref="Put(Vector512{float}, nuint, ref float, nuint, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector<float> vector, nuint first, ref float to, nuint index, bool overwrites) =>
        Put(overwrites ? vector : KeepFrom(vector, first), ref to, index, overwrites);

    /// <inheritdoc cref="Put(Vector512{float}, nuint, ref float, nuint, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Vector128<float> vector, nuint first, ref float to, nuint index, bool overwrites) =>
        Put(overwrites ? vector : KeepFrom(vector, first), ref to, index, overwrites);
}
