using NetGen.Runtime.Activations;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Widths")]
public sealed class SoftmaxTests
{
    private const float GuardValue = 12345.678f;

    public static TheoryData<int> Sizes => [.. Enumerable.Range(1, 67), 100, 1000];

    [Theory, MemberData(nameof(Sizes))]
    public void Rows_equal_the_reference_and_padding_is_untouched(int size)
    {
        var random = new Random(size);
        foreach (float range in (float[])[0f, 1f, 20f, 90f, 200f, 1e4f])
        {
            const int Rows = 3;
            int stride = (size + 15) / 16 * 16;
            float[] z = new float[(Rows * stride) + 32];
            z.AsSpan().Fill(GuardValue);
            for (int row = 0; row < Rows; row++)
            {
                for (int i = 0; i < size; i++)
                {
                    z[(row * stride) + i] = (float)((random.NextDouble() - 0.3) * range);
                }
            }

            float[] y = new float[z.Length], inPlace = [.. z];
            y.AsSpan().Fill(GuardValue);
            Softmax.Apply(ref z[0], ref y[0], (nuint)size, Rows, (nuint)stride);
            Softmax.Apply(ref inPlace[0], ref inPlace[0], (nuint)size, Rows, (nuint)stride);
            Assert.Equal(y, inPlace);

            for (int row = 0; row < Rows; row++)
            {
                double[] expected = ReferenceActivation.Apply(Activation.Softmax, 0, [.. z.Skip(row * stride).Take(size).Select(v => (double)v)]);
                for (int i = 0; i < size; i++)
                {
                    double error = FloatAccuracy.AllowedErrors(y[(row * stride) + i], expected[i]);
                    if (!(error <= 1))
                        Assert.Fail($"size {size}, range {range}: {y[(row * stride) + i]:R}, expected {expected[i]:R}");
                }

                Assert.InRange(y.Skip(row * stride).Take(size).Sum(v => (double)v), 1 - 1e-6, 1 + 1e-6);
                Assert.All(y.Skip((row * stride) + size).Take(stride - size), v => Assert.Equal(GuardValue, v));
            }

            Assert.All(y.Skip(Rows * stride), v => Assert.Equal(GuardValue, v));
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Backward_equals_the_reference_and_padding_is_untouched(int size)
    {
        var random = new Random(size);
        const int Rows = 2;
        int stride = (size + 15) / 16 * 16;
        float[] y = new float[(Rows * stride) + 32], gradient = new float[y.Length];
        y.AsSpan().Fill(float.NaN);
        gradient.AsSpan().Fill(GuardValue);
        for (int row = 0; row < Rows; row++)
        {
            double[] outputs = ReferenceActivation.Apply(Activation.Softmax, 0, [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() * 4)]);
            for (int i = 0; i < size; i++)
            {
                y[(row * stride) + i] = (float)outputs[i];
                gradient[(row * stride) + i] = (float)(random.NextDouble() - 0.5);
            }
        }

        float[] before = [.. gradient];
        Softmax.Backward(ref y[0], ref gradient[0], (nuint)size, Rows, (nuint)stride);
        for (int row = 0; row < Rows; row++)
        {
            int start = row * stride;
            double mean = Enumerable.Range(start, size).Sum(i => (double)y[i] * before[i]);
            for (int i = start; i < start + size; i++)
            {
                Assert.Equal(y[i] * (before[i] - mean), gradient[i], 1e-6 * y[i]);
            }

            Assert.All(gradient.Skip(start + size).Take(stride - size), v => Assert.Equal(GuardValue, v));
        }

        Assert.All(gradient.Skip(Rows * stride), v => Assert.Equal(GuardValue, v));
    }

    [Theory, InlineData(1), InlineData(3), InlineData(10), InlineData(33)]
    public void Extreme_rows_are_finite_and_NaN_spoils_its_row_only(int size)
    {
        float[] z = new float[2 * 64];
        z[0] = float.MaxValue;
        z[1 % size] = float.MaxValue;
        z[size - 1] = -float.MaxValue;
        z[64 + (size / 2)] = float.NaN;
        Softmax.Apply(ref z[0], ref z[0], (nuint)size, 2, 64);
        Assert.Equal(1f, z.Take(size).Sum());
        Assert.All(z.Skip(64).Take(size), v => Assert.Equal(float.NaN, v));
    }
}
