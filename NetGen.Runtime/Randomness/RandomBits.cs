using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Randomness;

/// <summary>The generator xoshiro256** (Blackman and Vigna, 2018): the same key gives the same numbers on every machine and in every version.</summary>
internal struct RandomBits
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts a generator; two keys are two independent streams.</summary>
    public RandomBits(ulong seed, ulong stream = 0)
    {
        ulong state = SplitMix64.Combine(seed, stream);
        _a = SplitMix64.Next(ref state);
        _b = SplitMix64.Next(ref state);
        _c = SplitMix64.Next(ref state);
        _d = SplitMix64.Next(ref state);
    }

    /// <summary>Returns 64 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9, shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Returns a whole number from 0 to below <paramref name="limit"/>, all equally likely (Lemire, 2019).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NextBelow(int limit)
    {
        ulong product = (Next() >> 32) * (uint)limit;
        if ((uint)product < (uint)limit)
        {
            uint threshold = (0u - (uint)limit) % (uint)limit;
            while ((uint)product < threshold)
                product = (Next() >> 32) * (uint)limit;
        }

        return (int)(product >> 32);
    }

    /// <summary>Returns a number from 0 to below 1 in steps of 2⁻²⁴.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float NextUniform() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Returns a number of the standard normal distribution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float NextNormal() => NormalDistribution.FromBits(Next());
}
