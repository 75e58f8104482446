using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using NetGen.Benchmarks.Baselines;
using NetGen.Benchmarks.Ratios;
using NetGen.Runtime;

namespace NetGen.Benchmarks;

/// <summary>Inference of one sample or 256 by NetGen and by what one would write instead. Times are those of a call.</summary>
[MemoryDiagnoser]
[MinColumn]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByParams)]
[Config(typeof(CompilerConfig))]
public unsafe class PassBenchmarks
{
    private ParameterBlock _inputs, _outputs, _paddedOutputs;
    private INeuralNetwork _network = null!;
    private BaselineNetwork _naive = null!, _vector = null!, _tensors = null!;
    private int _rows;
    private delegate* unmanaged[Cdecl, SuppressGCTransition]<float*, float*, void> _c;


    /// <summary>The work: a network and, in a batch, the number of rows.</summary>
    [Params("2-3-1", "64-32-10", "784-16-10", "784-128-64-10", "12288-7-1", "64-32-10 x256", "784-16-10 x256", "784-128-64-10 x256")]
    public string Pass { get; set; } = "";

    private Span<float> Inputs => _inputs.Span;

    private Span<float> Outputs => _outputs.Span;

    [GlobalSetup(Targets = [nameof(NetGen), nameof(NaiveLoop), nameof(VectorLoop), nameof(TensorPrimitives)])]
    public void Prepare()
    {
        string name = Pass.Split(' ')[0];
        _rows = Pass == name ? 1 : 256;
        _network = name switch
        {
            "2-3-1" => new Net2x3x1(1),
            "64-32-10" => new Net64x32x10(1),
            "784-16-10" => new Net784x16x10(1),
            "784-128-64-10" => new Net784x128x64x10(1),
            _ => new Net12288x7x1(1),
        };
        _inputs = new ParameterBlock(_rows * _network.InputSize);
        _outputs = new ParameterBlock(_rows * _network.OutputSize);
        _paddedOutputs = new ParameterBlock(_rows * 16);
        for (int i = 0; i < Inputs.Length; i++)
            Inputs[i] = i % 97 / 97f;
        _naive = new NaiveNetwork(_network);
        _vector = new VectorNetwork(_network);
        _tensors = new TensorNetwork(_network);
        Compare(_naive);
        Compare(_vector);
        Compare(_tensors);
    }

    [GlobalSetup(Target = nameof(C))]
    public void PrepareC()
    {
        Prepare();
        string name = Pass.Split(' ')[0].Replace('-', '_');
        NativeBaseline native = NativeBaseline.TryLoad(out string reason) ?? throw new InvalidOperationException(reason);
        native.Load(_network, name);
        _c = native.Pass((_rows > 1 ? "batch_" : "forward_") + name);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("NetGen")]
    public void NetGen()
    {
        if (_rows > 1)
            _network.ForwardBatch(Inputs, Outputs);
        else
            _network.Forward(Inputs, Outputs);
    }

    [Benchmark]
    [BenchmarkCategory("Naive")]
    public void NaiveLoop() => _naive.ForwardBatch(Inputs, Outputs);

    [Benchmark]
    [BenchmarkCategory("Vector")]
    public void VectorLoop() => _vector.ForwardBatch(Inputs, Outputs);

    [Benchmark]
    [BenchmarkCategory("Tensors")]
    public void TensorPrimitives() => _tensors.ForwardBatch(Inputs, Outputs);

    [Benchmark]
    [BenchmarkCategory("C")]
    public void C() => _c(DuelData.Pointer(_inputs), DuelData.Pointer(_paddedOutputs));

    private void Compare(BaselineNetwork baseline)
    {
        NetGen();
        float[] expected = Outputs.ToArray();
        baseline.ForwardBatch(Inputs, Outputs);
        float difference = DuelData.Difference(expected, Outputs);
        if (!(difference < 1e-4f))
            throw new InvalidOperationException($"{baseline.GetType().Name} differs by {difference}.");
    }
}
