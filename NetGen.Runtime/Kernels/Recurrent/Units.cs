using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Runtime.Kernels.Recurrent;

/// <summary>Some units of every row, a vector at a time: what all recurrent cells do between two products with a matrix.</summary>
internal interface IUnits
{
    /// <summary>Does the units from <paramref name="first"/> on, of all rows: <paramref name="count"/> at once, a whole vector of them or fewer.</summary>
    void Do<T>(nuint first, nuint count)
        where T : struct, IFloats<T>;
}

/// <summary>Takes units in the widest vectors there are, and what is left of them in narrower ones that read and write nothing beside it.</summary>
internal static class Units
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ForAll<TWork>(scoped TWork work, nuint units)
        where TWork : IUnits, allows ref struct
    {
        nuint first = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; first + 16 <= units; first += 16)
                work.Do<Float16>(first, 16);
            if (units - first >= 8)
            {
                work.Do<Float16>(first, units - first);
                return;
            }
        }

        if (Vector256.IsHardwareAccelerated)
        {
            for (; first + 8 <= units; first += 8)
                work.Do<Float8>(first, 8);
            if (units - first >= 4)
            {
                work.Do<Float8>(first, units - first);
                return;
            }
        }

        for (; first + 4 <= units; first += 4)
            work.Do<Float4>(first, 4);
        if (units > first)
            work.Do<Float4>(first, units - first);
    }

    /// <summary>Reads a vector, or as many floats as <paramref name="count"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref float from, nuint index, nuint count)
        where T : struct, IFloats<T> => count == (nuint)T.Count ? T.Load(ref from, index) : T.LoadFew(ref Unsafe.Add(ref from, index), count);

    /// <summary>Writes a vector, or as many floats as <paramref name="count"/> says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(T value, ref float to, nuint index, nuint count)
        where T : struct, IFloats<T>
    {
        if (count == (nuint)T.Count)
            T.Store(value, ref to, index);
        else
            T.StoreFew(value, ref Unsafe.Add(ref to, index), count);
    }

    /// <summary>The gradient before a sigmoid, given its output and the gradient of that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BeforeSigmoid<T>(T gradient, T output)
        where T : struct, IFloats<T> => gradient * (output * (1f - output));

    /// <summary>The gradient before a hyperbolic tangent, given its output and the gradient of that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T BeforeTanh<T>(T gradient, T output)
        where T : struct, IFloats<T> => gradient * ((1f - output) * (1f + output));
}
