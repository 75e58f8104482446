using System.Runtime.Intrinsics;
using NetGen.Runtime.Kernels;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

[Trait("Category", "Widths")]
public sealed class VectorMathTests
{
    private static readonly float[] Sweep = FloatAccuracy.Sweep(19937);

    private static float Exp(float x) => VectorMath.Exp(new Float4(Vector128.Create(x))).Value.ToScalar();

    private static float Log(float x) => VectorMath.Log(new Float4(Vector128.Create(x))).Value.ToScalar();

    private static float Log1p(float x) => VectorMath.Log1pOfUnit(new Float4(Vector128.Create(x))).Value.ToScalar();

    private static float Sigmoid(float x) => VectorMath.Sigmoid(new Float4(Vector128.Create(x))).Value.ToScalar();

    private static float Tanh(float x) => VectorMath.Tanh(new Float4(Vector128.Create(x))).Value.ToScalar();

    private static float Softplus(float x) => VectorMath.Softplus(new Float4(Vector128.Create(x))).Value.ToScalar();

    [Fact]
    public void Sigmoid_is_right_over_the_whole_range() => AssertAccurate(Sigmoid, ReferenceMath.Sigmoid, Sweep);

    [Fact]
    public void Tanh_is_right_over_the_whole_range() => AssertAccurate(Tanh, Math.Tanh, Sweep);

    [Fact]
    public void Softplus_is_right_over_the_whole_range() => AssertAccurate(Softplus, ReferenceMath.Softplus, Sweep);

    [Fact]
    public void Exp_is_right_over_the_whole_range() => AssertAccurate(Exp, Math.Exp, Sweep);

    [Fact]
    public void Log_is_right_over_the_whole_range()
    {
        // Next to 1 the sweep is sparse and the logarithm small.
        float[] nearOne = [.. Enumerable.Range(-100_000, 200_001).Select(i => BitConverter.Int32BitsToSingle(0x3F800000 + (7 * i)))];
        AssertAccurate(Log, Math.Log, [.. Sweep.Where(x => x >= 0), .. nearOne]);
        Assert.Equal(float.NaN, Log(-1f));
        Assert.Equal(float.NaN, Log(-float.Epsilon));
        Assert.Equal(float.NaN, Log(float.NegativeInfinity));
    }

    [Fact]
    public void Log1p_is_right_from_0_to_1() => AssertAccurate(Log1p, ReferenceMath.LogOnePlus, [.. Sweep.Where(x => x is >= 0 and <= 1)]);

    [Fact]
    public void NaN_stays_NaN()
    {
        Assert.Equal(float.NaN, Exp(float.NaN));
        Assert.Equal(float.NaN, Log(float.NaN));
        Assert.Equal(float.NaN, Log1p(float.NaN));
    }

    [Fact]
    public void Widths_agree()
    {
        foreach (float x in Sweep.Where((_, i) => i % 37 == 0))
        {
            Assert.Equal(Vector256.Create(Exp(x)), VectorMath.Exp(new Float8(Vector256.Create(x))).Value);
            Assert.Equal(Vector512.Create(Exp(x)), VectorMath.Exp(new Float16(Vector512.Create(x))).Value);
            Assert.Equal(Vector256.Create(Log(x)).AsInt32(), VectorMath.Log(new Float8(Vector256.Create(x))).Value.AsInt32());
            Assert.Equal(Vector512.Create(Log(x)).AsInt32(), VectorMath.Log(new Float16(Vector512.Create(x))).Value.AsInt32());
        }
    }

    private static void AssertAccurate(Func<float, float> function, Func<double, double> reference, float[] arguments)
    {
        foreach (float x in arguments)
        {
            double error = FloatAccuracy.Ulps(function(x), reference(x));
            if (!(error <= 4))
                Assert.Fail($"f({x:R}) is {function(x):R}, expected {reference(x):R}: {error:F1} units in the last place");
        }
    }
}
