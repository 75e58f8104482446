using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Every count, with guards around the buffers.</summary>
[Trait("Category", "Widths")]
public sealed class ActivationBufferTests
{
    private const int LargestCount = 67;

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Apply_is_the_same_in_place_and_touches_nothing_else(int index)
    {
        var kernels = ActivationKernels.All[index];
        for (int count = 0; count <= LargestCount; count++)
        {
            float[] z = [.. Enumerable.Range(0, count).Select(i => (i * 0.37f) - 9f)];
            GuardedBuffer input = GuardedBuffer.Of(z, count), output = new(count), inPlace = GuardedBuffer.Of(z);
            kernels.Apply(input.Span, output.Span);
            kernels.Apply(inPlace.Span, inPlace.Span);
            Assert.Equal(z, input.Span);
            Assert.Equal([.. z.Select(kernels.Value.Scalar)], output.Span);
            Assert.Equal(output.Span, inPlace.Span);
            output.Check($"{kernels.Activation}.Apply");
            inPlace.Check($"{kernels.Activation}.Apply in place");
        }
    }

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Backward_multiplies_each_gradient_once_and_touches_nothing_else(int index)
    {
        var kernels = ActivationKernels.All[index];
        for (int count = 0; count <= LargestCount; count++)
        {
            float[] saved = [.. Enumerable.Range(0, count).Select(i => (i * 0.031f) - 0.9f)];
            float[] expected = [.. saved.Select((value, i) => (i - 20.5f) * kernels.Derivative.Scalar(value))];
            GuardedBuffer input = GuardedBuffer.Of(saved, count), gradient = GuardedBuffer.Of([.. Enumerable.Range(0, count).Select(i => i - 20.5f)]);
            kernels.Backward(input.Span, gradient.Span);
            Assert.Equal(saved, input.Span);
            Assert.Equal(expected, gradient.Span);
            gradient.Check($"{kernels.Activation}.Backward");
        }
    }
}
