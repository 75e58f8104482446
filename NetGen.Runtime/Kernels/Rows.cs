using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Elementwise work on rows that may lie unlike far apart in each of their places: what joins of a graph do. Everything is stored exactly, and a row
/// is read before it is stored, so that results may lie where something that is read lies.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Rows
{
    /// <summary>Copies rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float from, ref float to, nuint size, nuint rows, nuint fromStride, nuint toStride)
    {
        Join(ref fromStride, ref toStride, ref size, ref rows);
        for (nuint row = 0; row < rows; row++)
        {
            ref float a = ref Unsafe.Add(ref from, row * fromStride), y = ref Unsafe.Add(ref to, row * toStride);
            nuint i = 0;
            for (; i + (nuint)Vector<float>.Count <= size; i += (nuint)Vector<float>.Count)
                Vector.LoadUnsafe(ref a, i).StoreUnsafe(ref y, i);
            for (; i < size; i++)
                Unsafe.Add(ref y, i) = Unsafe.Add(ref a, i);
        }
    }

    /// <summary>Adds rows to others: to += from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref float from, ref float to, nuint size, nuint rows, nuint fromStride, nuint toStride) =>
        Sum(ref from, ref to, ref to, size, rows, fromStride, toStride, toStride);

    /// <summary>The sums of two values: y = a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(ref float a, ref float b, ref float y, nuint size, nuint rows, nuint aStride, nuint bStride, nuint yStride)
    {
        Join(ref aStride, ref bStride, ref yStride, ref size, ref rows);
        for (nuint row = 0; row < rows; row++)
        {
            ref float ar = ref Unsafe.Add(ref a, row * aStride), br = ref Unsafe.Add(ref b, row * bStride), yr = ref Unsafe.Add(ref y, row * yStride);
            nuint i = 0;
            for (; i + (nuint)Vector<float>.Count <= size; i += (nuint)Vector<float>.Count)
                (Vector.LoadUnsafe(ref ar, i) + Vector.LoadUnsafe(ref br, i)).StoreUnsafe(ref yr, i);
            for (; i < size; i++)
                Unsafe.Add(ref yr, i) = Unsafe.Add(ref ar, i) + Unsafe.Add(ref br, i);
        }
    }

    /// <summary>The products of two values: y = a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Product(ref float a, ref float b, ref float y, nuint size, nuint rows, nuint aStride, nuint bStride, nuint yStride)
    {
        Join(ref aStride, ref bStride, ref yStride, ref size, ref rows);
        for (nuint row = 0; row < rows; row++)
        {
            ref float ar = ref Unsafe.Add(ref a, row * aStride), br = ref Unsafe.Add(ref b, row * bStride), yr = ref Unsafe.Add(ref y, row * yStride);
            nuint i = 0;
            for (; i + (nuint)Vector<float>.Count <= size; i += (nuint)Vector<float>.Count)
                (Vector.LoadUnsafe(ref ar, i) * Vector.LoadUnsafe(ref br, i)).StoreUnsafe(ref yr, i);
            for (; i < size; i++)
                Unsafe.Add(ref yr, i) = Unsafe.Add(ref ar, i) * Unsafe.Add(ref br, i);
        }
    }

    /// <summary>Adds the products of two values: y += a·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProduct(ref float a, ref float b, ref float y, nuint size, nuint rows, nuint aStride, nuint bStride, nuint yStride)
    {
        Join(ref aStride, ref bStride, ref yStride, ref size, ref rows);
        for (nuint row = 0; row < rows; row++)
        {
            ref float ar = ref Unsafe.Add(ref a, row * aStride), br = ref Unsafe.Add(ref b, row * bStride), yr = ref Unsafe.Add(ref y, row * yStride);
            nuint i = 0;
            for (; i + (nuint)Vector<float>.Count <= size; i += (nuint)Vector<float>.Count)
                Vector.MultiplyAddEstimate(Vector.LoadUnsafe(ref ar, i), Vector.LoadUnsafe(ref br, i), Vector.LoadUnsafe(ref yr, i)).StoreUnsafe(ref yr, i);
            for (; i < size; i++)
                Unsafe.Add(ref yr, i) = float.MultiplyAddEstimate(Unsafe.Add(ref ar, i), Unsafe.Add(ref br, i), Unsafe.Add(ref yr, i));
        }
    }

    /// <summary>Writes zeros to rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Clear(ref float to, nuint size, nuint rows, nuint stride)
    {
        nuint other = stride;
        Join(ref stride, ref other, ref size, ref rows);
        for (nuint row = 0; row < rows; row++)
        {
            ref float y = ref Unsafe.Add(ref to, row * stride);
            nuint i = 0;
            for (; i + (nuint)Vector<float>.Count <= size; i += (nuint)Vector<float>.Count)
                Vector<float>.Zero.StoreUnsafe(ref y, i);
            for (; i < size; i++)
                Unsafe.Add(ref y, i) = 0;
        }
    }

    /// <summary>Turns each row, <paramref name="outer"/> times <paramref name="inner"/> numbers, so that the inner ones lie <paramref name="outer"/> apart.</summary>
    /// <param name="from">Rows of outer · inner numbers.</param>
    /// <param name="to">Receives rows of inner · outer numbers; other memory.</param>
    /// <param name="outer">The axis that is the slow one in <paramref name="from"/> and the fast one in <paramref name="to"/>.</param>
    /// <param name="inner">The other axis.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="fromStride">How far apart rows to read lie.</param>
    /// <param name="toStride">How far apart rows to write lie.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float from, ref float to, nuint outer, nuint inner, nuint rows, nuint fromStride, nuint toStride)
    {
        for (nuint row = 0; row < rows; row++)
        {
            ref float a = ref Unsafe.Add(ref from, row * fromStride), y = ref Unsafe.Add(ref to, row * toStride);
            for (nuint i = 0; i < inner; i++)
            {
                for (nuint o = 0; o < outer; o++)
                    Unsafe.Add(ref y, i * outer + o) = Unsafe.Add(ref a, o * inner + i);
            }
        }
    }

    // Rows that lie close together are one long row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(ref nuint first, ref nuint second, ref nuint size, ref nuint rows)
    {
        if (first != size || second != size)
            return;
        size *= rows;
        rows = size > 0 ? 1u : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(ref nuint first, ref nuint second, ref nuint third, ref nuint size, ref nuint rows)
    {
        if (third == size)
            Join(ref first, ref second, ref size, ref rows);
    }
}
