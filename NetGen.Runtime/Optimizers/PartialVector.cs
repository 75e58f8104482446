using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Optimizers;

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
}
