using BenchmarkDotNet.Attributes;

namespace NetGen.Benchmarks;

/// <summary>Inference of one sample and of 256.</summary>
[MemoryDiagnoser]
public class PassBenchmarks
{
    private const int Rows = 256;
    private readonly Net2x3x1 _xor = new(1);
    private readonly Net64x32x10 _small = new(1);
    private readonly Net784x16x10 _digits = new(1);
    private readonly Net784x128x64x10 _deep = new(1);
    private readonly Net12288x7x1 _wide = new(1);
    private readonly float[] _inputs = Enumerable.Range(0, Rows * 784).Select(static i => i % 97 / 97f).ToArray();
    private readonly float[] _outputs = new float[Rows * 10];

    [Benchmark]
    public void Forward2x3x1() => _xor.Forward(_inputs.AsSpan(0, 2), _outputs.AsSpan(0, 1));

    [Benchmark]
    public void Forward64x32x10() => _small.Forward(_inputs.AsSpan(0, 64), _outputs.AsSpan(0, 10));

    [Benchmark]
    public void Forward784x16x10() => _digits.Forward(_inputs.AsSpan(0, 784), _outputs.AsSpan(0, 10));

    [Benchmark]
    public void Forward784x128x64x10() => _deep.Forward(_inputs.AsSpan(0, 784), _outputs.AsSpan(0, 10));

    [Benchmark]
    public void Forward12288x7x1() => _wide.Forward(_inputs.AsSpan(0, 12288), _outputs.AsSpan(0, 1));

    [Benchmark]
    public void Batch784x16x10() => _digits.ForwardBatch(_inputs, _outputs);

    [Benchmark]
    public void Batch784x128x64x10() => _deep.ForwardBatch(_inputs, _outputs);
}
