using System.Runtime.Intrinsics;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Widths")]
public sealed class ActivationAccuracyTests
{
    private static readonly float[] Sweep = FloatAccuracy.Sweep(19937);

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Value_is_right_over_the_whole_range(int index)
    {
        var kernels = ActivationKernels.All[index];
        float[] output = new float[Sweep.Length];
        kernels.Apply(Sweep, output);
        AssertAccurate(kernels, Sweep, output, ReferenceActivation.Value);
    }

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Derivative_is_right_over_the_whole_range(int index)
    {
        var kernels = ActivationKernels.All[index];
        float[] saved = Sweep;
        if (SavedDerivative.IsOfOutput(kernels.Activation))
        {
            saved = new float[Sweep.Length];
            kernels.Apply(Sweep, saved);
        }

        float[] gradient = new float[saved.Length];
        gradient.AsSpan().Fill(1f);
        kernels.Backward(saved, gradient);
        AssertAccurate(kernels, saved, gradient, SavedDerivative.Of);
    }

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void NaN_stays_NaN_and_in_its_lane(int index)
    {
        var kernels = ActivationKernels.All[index];
        for (int count = 1; count <= 40; count++)
        {
            for (int at = 0; at < count; at++)
            {
                float[] z = new float[count], y = new float[count];
                z.AsSpan().Fill(0.5f);
                z[at] = float.NaN;
                kernels.Apply(z, y);
                for (int i = 0; i < count; i++)
                {
                    if (float.IsNaN(y[i]) != (i == at))
                        Assert.Fail($"{kernels.Activation}, {count} elements, NaN at {at}: output[{i}] = {y[i]}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(ActivationKernels.Indices), MemberType = typeof(ActivationKernels))]
    public void Inline_forms_equal_the_loops(int index)
    {
        var kernels = ActivationKernels.All[index];
        float[] x = [.. Sweep.Where((_, i) => i % 101 == 0)];
        float[] y = new float[x.Length], slope = new float[x.Length];
        slope.AsSpan().Fill(1f);
        kernels.Apply(x, y);
        kernels.Backward(x, slope);
        for (int i = 0; i < x.Length; i++)
        {
            AssertSame(y[i], kernels.Value, x[i]);
            AssertSame(slope[i], kernels.Derivative, x[i]);
        }
    }

    [Fact]
    public void Saturated_outputs_stay_within_bounds()
    {
        foreach (var kernels in ActivationKernels.All)
        {
            if (kernels.Activation is Activation.Sigmoid or Activation.Tanh or Activation.Softsign or Activation.HardSigmoid)
            {
                float[] y = new float[Sweep.Length];
                kernels.Apply(Sweep, y);
                Assert.InRange(y.Max(), 0f, 1f);
                Assert.InRange(y.Min(), -1f, 0f);
            }
        }
    }

    private static void AssertAccurate(ActivationKernels kernels, float[] x, float[] actual, Func<Activation, double, double, double> reference)
    {
        double worst = 0;
        int worstAt = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double error = FloatAccuracy.AllowedErrors(actual[i], Expected(i));
            if (!(error <= worst))
            {
                worst = error;
                worstAt = i;
            }
        }

        Assert.True(worst <= 1, $"{kernels.Activation}({x[worstAt]:R}) is {actual[worstAt]:R}, expected {Expected(worstAt):R}: {worst:F2} times the allowed error");

        // Far beyond all floats stands for infinity: limits without 0·∞.
        double Expected(int i) => reference(kernels.Activation, kernels.Parameter, float.IsInfinity(x[i]) ? Math.CopySign(1e60, x[i]) : x[i]);
    }

    private static void AssertSame(float expected, ActivationKernels.Forms forms, float x)
    {
        int bits = BitConverter.SingleToInt32Bits(expected);
        Assert.Equal(bits, BitConverter.SingleToInt32Bits(forms.Scalar(x)));
        Assert.Equal(Vector128.Create(bits), forms.Four(Vector128.Create(x)).AsInt32());
        Assert.Equal(Vector256.Create(bits), forms.Eight(Vector256.Create(x)).AsInt32());
        Assert.Equal(Vector512.Create(bits), forms.Sixteen(Vector512.Create(x)).AsInt32());
    }
}
