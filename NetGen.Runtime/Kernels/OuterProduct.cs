using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime;

/// <summary>
/// Adds one row's gradients of a dense layer, each the product of an input and an output's gradient. Nothing is summed over rows, so weights
/// are read and written once, in the order they lie in. Called by emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OuterProduct
{
    /// <summary>Adds to weights [inputs, outputs].</summary>
    /// <param name="weights">The weights' gradients.</param>
    /// <param name="biases">The biases' gradients, or a null reference.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="inputs">How many there are.</param>
    /// <param name="d">The outputs' gradients.</param>
    /// <param name="outputs">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddInputMajor(ref float weights, ref float biases, ref float x, nuint inputs, ref float d, nuint outputs)
    {
        if (!Unsafe.IsNullRef(ref biases))
            AddOne(ref biases, 1, ref d, outputs);
        Add(ref weights, ref x, inputs, ref d, outputs);
    }

    /// <summary>Adds to weights [outputs, inputs].</summary>
    /// <param name="weights">The weights' gradients.</param>
    /// <param name="biases">The biases' gradients, or a null reference.</param>
    /// <param name="x">The inputs.</param>
    /// <param name="inputs">How many there are.</param>
    /// <param name="d">The outputs' gradients.</param>
    /// <param name="outputs">How many there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOutputMajor(ref float weights, ref float biases, ref float x, nuint inputs, ref float d, nuint outputs)
    {
        if (!Unsafe.IsNullRef(ref biases))
            AddOne(ref biases, 1, ref d, outputs);
        Add(ref weights, ref d, outputs, ref x, inputs);
    }

    private const nuint MostHeld = 256;

    /// <summary>With fewer weights than this the next step reads them while their writes are still on the way to the cache: windows that overlap would keep it waiting.</summary>
    private const nuint FewestOverlapping = 2048;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ref float to, ref float rows, nuint rowCount, ref float columns, nuint columnCount)
    {
        nuint row = 0;
        if (Vector512.IsHardwareAccelerated && columnCount % 16 == 0 && columnCount <= MostHeld)
        {
            nuint column = 0;
            for (; column + 128 <= columnCount; column += 128)
                AddHeld128(ref Unsafe.Add(ref to, column), ref rows, rowCount, ref Unsafe.Add(ref columns, column), columnCount);
            for (; column + 32 <= columnCount; column += 32)
                AddHeld32(ref Unsafe.Add(ref to, column), ref rows, rowCount, ref Unsafe.Add(ref columns, column), columnCount);
            for (; column < columnCount; column += 16)
                AddHeld16(ref Unsafe.Add(ref to, column), ref rows, rowCount, ref Unsafe.Add(ref columns, column), columnCount);
            return;
        }

        bool overlaps = rowCount * columnCount >= FewestOverlapping;
        if (Vector512.IsHardwareAccelerated && overlaps && columnCount is >= 20 and < 32)
        {
            AddHeldOverlapping(ref to, ref rows, rowCount, ref columns, columnCount);
            return;
        }

        if (Vector512.IsHardwareAccelerated && columnCount is > 32 and < 36)
        {
            AddHeld32AndRest(ref to, ref rows, rowCount, ref columns, columnCount);
            return;
        }

        if (Vector512.IsHardwareAccelerated && overlaps && columnCount > 32 && columnCount % 16 >= 4)
        {
            for (; row + 4 <= rowCount; row += 4)
                AddFourOverlapping(ref Unsafe.Add(ref to, row * columnCount), ref Unsafe.Add(ref rows, row), ref columns, columnCount);
        }

        for (; row + 4 <= rowCount; row += 4)
            AddFour(ref Unsafe.Add(ref to, row * columnCount), ref Unsafe.Add(ref rows, row), ref columns, columnCount);
        for (; row < rowCount; row++)
            AddOne(ref Unsafe.Add(ref to, row * columnCount), Unsafe.Add(ref rows, row), ref columns, columnCount);
    }

    // The columns stay in registers while all rows pass.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHeld128(ref float to, ref float rows, nuint rowCount, ref float columns, nuint stride)
    {
        Vector512<float> c0 = Vector512.LoadUnsafe(ref columns), c1 = Vector512.LoadUnsafe(ref columns, 16);
        Vector512<float> c2 = Vector512.LoadUnsafe(ref columns, 32), c3 = Vector512.LoadUnsafe(ref columns, 48);
        Vector512<float> c4 = Vector512.LoadUnsafe(ref columns, 64), c5 = Vector512.LoadUnsafe(ref columns, 80);
        Vector512<float> c6 = Vector512.LoadUnsafe(ref columns, 96), c7 = Vector512.LoadUnsafe(ref columns, 112);
        for (nuint row = 0; row < rowCount; row++)
        {
            var a = Vector512.Create(Unsafe.Add(ref rows, row));
            ref float w = ref Unsafe.Add(ref to, row * stride);
            Vector512.MultiplyAddEstimate(a, c0, Vector512.LoadUnsafe(ref w)).StoreUnsafe(ref w);
            Vector512.MultiplyAddEstimate(a, c1, Vector512.LoadUnsafe(ref w, 16)).StoreUnsafe(ref w, 16);
            Vector512.MultiplyAddEstimate(a, c2, Vector512.LoadUnsafe(ref w, 32)).StoreUnsafe(ref w, 32);
            Vector512.MultiplyAddEstimate(a, c3, Vector512.LoadUnsafe(ref w, 48)).StoreUnsafe(ref w, 48);
            Vector512.MultiplyAddEstimate(a, c4, Vector512.LoadUnsafe(ref w, 64)).StoreUnsafe(ref w, 64);
            Vector512.MultiplyAddEstimate(a, c5, Vector512.LoadUnsafe(ref w, 80)).StoreUnsafe(ref w, 80);
            Vector512.MultiplyAddEstimate(a, c6, Vector512.LoadUnsafe(ref w, 96)).StoreUnsafe(ref w, 96);
            Vector512.MultiplyAddEstimate(a, c7, Vector512.LoadUnsafe(ref w, 112)).StoreUnsafe(ref w, 112);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHeld32(ref float to, ref float rows, nuint rowCount, ref float columns, nuint stride)
    {
        Vector512<float> c0 = Vector512.LoadUnsafe(ref columns), c1 = Vector512.LoadUnsafe(ref columns, 16);
        for (nuint row = 0; row < rowCount; row++)
        {
            var a = Vector512.Create(Unsafe.Add(ref rows, row));
            ref float w = ref Unsafe.Add(ref to, row * stride);
            Vector512.MultiplyAddEstimate(a, c0, Vector512.LoadUnsafe(ref w)).StoreUnsafe(ref w);
            Vector512.MultiplyAddEstimate(a, c1, Vector512.LoadUnsafe(ref w, 16)).StoreUnsafe(ref w, 16);
        }
    }

    // So few columns are left over that they are written one by one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHeld32AndRest(ref float to, ref float rows, nuint rowCount, ref float columns, nuint count)
    {
        Vector512<float> c0 = Vector512.LoadUnsafe(ref columns), c1 = Vector512.LoadUnsafe(ref columns, 16);
        for (nuint row = 0; row < rowCount; row++)
        {
            float one = Unsafe.Add(ref rows, row);
            var a = Vector512.Create(one);
            ref float w = ref Unsafe.Add(ref to, row * count);
            Vector512.MultiplyAddEstimate(a, c0, Vector512.LoadUnsafe(ref w)).StoreUnsafe(ref w);
            Vector512.MultiplyAddEstimate(a, c1, Vector512.LoadUnsafe(ref w, 16)).StoreUnsafe(ref w, 16);
            for (nuint column = 32; column < count; column++)
                Unsafe.Add(ref w, column) = float.MultiplyAddEstimate(one, Unsafe.Add(ref columns, column), Unsafe.Add(ref w, column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHeld16(ref float to, ref float rows, nuint rowCount, ref float columns, nuint stride)
    {
        var c = Vector512.LoadUnsafe(ref columns);
        for (nuint row = 0; row < rowCount; row++)
        {
            ref float w = ref Unsafe.Add(ref to, row * stride);
            Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref rows, row)), c, Vector512.LoadUnsafe(ref w)).StoreUnsafe(ref w);
        }
    }

    // The last vector of a row begins early. Both are read before either is written: what they share is computed twice, alike.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddHeldOverlapping(ref float to, ref float rows, nuint rowCount, ref float columns, nuint count)
    {
        nuint late = count - 16;
        Vector512<float> c0 = Vector512.LoadUnsafe(ref columns), c1 = Vector512.LoadUnsafe(ref columns, late);
        for (nuint row = 0; row < rowCount; row++)
        {
            var a = Vector512.Create(Unsafe.Add(ref rows, row));
            ref float w = ref Unsafe.Add(ref to, row * count);
            var last = Vector512.MultiplyAddEstimate(a, c1, Vector512.LoadUnsafe(ref w, late));
            Vector512.MultiplyAddEstimate(a, c0, Vector512.LoadUnsafe(ref w)).StoreUnsafe(ref w);
            last.StoreUnsafe(ref w, late);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFourOverlapping(ref float to, ref float rows, ref float columns, nuint count)
    {
        ref float to1 = ref Unsafe.Add(ref to, count), to2 = ref Unsafe.Add(ref to1, count), to3 = ref Unsafe.Add(ref to2, count);
        Vector512<float> v0 = Vector512.Create(rows), v1 = Vector512.Create(Unsafe.Add(ref rows, 1));
        Vector512<float> v2 = Vector512.Create(Unsafe.Add(ref rows, 2)), v3 = Vector512.Create(Unsafe.Add(ref rows, 3));
        nuint late = count - 16;
        var end = Vector512.LoadUnsafe(ref columns, late);
        var end0 = Vector512.MultiplyAddEstimate(v0, end, Vector512.LoadUnsafe(ref to, late));
        var end1 = Vector512.MultiplyAddEstimate(v1, end, Vector512.LoadUnsafe(ref to1, late));
        var end2 = Vector512.MultiplyAddEstimate(v2, end, Vector512.LoadUnsafe(ref to2, late));
        var end3 = Vector512.MultiplyAddEstimate(v3, end, Vector512.LoadUnsafe(ref to3, late));
        for (nuint column = 0; column < late; column += 16)
        {
            var c = Vector512.LoadUnsafe(ref columns, column);
            Vector512.MultiplyAddEstimate(v0, c, Vector512.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
            Vector512.MultiplyAddEstimate(v1, c, Vector512.LoadUnsafe(ref to1, column)).StoreUnsafe(ref to1, column);
            Vector512.MultiplyAddEstimate(v2, c, Vector512.LoadUnsafe(ref to2, column)).StoreUnsafe(ref to2, column);
            Vector512.MultiplyAddEstimate(v3, c, Vector512.LoadUnsafe(ref to3, column)).StoreUnsafe(ref to3, column);
        }

        end0.StoreUnsafe(ref to, late);
        end1.StoreUnsafe(ref to1, late);
        end2.StoreUnsafe(ref to2, late);
        end3.StoreUnsafe(ref to3, late);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(ref float to, ref float rows, ref float columns, nuint count)
    {
        ref float to1 = ref Unsafe.Add(ref to, count), to2 = ref Unsafe.Add(ref to1, count), to3 = ref Unsafe.Add(ref to2, count);
        float a0 = rows, a1 = Unsafe.Add(ref rows, 1), a2 = Unsafe.Add(ref rows, 2), a3 = Unsafe.Add(ref rows, 3);
        nuint column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> v0 = Vector512.Create(a0), v1 = Vector512.Create(a1), v2 = Vector512.Create(a2), v3 = Vector512.Create(a3);
            for (; column + 16 <= count; column += 16)
            {
                var c = Vector512.LoadUnsafe(ref columns, column);
                Vector512.MultiplyAddEstimate(v0, c, Vector512.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
                Vector512.MultiplyAddEstimate(v1, c, Vector512.LoadUnsafe(ref to1, column)).StoreUnsafe(ref to1, column);
                Vector512.MultiplyAddEstimate(v2, c, Vector512.LoadUnsafe(ref to2, column)).StoreUnsafe(ref to2, column);
                Vector512.MultiplyAddEstimate(v3, c, Vector512.LoadUnsafe(ref to3, column)).StoreUnsafe(ref to3, column);
            }
        }

        for (; column + (nuint)Vector<float>.Count <= count; column += (nuint)Vector<float>.Count)
        {
            var c = Vector.LoadUnsafe(ref columns, column);
            Vector.MultiplyAddEstimate(new Vector<float>(a0), c, Vector.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
            Vector.MultiplyAddEstimate(new Vector<float>(a1), c, Vector.LoadUnsafe(ref to1, column)).StoreUnsafe(ref to1, column);
            Vector.MultiplyAddEstimate(new Vector<float>(a2), c, Vector.LoadUnsafe(ref to2, column)).StoreUnsafe(ref to2, column);
            Vector.MultiplyAddEstimate(new Vector<float>(a3), c, Vector.LoadUnsafe(ref to3, column)).StoreUnsafe(ref to3, column);
        }

        AddRest(ref to, a0, ref columns, column, count);
        AddRest(ref to1, a1, ref columns, column, count);
        AddRest(ref to2, a2, ref columns, column, count);
        AddRest(ref to3, a3, ref columns, column, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(ref float to, float factor, ref float columns, nuint count)
    {
        nuint column = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            var a = Vector512.Create(factor);
            for (; column + 32 <= count; column += 32)
            {
                Vector512.MultiplyAddEstimate(a, Vector512.LoadUnsafe(ref columns, column), Vector512.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
                Vector512.MultiplyAddEstimate(a, Vector512.LoadUnsafe(ref columns, column + 16), Vector512.LoadUnsafe(ref to, column + 16)).StoreUnsafe(ref to, column + 16);
            }

            if (column + 16 <= count)
            {
                Vector512.MultiplyAddEstimate(a, Vector512.LoadUnsafe(ref columns, column), Vector512.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
                column += 16;
            }
        }

        for (; column + (nuint)Vector<float>.Count <= count; column += (nuint)Vector<float>.Count)
            Vector.MultiplyAddEstimate(new Vector<float>(factor), Vector.LoadUnsafe(ref columns, column), Vector.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
        AddRest(ref to, factor, ref columns, column, count);
    }

    /// <summary>Fewer than a vector: exact pieces, since a window that overlaps the one before would wait for its store. Kernels of one row read in the same pieces.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRest(ref float to, float factor, ref float columns, nuint column, nuint count)
    {
        if (column + 4 <= count)
        {
            Vector128.MultiplyAddEstimate(Vector128.Create(factor), Vector128.LoadUnsafe(ref columns, column), Vector128.LoadUnsafe(ref to, column)).StoreUnsafe(ref to, column);
            column += 4;
        }

        if (column + 2 <= count)
        {
            Lanes.StoreFirst(Vector128.MultiplyAddEstimate(Vector128.Create(factor), Lanes.First128(ref columns, column, 2), Lanes.First128(ref to, column, 2)), ref to, column, 2);
            column += 2;
        }

        if (column < count)
            Unsafe.Add(ref to, column) += factor * Unsafe.Add(ref columns, column);
    }
}
