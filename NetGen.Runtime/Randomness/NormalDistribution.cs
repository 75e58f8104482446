using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Randomness;

/// <summary>
/// The standard normal distribution by inversion (Wichura, 1988, algorithm AS 241, the form for seven digits):
/// one draw of bits makes one number, so that a number can be keyed by its place.
/// </summary>
internal static class NormalDistribution
{
    /// <summary>Returns the number that 64 uniform bits stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float FromBits(ulong bits) => (float)Quantile(((bits >> 11) + 0.5) * (1.0 / (1UL << 53)));

    /// <summary>Returns x with Φ(x) = <paramref name="probability"/>, which lies between 0 and 1, both excluded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Quantile(double probability)
    {
        double q = probability - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double s = 0.180625 - q * q;
            return q * (((59.109374720 * s + 159.29113202) * s + 50.434271938) * s + 3.3871327179)
                / (((67.187563600 * s + 78.757757664) * s + 17.895169469) * s + 1.0);
        }

        double r = Math.Sqrt(-Math.Log(q < 0 ? probability : 1 - probability));
        double size;
        if (r <= 5)
        {
            r -= 1.6;
            size = (((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777)
                / ((0.12021132975 * r + 0.73700164250) * r + 1.0);
        }
        else
        {
            r -= 5;
            size = (((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150)
                / ((0.012258202635 * r + 0.24197894225) * r + 1.0);
        }

        return q < 0 ? -size : size;
    }
}
