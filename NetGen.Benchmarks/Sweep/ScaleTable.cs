using System.Globalization;
using System.Reflection;
using NetGen.Benchmarks.Ratios;
using NetGen.Runtime;

namespace NetGen.Benchmarks.Sweep;

/// <summary>
/// Prints what passes cost a multiply-add from small networks to ten million parameters: one row against reading the weights once,
/// batches against the machine's peak of multiply-adds. <c>scale [seconds a figure] [filter]</c>.
/// </summary>
internal static class ScaleTable
{
    private const int Rows = 256;

    private static readonly int[][] Networks =
    [
        [784, 128, 64, 10], [512, 512, 512, 10], [1024, 1024, 1024, 10], [1000, 1000, 1000, 10], [2048, 2048, 10], [784, 4096, 1024, 10], [3072, 3072, 10],
    ];

    public static int Print(double seconds, string filter)
    {
        int[][] networks = [.. Networks.Where(sizes => string.Join('-', sizes).Contains(filter, StringComparison.Ordinal))];
        double peak = HardwareLimits.GigaflopsPeak();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {peak:F0} GFLOP/s; one row in ns and as a ratio to reading all weights once; batches of {Rows} in GFLOP/s and % of peak"));
        Console.WriteLine($"{"network",-22}{"parameters",12}{"row ns",10}{"ps/madd",9}{"/read",7}{"train ns",10}{"/read",7}{"forward",10}{"",6}{"backward",10}{"",6}{"SGD step",10}{"",6}");
        Assembly assembly = NetworkCompiler.Compile(string.Concat(networks.Select(Declaration)));
        foreach (int[] sizes in networks)
            PrintNetwork(sizes, (ITrainableNetwork)Activator.CreateInstance(assembly.GetType(Name(sizes))!, 1)!, assembly, peak, seconds);
        return 0;
    }

    private static string Name(int[] sizes) => "Net" + string.Join('x', sizes);

    private static string Declaration(int[] sizes)
    {
        string hidden = string.Concat(sizes[1..^1].Select(static units => $"[Dense({units}, Activation.Relu)] "));
        return $$"""
            [NeuralNetwork({{sizes[0]}}, Loss = Loss.CrossEntropy)] {{hidden}}[Dense({{sizes[^1]}}, Activation.Softmax)] public sealed partial class {{Name(sizes)}};
            public static class Run{{Name(sizes)}}
            {
                public static float Train(ITrainableNetwork net, ReadOnlySpan<float> x, ReadOnlySpan<float> t) => (({{Name(sizes)}})net).Train(x, t, 1e-5f);
            }

            """;
    }

    private delegate float TrainRow(ITrainableNetwork network, ReadOnlySpan<float> x, ReadOnlySpan<float> t);

    private static void PrintNetwork(int[] sizes, ITrainableNetwork network, Assembly assembly, double peak, double seconds)
    {
        long madds = sizes.Zip(sizes.Skip(1), static (from, to) => (long)from * to).Sum();
        // No gradients with respect to the first layer's inputs are computed.
        long backwardMadds = 3 * madds - (long)sizes[0] * sizes[1];
        var x = new ParameterBlock(Rows * sizes[0]);
        foreach (ref float value in x.Span)
            value = 0.25f;
        float[] y = new float[Rows * 10], t = new float[Rows * 10];
        for (int row = 0; row < Rows; row++)
            t[row * 10 + row % 10] = 1;
        var gradients = new ParameterBlock(network.ParameterCount);
        var workspace = new ParameterBlock(network.WorkspaceLength);
        var step = new TrainingStep(network, Optimizer.Sgd(1e-5f), Rows);
        var train = assembly.GetType("Run" + Name(sizes))!.GetMethod("Train")!.CreateDelegate<TrainRow>();

        double Best(Action work) => new Duel("", 1, count => { for (int i = 0; i < count; i++) work(); }, null, null).Run(seconds).Ours;
        double read = HardwareLimits.Streaming(network.Parameters.ToArray());
        double row1 = Best(() => network.Forward(x.Span[..sizes[0]], y.AsSpan(0, 10), workspace.Span));
        double train1 = Best(() => train(network, x.Span[..sizes[0]], t.AsSpan(0, 10)));
        double forward = 2 * madds * Rows / Best(() => network.ForwardBatch(x.Span, y, workspace.Span));
        double backward = 2 * backwardMadds * Rows / Best(() => network.BackwardBatch(x.Span, t, gradients.Span, default, workspace.Span));
        double sgd = 2 * backwardMadds * Rows / Best(() => step.Run(x.Span, t));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{string.Join('-', sizes),-22}{network.ParameterCount,12:N0}{row1,10:F0}{1000 * row1 / madds,9:F1}{row1 / read,7:F2}{train1,10:F0}{train1 / read,7:F2}{forward,10:F0}{forward / peak,6:P0}{backward,10:F0}{backward / peak,6:P0}{sgd,10:F0}{sgd / peak,6:P0}"));
    }
}
