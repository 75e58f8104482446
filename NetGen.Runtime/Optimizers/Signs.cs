using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Runtime.Kernels;

namespace NetGen.Runtime.Optimizers;

/// <summary>Signs of several numbers at once.</summary>
internal static class Signs
{
    /// <summary>1, 0 or −1; NaN becomes ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T values)
        where T : struct, IFloats<T> =>
        T.Select(T.AreEqual(values, 0), 0, (values & T.CreateBits(0x80000000)) | 1);

    /// <inheritdoc cref="Of{T}(T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of(Vector<float> values) =>
        Vector.ConditionalSelect(
            Vector.Equals(values, Vector<float>.Zero), Vector<float>.Zero, Vector.CopySign(Vector<float>.One, values));
}
