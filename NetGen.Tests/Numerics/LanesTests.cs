using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Runtime;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Widths")]
public sealed class LanesTests
{
    // Small whole numbers: every order of summation is exact.
    private static readonly float[] Values = [.. Enumerable.Range(0, 16 * 16).Select(i => (float)((i * 37 % 101) - 50))];

    private static float SumOf(int vector, int lanes) => Values.AsSpan(vector * lanes, lanes).ToArray().Sum();

    private static Vector512<float> V512(int i) => Vector512.Create(Values, i * 16);

    private static Vector256<float> V256(int i) => Vector256.Create(Values, i * 8);

    private static Vector128<float> V128(int i) => Vector128.Create(Values, i * 4);

    private static Vector<float> V(int i) => new(Values, i * Vector<float>.Count);

    [Fact]
    public void Sums_of_four_vectors_of_any_width()
    {
        var s512 = Lanes.Sum4(V512(0), V512(1), V512(2), V512(3));
        var s256 = Lanes.Sum4(V256(0), V256(1), V256(2), V256(3));
        var s128 = Lanes.Sum4(V128(0), V128(1), V128(2), V128(3));
        var s = Lanes.Sum4(V(0), V(1), V(2), V(3));
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(SumOf(i, 16), s512[i]);
            Assert.Equal(SumOf(i, 8), s256[i]);
            Assert.Equal(SumOf(i, 4), s128[i]);
            Assert.Equal(SumOf(i, Vector<float>.Count), s[i]);
        }
    }

    [Fact]
    public void Sums_of_eight_and_sixteen_vectors()
    {
        var s8 = Lanes.Sum8(V512(0), V512(1), V512(2), V512(3), V512(4), V512(5), V512(6), V512(7));
        var s16 = Lanes.Sum16(
            V512(0), V512(1), V512(2), V512(3), V512(4), V512(5), V512(6), V512(7),
            V512(8), V512(9), V512(10), V512(11), V512(12), V512(13), V512(14), V512(15));
        for (int i = 0; i < 16; i++)
        {
            Assert.Equal(SumOf(i, 16), s16[i]);
            if (i < 8)
            {
                Assert.Equal(SumOf(i, 16), s8[i]);
            }
        }
    }

    [Fact]
    public void Keeps_lanes_at_either_end_and_clears_even_NaN()
    {
        for (int count = 0; count <= 16; count++)
        {
            var garbage = Vector512.Create(float.NaN);
            var last = Lanes.KeepLast(garbage, count);
            var first = Lanes.KeepFirst(garbage, count);
            Assert.Equal(last.AsInt32(), Lanes.KeepFrom(garbage, (nuint)(16 - count)).AsInt32());
            for (int i = 0; i < 16; i++)
            {
                Assert.Equal(i >= 16 - count ? float.NaN : 0f, last[i]);
                Assert.Equal(i < count ? float.NaN : 0f, first[i]);
            }
        }

        int lanes = Vector<float>.Count;
        for (int count = 0; count <= lanes; count++)
        {
            var last = Lanes.KeepLast(V(0), count);
            var first = Lanes.KeepFirst(V(0), count);
            Assert.Equal(last, Lanes.KeepFrom(V(0), (nuint)(lanes - count)));
            for (int i = 0; i < lanes; i++)
            {
                Assert.Equal(i >= lanes - count ? Values[i] : 0f, last[i]);
                Assert.Equal(i < count ? Values[i] : 0f, first[i]);
            }
        }
    }
}
