using NetGen.Runtime;

namespace NetGen.Benchmarks.Ratios;

/// <summary>The work that is compared with C.</summary>
internal static unsafe class Duels
{
    private const int BatchRows = 256;

    /// <summary>Inputs in aligned, pinned memory: C and NetGen read the same.</summary>
    private static readonly ParameterBlock Inputs = Draw(BatchRows * 784);
    private static readonly ParameterBlock Outputs = new(BatchRows * 16);
    private static readonly int[] Labels = Enumerable.Range(0, BatchRows).Select(static i => i * 7 % 10).ToArray();
    private static readonly float[] Targets = OneHot();

    public static IEnumerable<Duel> All(NativeBaseline native)
    {
        yield return Forward(native, new Net2x3x1(1), "forward_2_3_1");
        yield return Chain(native, new Net2x3x1(1));
        yield return Forward(native, new Net64x32x10(1), "forward_64_32_10");
        yield return Forward(native, new Net784x16x10(1), "forward_784_16_10");
        yield return Forward(native, new Net784x128x64x10(1), "forward_784_128_64_10");
        yield return Forward(native, new Net12288x7x1(1), "forward_12288_7_1");
        yield return Batch(native, new Net64x32x10(1), "batch_64_32_10");
        yield return Batch(native, new Net784x16x10(1), "batch_784_16_10");
        yield return Batch(native, new Net784x128x64x10(1), "batch_784_128_64_10");
        yield return Training(native, new Net784x16x10(1), "train_784_16_10", Optimizer.Sgd(0.1f));
        yield return Training(native, new Net784x128x64x10(1), "train_784_128_64_10", Optimizer.Adam(1e-3f));
        yield return SingleTraining(native);
        yield return XorSteps(native);
    }

    private static float* Pointer(ParameterBlock block) => (float*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref block.Reference);

    private static Duel Forward(NativeBaseline native, INeuralNetwork network, string name)
    {
        var c = native.Pass(name);
        int size = network.InputSize, outputs = network.OutputSize;
        Action<int> ours = network switch
        {
            Net2x3x1 net => count => { for (int i = 0; i < count; i++) net.Forward(Inputs.Span.Slice((i & 7) * 2, 2), Outputs.Span[..1]); },
            Net64x32x10 net => count => { for (int i = 0; i < count; i++) net.Forward(Inputs.Span.Slice((i & 7) * 64, 64), Outputs.Span[..10]); },
            Net784x16x10 net => count => { for (int i = 0; i < count; i++) net.Forward(Inputs.Span.Slice((i & 7) * 784, 784), Outputs.Span[..10]); },
            Net784x128x64x10 net => count => { for (int i = 0; i < count; i++) net.Forward(Inputs.Span.Slice((i & 7) * 784, 784), Outputs.Span[..10]); },
            Net12288x7x1 net => count => { for (int i = 0; i < count; i++) net.Forward(Inputs.Span[..12288], Outputs.Span[..1]); },
            _ => throw new ArgumentException($"No benchmark of {network.GetType().Name}.", nameof(network)),
        };
        int stride = size == 12288 ? 0 : size;
        return new Duel(name, 1, ours, count =>
        {
            float* x = Pointer(Inputs), y = Pointer(Outputs);
            for (int i = 0; i < count; i++)
                c(x + (i & 7) * stride, y);
        });
    }

    /// <summary>Each call is fed the output of the one before: latency instead of throughput.</summary>
    private static Duel Chain(NativeBaseline native, Net2x3x1 network)
    {
        var c = native.Pass("forward_2_3_1");
        return new Duel("forward_2_3_1, chained", 1,
            count =>
            {
                Span<float> x = Inputs.Span[..2];
                for (int i = 0; i < count; i++)
                    network.Forward(x, x[..1]);
            },
            count =>
            {
                float* x = Pointer(Inputs);
                for (int i = 0; i < count; i++)
                    c(x, x);
            });
    }

    private static Duel Batch(NativeBaseline native, INeuralNetwork network, string name)
    {
        var c = native.Pass(name);
        int length = BatchRows * network.InputSize;
        return new Duel(name, BatchRows,
            count => { for (int i = 0; i < count; i++) network.ForwardBatch(Inputs.Span[..length], Outputs.Span[..(BatchRows * 10)]); },
            count => { for (int i = 0; i < count; i++) c(Pointer(Inputs), Pointer(Outputs)); });
    }

    private static Duel Training(NativeBaseline native, ITrainableNetwork network, string name, Optimizer optimizer)
    {
        var c = native.Training(name);
        var training = new TrainingStep(network, optimizer, 32);
        return new Duel(name + ", batch 32", 32,
            count => { for (int i = 0; i < count; i++) training.Run(Inputs.Span.Slice((i & 7) * 32 * 784, 32 * 784), Targets.AsSpan((i & 7) * 320, 320)); },
            count =>
            {
                fixed (int* labels = Labels)
                {
                    for (int i = 0; i < count; i++)
                        c(Pointer(Inputs) + (i & 7) * 32 * 784, labels + (i & 7) * 32);
                }
            });
    }

    private static Duel SingleTraining(NativeBaseline native)
    {
        var c = native.Training("train1_784_128_64_10");
        var network = new Net784x128x64x10(1);
        return new Duel("train_784_128_64_10, batch 1", 1,
            count => { for (int i = 0; i < count; i++) network.Train(Inputs.Span.Slice((i & 255) * 784, 784), Labels[i & 255], 0.01f); },
            count =>
            {
                fixed (int* labels = Labels)
                {
                    for (int i = 0; i < count; i++)
                        c(Pointer(Inputs) + (i & 255) * 784, labels + (i & 255));
                }
            });
    }

    private static Duel XorSteps(NativeBaseline native)
    {
        var c = native.Step("train_2_3_1");
        var network = new Net2x3x1(1);
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1], targets = [0, 1, 1, 0];
        return new Duel("train_2_3_1, one step a call", 1,
            count => { for (int i = 0; i < count; i++) network.Train(inputs.AsSpan((i & 3) * 2, 2), targets.AsSpan(i & 3, 1), 0.3f); },
            count =>
            {
                fixed (float* x = inputs)
                {
                    for (int i = 0; i < count; i++)
                        c(x + (i & 3) * 2, targets[i & 3]);
                }
            });
    }

    private static ParameterBlock Draw(int length)
    {
        var block = new ParameterBlock(length);
        var random = new Random(1);
        foreach (ref float value in block.Span)
            value = random.NextSingle();
        return block;
    }

    private static float[] OneHot()
    {
        float[] targets = new float[BatchRows * 10];
        for (int i = 0; i < BatchRows; i++)
            targets[i * 10 + Labels[i]] = 1;
        return targets;
    }
}
