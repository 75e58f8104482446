using BenchmarkDotNet.Attributes;
using NetGen.Benchmarks.Ratios;

namespace NetGen.Benchmarks;

/// <summary>Training steps, and an epoch of the trainer on one thread and on two.</summary>
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private const int Rows = 4096;
    private readonly Net2x3x1 _xor = new(1);
    private readonly Net784x128x64x10 _deep = new(1);
    private readonly float[] _inputs = Enumerable.Range(0, Rows * 784).Select(static i => i * 7 % 97 / 97f).ToArray();
    private readonly float[] _targets = OneHot();
    private readonly TrainingStep _sgd = new(new Net784x16x10(1), Optimizer.Sgd(0.1f), 32);
    private readonly TrainingStep _adam = new(new Net784x128x64x10(1), Optimizer.Adam(1e-3f), 32);

    [Benchmark]
    public float Train2x3x1() => _xor.Train(_inputs.AsSpan(0, 2), _targets.AsSpan(0, 1), 0.3f);

    [Benchmark]
    public float Train784x128x64x10() => _deep.Train(_inputs.AsSpan(0, 784), 3, 0.01f);

    [Benchmark]
    public void Sgd784x16x10Batch32() => _sgd.Run(_inputs.AsSpan(0, 32 * 784), _targets.AsSpan(0, 320));

    [Benchmark]
    public void Adam784x128x64x10Batch32() => _adam.Run(_inputs.AsSpan(0, 32 * 784), _targets.AsSpan(0, 320));

    [Benchmark]
    [Arguments(1)]
    [Arguments(2)]
    public TrainingResult Epoch(int threads) => new Trainer(_deep, new TrainingOptions
    {
        Epochs = 1,
        BatchSize = 256,
        Optimizer = Optimizer.Sgd(0.01f),
        MaxDegreeOfParallelism = threads,
    }).Fit(new Dataset(_inputs, _targets, 784, 10));

    private static float[] OneHot()
    {
        float[] targets = new float[Rows * 10];
        for (int i = 0; i < Rows; i++)
            targets[i * 10 + i % 10] = 1;
        return targets;
    }
}
