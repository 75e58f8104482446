using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Training;

/// <summary>Looks for numbers that are not finite.</summary>
internal static class Finite
{
    // The bytes of more floats than this are no span.
    private const int MostFloats = int.MaxValue / sizeof(float);

    /// <summary>Whether all values are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool All(ReadOnlySpan<float> values)
    {
        // v·0 is 0 for finite values and NaN for all others, and NaN stays NaN in a sum.
        ref float v = ref MemoryMarshal.GetReference(values);
        Vector<float> sum = default;
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            sum += Vector.LoadUnsafe(ref v, (nuint)i) * Vector<float>.Zero;
        float rest = Vector.Sum(sum);
        for (; i < values.Length; i++)
            rest += values[i] * 0;
        return rest == 0;
    }

    /// <summary>Whether two blocks of one length have the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreSame(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        MemoryMarshal.AsBytes(left[..Math.Min(left.Length, MostFloats)]).SequenceEqual(MemoryMarshal.AsBytes(right[..Math.Min(right.Length, MostFloats)]))
        && (left.Length <= MostFloats || AreSame(left[MostFloats..], right[MostFloats..]));

    /// <summary>Whether all of a layer's parameters, or their gradients, are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool All(LayerInfo layer, ReadOnlySpan<float> block)
    {
        foreach (TensorInfo tensor in layer.Tensors)
        {
            if (tensor.IsParameter && !All(block.Slice(tensor.Offset, tensor.Length)))
                return false;
        }

        return true;
    }

    /// <summary>The index of the first value that is not finite; −1 when all are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int IndexOfOther(ReadOnlySpan<float> values)
    {
        if (All(values))
            return -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                return i;
        }

        return -1;
    }
}
