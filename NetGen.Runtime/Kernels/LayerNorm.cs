using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime;

/// <summary>
/// Layer normalisation of rows: y = γ·(x − μ)·r + β with the row's mean μ and r = 1/√(σ² + ε). The mean comes first and the variance from what is left of it,
/// so that rows far from 0 lose nothing. Training keeps μ and r of each row.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerNorm
{
    /// <summary>Normalises rows.</summary>
    /// <param name="gamma">The scale, one a value; a null reference for 1.</param>
    /// <param name="beta">The shift, one a value; a null reference for 0.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="y">Receives rows; may be <paramref name="x"/>.</param>
    /// <param name="statistics">Receives μ and r of each row; a null reference where nobody needs them.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in both.</param>
    /// <param name="epsilon">ε.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float gamma, ref float beta, ref float x, ref float y, ref float statistics, nuint size, nuint rows, nuint stride, float epsilon)
    {
        nuint width = (nuint)Vector<float>.Count;
        bool scales = !Unsafe.IsNullRef(ref gamma), shifts = !Unsafe.IsNullRef(ref beta);
        for (nuint row = 0; row < rows; row++)
        {
            ref float from = ref Unsafe.Add(ref x, row * stride), to = ref Unsafe.Add(ref y, row * stride);
            float mean = Sum(ref from, size) / size;
            float factor = 1 / MathF.Sqrt(SumOfSquares(ref from, size, mean) / size + epsilon);
            if (!Unsafe.IsNullRef(ref statistics))
            {
                Unsafe.Add(ref statistics, row * 2) = mean;
                Unsafe.Add(ref statistics, row * 2 + 1) = factor;
            }

            nuint i = 0;
            for (; i + width <= size; i += width)
            {
                Vector<float> value = (Vector.LoadUnsafe(ref from, i) - new Vector<float>(mean)) * factor;
                if (scales)
                    value *= Vector.LoadUnsafe(ref gamma, i);
                if (shifts)
                    value += Vector.LoadUnsafe(ref beta, i);
                value.StoreUnsafe(ref to, i);
            }

            for (; i < size; i++)
            {
                float value = (Unsafe.Add(ref from, i) - mean) * factor;
                if (scales)
                    value *= Unsafe.Add(ref gamma, i);
                if (shifts)
                    value += Unsafe.Add(ref beta, i);
                Unsafe.Add(ref to, i) = value;
            }
        }
    }

    /// <summary>Writes the gradients with respect to x: r·(g − mean(g) − x̂·mean(g·x̂)) with g = γ·d.</summary>
    /// <param name="gamma">The scale; a null reference for 1.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="statistics">What the way forward kept.</param>
    /// <param name="d">Rows of gradients with respect to y.</param>
    /// <param name="dx">Receives rows; may be <paramref name="d"/>.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in all of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InputGradients(ref float gamma, ref float x, ref float statistics, ref float d, ref float dx, nuint size, nuint rows, nuint stride)
    {
        nuint width = (nuint)Vector<float>.Count;
        bool scales = !Unsafe.IsNullRef(ref gamma);
        for (nuint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref x, row * stride), given = ref Unsafe.Add(ref d, row * stride), to = ref Unsafe.Add(ref dx, row * stride);
            float mean = Unsafe.Add(ref statistics, row * 2), factor = Unsafe.Add(ref statistics, row * 2 + 1);
            Vector<float> sums = default, products = default;
            float sum = 0, product = 0;
            nuint i = 0;
            for (; i + width <= size; i += width)
            {
                Vector<float> gradient = Vector.LoadUnsafe(ref given, i), normal = (Vector.LoadUnsafe(ref values, i) - new Vector<float>(mean)) * factor;
                if (scales)
                    gradient *= Vector.LoadUnsafe(ref gamma, i);
                sums += gradient;
                products += gradient * normal;
            }

            for (; i < size; i++)
            {
                float gradient = scales ? Unsafe.Add(ref given, i) * Unsafe.Add(ref gamma, i) : Unsafe.Add(ref given, i);
                sum += gradient;
                product += gradient * ((Unsafe.Add(ref values, i) - mean) * factor);
            }

            float average = (Vector.Sum(sums) + sum) / size, along = (Vector.Sum(products) + product) / size;
            for (i = 0; i + width <= size; i += width)
            {
                Vector<float> gradient = Vector.LoadUnsafe(ref given, i), normal = (Vector.LoadUnsafe(ref values, i) - new Vector<float>(mean)) * factor;
                if (scales)
                    gradient *= Vector.LoadUnsafe(ref gamma, i);
                ((gradient - new Vector<float>(average) - normal * along) * factor).StoreUnsafe(ref to, i);
            }

            for (; i < size; i++)
            {
                float gradient = scales ? Unsafe.Add(ref given, i) * Unsafe.Add(ref gamma, i) : Unsafe.Add(ref given, i);
                Unsafe.Add(ref to, i) = (gradient - average - (Unsafe.Add(ref values, i) - mean) * factor * along) * factor;
            }
        }
    }

    /// <summary>Adds the gradients with respect to γ, or writes them: Σ d·x̂ over rows.</summary>
    /// <param name="gradients">One a value.</param>
    /// <param name="x">Rows of values.</param>
    /// <param name="statistics">What the way forward kept.</param>
    /// <param name="d">Rows of gradients with respect to y.</param>
    /// <param name="size">How many values a row has.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="stride">How far apart rows lie in both.</param>
    /// <param name="overwrites">Whether the sums take the place of what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleGradients(ref float gradients, ref float x, ref float statistics, ref float d, nuint size, nuint rows, nuint stride, bool overwrites)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        for (; i + width <= size; i += width)
        {
            Vector<float> sum = default;
            for (nuint row = 0; row < rows; row++)
            {
                Vector<float> normal = (Vector.LoadUnsafe(ref x, row * stride + i) - new Vector<float>(Unsafe.Add(ref statistics, row * 2))) * Unsafe.Add(ref statistics, row * 2 + 1);
                sum += Vector.LoadUnsafe(ref d, row * stride + i) * normal;
            }

            Lanes.Put(sum, ref gradients, i, overwrites);
        }

        for (; i < size; i++)
        {
            float sum = 0;
            for (nuint row = 0; row < rows; row++)
                sum += Unsafe.Add(ref d, row * stride + i) * ((Unsafe.Add(ref x, row * stride + i) - Unsafe.Add(ref statistics, row * 2)) * Unsafe.Add(ref statistics, row * 2 + 1));
            Lanes.Put(sum, ref Unsafe.Add(ref gradients, i), overwrites);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(ref float values, nuint size)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        Vector<float> first = default, second = default;
        for (; i + 2 * width <= size; i += 2 * width)
        {
            first += Vector.LoadUnsafe(ref values, i);
            second += Vector.LoadUnsafe(ref values, i + width);
        }

        for (; i + width <= size; i += width)
            first += Vector.LoadUnsafe(ref values, i);
        float sum = Vector.Sum(first + second);
        for (; i < size; i++)
            sum += Unsafe.Add(ref values, i);
        return sum;
    }

    /// <summary>Σ(x − mean)².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float SumOfSquares(ref float values, nuint size, float mean)
    {
        nuint i = 0, width = (nuint)Vector<float>.Count;
        Vector<float> first = default, second = default;
        for (; i + 2 * width <= size; i += 2 * width)
        {
            Vector<float> a = Vector.LoadUnsafe(ref values, i) - new Vector<float>(mean), b = Vector.LoadUnsafe(ref values, i + width) - new Vector<float>(mean);
            first += a * a;
            second += b * b;
        }

        for (; i + width <= size; i += width)
        {
            Vector<float> a = Vector.LoadUnsafe(ref values, i) - new Vector<float>(mean);
            first += a * a;
        }

        float sum = Vector.Sum(first + second);
        for (; i < size; i++)
            sum += (Unsafe.Add(ref values, i) - mean) * (Unsafe.Add(ref values, i) - mean);
        return sum;
    }
}
