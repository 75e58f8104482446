using NetGen.Runtime;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Inference against C: one row a call, and 256.</summary>
internal static unsafe class ForwardDuels
{
    private static readonly ParameterBlock Inputs = DuelData.Inputs;
    private static readonly ParameterBlock Outputs = new(DuelData.BatchRows * 16);
    private static readonly ParameterBlock OtherOutputs = new(DuelData.BatchRows * 16);

    public static IEnumerable<Duel> All(NativeBaseline? native)
    {
        yield return Single(native, new Net2x3x1(1), "2_3_1");
        yield return Chain(native, new Net2x3x1(1));
        yield return Single(native, new Net64x32x10(1), "64_32_10");
        yield return Single(native, new Net784x16x10(1), "784_16_10");
        yield return Single(native, new Net784x128x64x10(1), "784_128_64_10");
        yield return Single(native, new Net12288x7x1(1), "12288_7_1");
        yield return Batch(native, new Net64x32x10(1), "64_32_10");
        yield return Batch(native, new Net784x16x10(1), "784_16_10");
        yield return Batch(native, new Net784x128x64x10(1), "784_128_64_10");
    }

    private static string Title(string name) => name.Replace('_', '-');

    private static Duel Single(NativeBaseline? native, INeuralNetwork network, string name)
    {
        int outputs = network.OutputSize;
        Action<int> ours = network switch
        {
            Net2x3x1 net => count =>
            {
                Span<float> x = Inputs.Span, y = Outputs.Span[..1];
                for (int i = 0; i < count; i++)
                    net.Forward(x.Slice((i & 7) * 2, 2), y);
            },
            Net64x32x10 net => count =>
            {
                Span<float> x = Inputs.Span, y = Outputs.Span[..10];
                for (int i = 0; i < count; i++)
                    net.Forward(x.Slice((i & 7) * 64, 64), y);
            },
            Net784x16x10 net => count =>
            {
                Span<float> x = Inputs.Span, y = Outputs.Span[..10];
                for (int i = 0; i < count; i++)
                    net.Forward(x.Slice((i & 7) * 784, 784), y);
            },
            Net784x128x64x10 net => count =>
            {
                Span<float> x = Inputs.Span, y = Outputs.Span[..10];
                for (int i = 0; i < count; i++)
                    net.Forward(x.Slice((i & 7) * 784, 784), y);
            },
            Net12288x7x1 net => count =>
            {
                Span<float> x = Inputs.Span[..12288], y = Outputs.Span[..1];
                for (int i = 0; i < count; i++)
                    net.Forward(x, y);
            },
            _ => throw new ArgumentException($"No benchmark of {network.GetType().Name}.", nameof(network)),
        };
        if (native is null)
            return new Duel($"forward {Title(name)}", 1, ours, null, null);

        native.Load(network, name);
        var c = native.Pass("forward_" + name);
        int stride = network.InputSize == 12288 ? 0 : network.InputSize;
        return new Duel($"forward {Title(name)}", 1, ours,
            count =>
            {
                float* x = DuelData.Pointer(Inputs), y = DuelData.Pointer(OtherOutputs);
                for (int i = 0; i < count; i++)
                    c(x + (i & 7) * stride, y);
            },
            () =>
            {
                ours(1);
                c(DuelData.Pointer(Inputs), DuelData.Pointer(OtherOutputs));
                return DuelData.Difference(Outputs.Span[..outputs], OtherOutputs.Span);
            });
    }

    /// <summary>Each call is fed the output of the one before: latency instead of throughput.</summary>
    private static Duel Chain(NativeBaseline? native, Net2x3x1 network)
    {
        const string Name = "forward 2-3-1, each call fed the last output";
        Action<int> ours = count =>
        {
            Span<float> x = Inputs.Span[..2];
            for (int i = 0; i < count; i++)
                network.Forward(x, x[..1]);
        };
        if (native is null)
            return new Duel(Name, 1, ours, null, null);

        native.Load(network, "2_3_1");
        var c = native.Pass("forward_2_3_1");
        return new Duel(Name, 1, ours,
            count =>
            {
                float* x = DuelData.Pointer(Inputs);
                for (int i = 0; i < count; i++)
                    c(x, x);
            },
            null);
    }

    private static Duel Batch(NativeBaseline? native, INeuralNetwork network, string name)
    {
        int length = DuelData.BatchRows * network.InputSize;
        Action<int> ours = count =>
        {
            for (int i = 0; i < count; i++)
                network.ForwardBatch(Inputs.Span[..length], Outputs.Span[..(DuelData.BatchRows * 10)]);
        };
        string title = $"forward {Title(name)}, batch {DuelData.BatchRows}";
        if (native is null)
            return new Duel(title, DuelData.BatchRows, ours, null, null);

        native.Load(network, name);
        var c = native.Pass("batch_" + name);
        return new Duel(title, DuelData.BatchRows, ours,
            count =>
            {
                for (int i = 0; i < count; i++)
                    c(DuelData.Pointer(Inputs), DuelData.Pointer(OtherOutputs));
            },
            () =>
            {
                ours(1);
                c(DuelData.Pointer(Inputs), DuelData.Pointer(OtherOutputs));
                float largest = 0;
                for (int row = 0; row < DuelData.BatchRows; row++)
                    largest = MathF.Max(largest, DuelData.Difference(Outputs.Span.Slice(row * 10, 10), OtherOutputs.Span[(row * 16)..]));
                return largest;
            });
    }
}
