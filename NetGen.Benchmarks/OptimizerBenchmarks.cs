using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NetGen.Runtime;
using NetGen.Runtime.Kernels;
using NetGen.Runtime.Optimizers;

namespace NetGen.Benchmarks;

/// <summary>A step of optimizers over parameters that fit in the first cache, in the second, and in neither.</summary>
[PerElementColumn]
[MinColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
public class OptimizerBenchmarks
{
    private ParameterBlock _parameters = new(0), _gradients = new(0);
    private OptimizerState _sgd = null!, _adagrad = null!, _rmsProp = null!, _adam = null!, _streams = null!;

    /// <summary>The number of parameters; 109,386 are those of 784-128-64-10.</summary>
    [Params(2048, 16_384, 109_386, 1_048_576)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        (_parameters, _gradients) = (new(Width), new(Width));
        for (int i = 0; i < Width; i++)
            _gradients.Span[i] = i * 37 % 256 / 256f - 0.5f;
        _sgd = Optimizer.Sgd(1e-6f).CreateState(Width);
        _adagrad = Optimizer.Adagrad(1e-6f).CreateState(Width);
        _rmsProp = Optimizer.RmsProp(1e-6f).CreateState(Width);
        _adam = Optimizer.Adam(1e-6f).CreateState(Width);
        _streams = new StreamsState(Width);
    }

    [Benchmark]
    public void Sgd() => Step(_sgd);

    [Benchmark]
    public void Adagrad() => Step(_adagrad);

    [Benchmark]
    public void RmsProp() => Step(_rmsProp);

    [Benchmark]
    public void Adam() => Step(_adam);

    /// <summary>Reads and writes what Adam does, and neither divides nor takes a root.</summary>
    [Benchmark]
    public void AdamsStreams() => Step(_streams);

    private void Step(OptimizerState state)
    {
        state.BeginStep(1e-6f);
        state.Update(ref _parameters.Reference, ref _gradients.Reference, 0, Width, 1 / 32f, 0);
    }

    private sealed class StreamsState(int parameterCount) : OptimizerState<Streams>(parameterCount)
    {
        private protected override Streams RuleOf(float learningRate) => new(learningRate);
    }

    private readonly struct Streams(float rate) : IUpdateRule
    {
        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T parameter, T gradient, T decay, ref T mean, ref T squares, ref T c)
            where T : struct, IFloats<T>
        {
            mean = T.MultiplyAdd(0.1f, gradient, 0.9f * mean);
            squares = T.MultiplyAdd(0.001f * gradient, gradient, 0.999f * squares);
            return parameter - rate * mean * squares;
        }
    }
}
