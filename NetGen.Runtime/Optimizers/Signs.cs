using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Optimizers;

/// <summary>Signs of several numbers at once.</summary>
internal static class Signs
{
    /// <summary>1, 0 or −1; NaN becomes ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Of(Vector<float> values) =>
        Vector.ConditionalSelect(
            Vector.Equals(values, Vector<float>.Zero), Vector<float>.Zero, Vector.CopySign(Vector<float>.One, values));
}
