using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Benchmarks.Ratios;

namespace NetGen.Benchmarks.Sweep;

/// <summary>What this machine can do at most, measured: multiply-adds from registers, and floats read once from memory.</summary>
internal static class HardwareLimits
{
    private const int Rounds = 100;

    /// <summary>Billions of operations a second, a multiply-add counting two.</summary>
    public static double GigaflopsPeak()
    {
        int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector<float>.Count;
        float sink = 0;
        double nanoseconds = Best(() => sink += MultiplyAdd(0.999f));
        return sink == 1 ? 0 : 2.0 * Rounds * 12 * lanes / nanoseconds;
    }

    /// <summary>The time to add up some floats once, in nanoseconds: a pass over weights cannot be faster.</summary>
    public static double Streaming(ReadOnlyMemory<float> values)
    {
        float sink = 0;
        double nanoseconds = Best(() => sink += Sum(values.Span));
        return float.IsNaN(sink) ? 0 : nanoseconds;
    }

    private static double Best(Action work) => new Duel("", 1, count => { for (int i = 0; i < count; i++) work(); }, null, null).Run(0.2).Ours;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Sum(ReadOnlySpan<float> values)
    {
        ref float x = ref Unsafe.AsRef(in values[0]);
        nuint i = 0, length = (nuint)values.Length;
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (; i + 64 <= length; i += 64)
        {
            s0 += Vector512.LoadUnsafe(ref x, i);
            s1 += Vector512.LoadUnsafe(ref x, i + 16);
            s2 += Vector512.LoadUnsafe(ref x, i + 32);
            s3 += Vector512.LoadUnsafe(ref x, i + 48);
        }

        return Vector512.Sum((s0 + s1) + (s2 + s3));
    }

    /// <summary>Twelve independent multiply-adds a round, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float MultiplyAdd(float factor, int rounds = Rounds)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> a = Vector512.Create(factor), s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a;
            for (int i = 0; i < rounds; i++)
            {
                s0 = Vector512.MultiplyAddEstimate(s0, a, a);
                s1 = Vector512.MultiplyAddEstimate(s1, a, a);
                s2 = Vector512.MultiplyAddEstimate(s2, a, a);
                s3 = Vector512.MultiplyAddEstimate(s3, a, a);
                s4 = Vector512.MultiplyAddEstimate(s4, a, a);
                s5 = Vector512.MultiplyAddEstimate(s5, a, a);
                s6 = Vector512.MultiplyAddEstimate(s6, a, a);
                s7 = Vector512.MultiplyAddEstimate(s7, a, a);
                s8 = Vector512.MultiplyAddEstimate(s8, a, a);
                s9 = Vector512.MultiplyAddEstimate(s9, a, a);
                s10 = Vector512.MultiplyAddEstimate(s10, a, a);
                s11 = Vector512.MultiplyAddEstimate(s11, a, a);
            }

            return Vector512.Sum((s0 + s1 + s2 + s3) + (s4 + s5 + s6 + s7) + (s8 + s9 + s10 + s11));
        }
        else
        {
            Vector<float> a = new(factor), s0 = a, s1 = a, s2 = a, s3 = a, s4 = a, s5 = a, s6 = a, s7 = a, s8 = a, s9 = a, s10 = a, s11 = a;
            for (int i = 0; i < rounds; i++)
            {
                s0 = Vector.MultiplyAddEstimate(s0, a, a);
                s1 = Vector.MultiplyAddEstimate(s1, a, a);
                s2 = Vector.MultiplyAddEstimate(s2, a, a);
                s3 = Vector.MultiplyAddEstimate(s3, a, a);
                s4 = Vector.MultiplyAddEstimate(s4, a, a);
                s5 = Vector.MultiplyAddEstimate(s5, a, a);
                s6 = Vector.MultiplyAddEstimate(s6, a, a);
                s7 = Vector.MultiplyAddEstimate(s7, a, a);
                s8 = Vector.MultiplyAddEstimate(s8, a, a);
                s9 = Vector.MultiplyAddEstimate(s9, a, a);
                s10 = Vector.MultiplyAddEstimate(s10, a, a);
                s11 = Vector.MultiplyAddEstimate(s11, a, a);
            }

            return Vector.Sum((s0 + s1 + s2 + s3) + (s4 + s5 + s6 + s7) + (s8 + s9 + s10 + s11));
        }
    }
}
