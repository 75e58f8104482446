using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NetGen.Benchmarks.Baselines;
using NetGen.Runtime;
using NetGen.Runtime.Activations;
using NetGen.Runtime.Kernels;

namespace NetGen.Benchmarks;

/// <summary>Elementary functions over 1, 10 and 256 elements, against what the BCL offers; GELU stands for erf.</summary>
[PerElementColumn]
[MinColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class ElementaryBenchmarks
{
    private readonly ParameterBlock _x = new(256), _y = new(256);

    /// <summary>The function.</summary>
    [ParamsAllValues]
    public ElementaryFunction Function { get; set; }

    /// <summary>The number of elements.</summary>
    [Params(1, 10, 256)]
    public int Width { get; set; }

    private Span<float> X => _x.Span[..Width];

    private Span<float> Y => _y.Span[..Width];

    [GlobalSetup]
    public void Prepare()
    {
        for (int i = 0; i < _x.Length; i++)
            _x.Span[i] = (Function == ElementaryFunction.Log ? 4 : 0) + i * 37 % 256 / 32f - 4 + 1 / 64f;
    }

    [Benchmark(Baseline = true)]
    public void NetGen()
    {
        ref float x = ref _x.Reference, y = ref _y.Reference;
        nuint count = (nuint)Width;
        switch (Function)
        {
            case ElementaryFunction.Exp:
                Elementwise.Apply(default(Exp), ref x, ref y, count);
                break;
            case ElementaryFunction.Log:
                Elementwise.Apply(default(Log), ref x, ref y, count);
                break;
            case ElementaryFunction.Sigmoid:
                Sigmoid.Apply(ref x, ref y, count);
                break;
            case ElementaryFunction.Tanh:
                Tanh.Apply(ref x, ref y, count);
                break;
            default:
                Gelu.Apply(ref x, ref y, count);
                break;
        }
    }

    [Benchmark]
    public void MathFLoop()
    {
        ReadOnlySpan<float> x = X;
        Span<float> y = Y;
        switch (Function)
        {
            case ElementaryFunction.Exp:
                for (int i = 0; i < x.Length; i++)
                    y[i] = MathF.Exp(x[i]);
                break;
            case ElementaryFunction.Log:
                for (int i = 0; i < x.Length; i++)
                    y[i] = MathF.Log(x[i]);
                break;
            case ElementaryFunction.Sigmoid:
                for (int i = 0; i < x.Length; i++)
                    y[i] = 1 / (1 + MathF.Exp(-x[i]));
                break;
            case ElementaryFunction.Tanh:
                for (int i = 0; i < x.Length; i++)
                    y[i] = MathF.Tanh(x[i]);
                break;
            default: // There is no erf in the BCL: the tanh form.
                for (int i = 0; i < x.Length; i++)
                    y[i] = 0.5f * x[i] * (1 + MathF.Tanh(0.797884561f * (x[i] + 0.044715f * x[i] * x[i] * x[i])));
                break;
        }
    }

    /// <summary>Vectors of 512 bits, with the BCL's exponential and logarithm; a block is padded, so there is no tail.</summary>
    [Benchmark]
    public void VectorLoop()
    {
        switch (Function)
        {
            case ElementaryFunction.Exp:
                Loop<VectorFunctions.Exp>();
                break;
            case ElementaryFunction.Log:
                Loop<VectorFunctions.Log>();
                break;
            case ElementaryFunction.Sigmoid:
                Loop<VectorFunctions.Sigmoid>();
                break;
            case ElementaryFunction.Tanh:
                Loop<VectorFunctions.Tanh>();
                break;
            default:
                Loop<VectorFunctions.Gelu>();
                break;
        }
    }

    [Benchmark]
    public void TensorPrimitive()
    {
        ReadOnlySpan<float> x = X;
        Span<float> y = Y;
        switch (Function)
        {
            case ElementaryFunction.Exp:
                TensorPrimitives.Exp(x, y);
                break;
            case ElementaryFunction.Log:
                TensorPrimitives.Log(x, y);
                break;
            case ElementaryFunction.Sigmoid:
                TensorPrimitives.Sigmoid(x, y);
                break;
            case ElementaryFunction.Tanh:
                TensorPrimitives.Tanh(x, y);
                break;
            default:
                TensorPrimitives.Multiply(x, x, y);
                TensorPrimitives.Multiply(y, x, y);
                TensorPrimitives.MultiplyAdd(y, 0.044715f, x, y);
                TensorPrimitives.Multiply(y, 0.797884561f, y);
                TensorPrimitives.Tanh(y, y);
                TensorPrimitives.AddMultiply(y, 1, x, y);
                TensorPrimitives.Multiply(y, 0.5f, y);
                break;
        }
    }

    private void Loop<TFunction>()
        where TFunction : IVectorFunction
    {
        ref float x = ref _x.Reference, y = ref _y.Reference;
        for (nuint i = 0; i < (nuint)Width; i += 16)
            TFunction.Of(Vector512.LoadUnsafe(ref x, i)).StoreUnsafe(ref y, i);
    }

    private readonly struct Exp : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T preActivation)
            where T : struct, IFloats<T> => VectorMath.Exp(preActivation);

        public T Derivative<T>(T saved)
            where T : struct, IFloats<T> => saved;
    }

    private readonly struct Log : IActivation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Value<T>(T preActivation)
            where T : struct, IFloats<T> => VectorMath.Log(preActivation);

        public T Derivative<T>(T saved)
            where T : struct, IFloats<T> => 1f / saved;
    }
}
