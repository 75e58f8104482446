using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Every count, with guards around the buffers.</summary>
[Trait("Category", "Widths")]
public sealed class ActivationBufferTests
{
    private const int Guard = 32, LargestCount = 67;
    private const float GuardValue = 12345.678f;

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Apply_is_the_same_in_place_and_touches_nothing_else(int index)
    {
        var kernels = ActivationKernels.All[index];
        for (int count = 0; count <= LargestCount; count++)
        {
            float[] z = Guarded(count, i => (i * 0.37f) - 9f), y = Guarded(count, _ => float.NaN), inPlace = [.. z];
            kernels.Apply(z.AsSpan(Guard, count), y.AsSpan(Guard, count));
            kernels.Apply(inPlace.AsSpan(Guard, count), inPlace.AsSpan(Guard, count));
            Assert.Equal(y, inPlace);
            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(i < Guard || i >= Guard + count ? GuardValue : kernels.Value.Scalar(z[i]), y[i]);
            }
        }
    }

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Backward_multiplies_each_gradient_once_and_touches_nothing_else(int index)
    {
        var kernels = ActivationKernels.All[index];
        for (int count = 0; count <= LargestCount; count++)
        {
            float[] saved = Guarded(count, i => (i * 0.031f) - 0.9f), gradient = Guarded(count, i => i - 20.5f), before = [.. gradient];
            kernels.Backward(saved.AsSpan(Guard, count), gradient.AsSpan(Guard, count));
            for (int i = 0; i < gradient.Length; i++)
            {
                Assert.Equal(i < Guard || i >= Guard + count ? GuardValue : before[i] * kernels.Derivative.Scalar(saved[i]), gradient[i]);
            }
        }
    }

    private static float[] Guarded(int count, Func<int, float> value)
    {
        float[] buffer = new float[count + (2 * Guard)];
        buffer.AsSpan().Fill(GuardValue);
        for (int i = 0; i < count; i++)
        {
            buffer[Guard + i] = value(i);
        }

        return buffer;
    }
}
