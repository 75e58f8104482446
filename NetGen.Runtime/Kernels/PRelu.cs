using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>ReLU with learned slopes: y = x where x &gt; 0, else a·x, with one slope for all values or one a column.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PRelu
{
    /// <summary>Applies it to rows.</summary>
    /// <param name="slopes">One slope, or one a column.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="y">Receives rows; may be <paramref name="x"/>.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in both.</param>
    /// <param name="perColumn">Whether every column has a slope.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float slopes, ref float x, ref float y, nuint size, nuint rows, nuint stride, bool perColumn) =>
        Select(ref slopes, ref x, ref x, ref y, size, rows, stride, perColumn);

    /// <summary>Writes the gradients with respect to x: d where x &gt; 0, else a·d.</summary>
    /// <param name="slopes">One slope, or one a column.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="d">Rows of gradients with respect to y.</param>
    /// <param name="dx">Receives rows; may be <paramref name="d"/>.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in all of them.</param>
    /// <param name="perColumn">Whether every column has a slope.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradients(ref float slopes, ref float x, ref float d, ref float dx, nuint size, nuint rows, nuint stride, bool perColumn) =>
        Select(ref slopes, ref x, ref d, ref dx, size, rows, stride, perColumn);

    /// <summary>Adds the gradients with respect to the slopes, or writes them: Σ d·x where x is not positive.</summary>
    /// <param name="gradients">One, or one a column.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="d">Rows of gradients with respect to y.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in both.</param>
    /// <param name="perColumn">Whether every column has a slope.</param>
    /// <param name="overwrites">Whether the sums take the place of what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SlopeGradients(ref float gradients, ref float x, ref float d, nuint size, nuint rows, nuint stride, bool perColumn, bool overwrites)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        Vector<float> all = default;
        float rest = 0;
        for (; i + width <= size; i += width)
        {
            Vector<float> sum = default;
            for (nuint row = 0; row < rows; row++)
            {
                Vector<float> value = Vector.Min(Vector.LoadUnsafe(ref x, row * stride + i), Vector<float>.Zero);
                sum += Vector.LoadUnsafe(ref d, row * stride + i) * value;
            }

            if (perColumn)
                Lanes.Put(sum, ref gradients, i, overwrites);
            all += sum;
        }

        for (; i < size; i++)
        {
            float sum = 0;
            for (nuint row = 0; row < rows; row++)
                sum += Unsafe.Add(ref d, row * stride + i) * MathF.Min(Unsafe.Add(ref x, row * stride + i), 0);
            if (perColumn)
                Lanes.Put(sum, ref Unsafe.Add(ref gradients, i), overwrites);
            rest += sum;
        }

        if (!perColumn)
            Lanes.Put(Vector.Sum(all) + rest, ref gradients, overwrites);
    }

    /// <summary>from where x &gt; 0, else the slope times it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Select(ref float slopes, ref float x, ref float from, ref float to, nuint size, nuint rows, nuint stride, bool perColumn)
    {
        nuint width = (nuint)Vector<float>.Count;
        float one = perColumn ? 0 : slopes;
        for (nuint row = 0; row < rows; row++)
        {
            ref float sign = ref Unsafe.Add(ref x, row * stride), given = ref Unsafe.Add(ref from, row * stride), result = ref Unsafe.Add(ref to, row * stride);
            nuint i = 0;
            for (; i + width <= size; i += width)
            {
                Vector<float> value = Vector.LoadUnsafe(ref given, i), slope = perColumn ? Vector.LoadUnsafe(ref slopes, i) : new Vector<float>(one);
                Vector.ConditionalSelect(Vector.GreaterThan(Vector.LoadUnsafe(ref sign, i), Vector<float>.Zero), value, slope * value).StoreUnsafe(ref result, i);
            }

            for (; i < size; i++)
            {
                float slope = perColumn ? Unsafe.Add(ref slopes, i) : one;
                Unsafe.Add(ref result, i) = Unsafe.Add(ref sign, i) > 0 ? Unsafe.Add(ref given, i) : slope * Unsafe.Add(ref given, i);
            }
        }
    }
}
