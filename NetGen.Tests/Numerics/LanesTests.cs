using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Runtime;
using NetGen.Tests.Support;
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

    [Fact]
    public void First_lanes_are_read_and_written_and_nothing_beside_them()
    {
        for (int count = 1; count <= 8; count++)
        {
            GuardedBuffer from = GuardedBuffer.Of(Values.AsSpan(0, count)), to = new(count);
            ref float source = ref MemoryMarshal.GetReference(from.Span), target = ref MemoryMarshal.GetReference(to.Span);
            var read = new float[16];
            Lanes.First256(ref source, 0, count).CopyTo(read);
            Lanes.StoreFirst(Lanes.First256(ref source, 0, count), ref target, 0, count);
            Assert.Equal(Values.Take(count).Concat(new float[16 - count]), read);
            Assert.Equal(from.Span, to.Span);
            if (count <= 4)
            {
                to.Span.Clear();
                Assert.Equal(Lanes.First256(ref source, 0, count), Lanes.First128(ref source, 0, count).ToVector256());
                Lanes.StoreFirst(Lanes.First128(ref source, 0, count), ref target, 0, count);
                Assert.Equal(from.Span, to.Span);
            }

            if (int.IsPow2(count))
            {
                to.Span.Clear();
                Assert.Equal(Lanes.First256(ref source, 0, count).ToVector512(), Lanes.First512(ref source, 0, count));
                Lanes.StoreFirst(Lanes.First512(ref source, 0, count), ref target, 0, count);
                Assert.Equal(from.Span, to.Span);
            }

            if (count is 1 or 2 or 4)
            {
                to.Span.Clear();
                var first = Lanes.First(ref source, 0, count);
                for (int i = 0; i < Vector<float>.Count; i++)
                    Assert.Equal(i < count ? Values[i] : 0f, first[i]);
                Lanes.StoreFirst(first, ref target, 0, count);
                Assert.Equal(from.Span, to.Span);
            }

            to.Check($"{count} floats");
        }
    }

    [Fact]
    public void Outer_products_end_where_their_memory_ends()
    {
        foreach (int columns in new[] { 7, 15, 17, 19, 20, 31, 33, 36, 47, 63, 65, 127, 129, 300 })
        {
            const int rows = 131;
            GuardedBuffer to = new(rows * columns), a = GuardedBuffer.Of([.. Values.Take(rows)]), c = GuardedBuffer.Of([.. Enumerable.Range(0, columns).Select(static i => Values[i % 256])]);
            to.Span.Fill(1);
            OuterProduct.AddInputMajor(
                ref MemoryMarshal.GetReference(to.Span), ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(a.Span), rows, ref MemoryMarshal.GetReference(c.Span), (nuint)columns);
            to.Check($"{columns} columns");
            for (int i = 0; i < to.Span.Length; i++)
                Assert.Equal(1 + Values[i / columns] * Values[i % columns % 256], to.Span[i]);
        }
    }

    [Fact]
    public void More_than_half_of_a_vector_is_read_exactly()
    {
        for (int count = 9; count < 16; count++)
        {
            var vector = Lanes.First512(ref Values[0], 3, count);
            for (int i = 0; i < 16; i++)
                Assert.Equal(i < count ? Values[3 + i] : 0f, vector[i]);
        }
    }

    [Fact]
    public void One_of_several_floats_in_all_lanes()
    {
        float[] floats = [.. Values[..20]];
        var pair = Lanes.Pair(ref floats[0], 3);
        Assert.Equal(Vector512.Create(floats[3]), Lanes.Even(pair));
        Assert.Equal(Vector512.Create(floats[4]), Lanes.Odd(pair));

        var four = Lanes.Four(Vector512.Create(floats, 2));
        Assert.Equal(Vector512.Create(floats[2]), Lanes.Nth(four, 0));
        Assert.Equal(Vector512.Create(floats[3]), Lanes.Nth(four, 1));
        Assert.Equal(Vector512.Create(floats[4]), Lanes.Nth(four, 2));
        Assert.Equal(Vector512.Create(floats[5]), Lanes.Nth(four, 3));
    }
}
