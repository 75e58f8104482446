using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Losses;

/// <summary>What short and last vectors need.</summary>
internal static class PartialVector
{
    /// <summary>Loads fewer floats than a vector has; the other lanes are <paramref name="rest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(ref float source, int count, float rest = 0)
    {
        var vector = new Vector<float>(rest);
        ref float lane = ref Unsafe.As<Vector<float>, float>(ref vector);
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref lane, i) = Unsafe.Add(ref source, i);
        return vector;
    }

    /// <summary>Stores the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> vector, ref float destination, int count)
    {
        ref float lane = ref Unsafe.As<Vector<float>, float>(ref vector);
        for (int i = 0; i < count; i++)
            Unsafe.Add(ref destination, i) = Unsafe.Add(ref lane, i);
    }

    /// <summary>Makes all lanes but the first <paramref name="count"/> 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> KeepFirst(Vector<float> vector, int count) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector<int>.Indices, new Vector<int>(count)), vector, Vector<float>.Zero);

    /// <summary>Makes all lanes but the last <paramref name="count"/> 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> KeepLast(Vector<float> vector, int count) =>
        Vector.ConditionalSelect(
            Vector.GreaterThanOrEqual(Vector<int>.Indices, new Vector<int>(Vector<float>.Count - count)), vector, Vector<float>.Zero);

    /// <summary>Returns the largest lane; NaN when there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector<float> vector)
    {
        float max = vector[0];
        for (int i = 1; i < Vector<float>.Count; i++)
            max = MathF.Max(max, vector[i]);
        return max;
    }
}
