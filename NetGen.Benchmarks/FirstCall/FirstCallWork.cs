using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks.FirstCall;

/// <summary>
/// Work whose first calls are timed: some calls of one pass of one network. The loops themselves are compiled at full speed, so that what is
/// slow is the network's.
/// </summary>
internal static class FirstCallWork
{
    private const int BatchRows = 32;

    private static readonly string[] Networks = ["2-3-1", "784-16-10", "784-128-64-10"];

    private static readonly string[] Passes = ["Forward", "Train", "TrainBatch"];

    /// <summary>The name of the work that is an epoch of the trainer.</summary>
    public const string Epoch = "epoch";

    /// <summary>All work by its name.</summary>
    public static IEnumerable<string> Names => Networks.SelectMany(static network => Passes.Append(Epoch).Select(pass => $"{pass} {network}"));

    /// <summary>Makes some calls.</summary>
    /// <param name="name">A pass and a network.</param>
    public static Action<int> Of(string name)
    {
        float[] inputs = Inputs(784 * BatchRows), outputs = new float[10];
        switch (name)
        {
            case "Forward 2-3-1":
                var xor = new Net2x3x1(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 2);
                    Span<float> y = outputs.AsSpan(0, 1);
                    for (int i = 0; i < count; i++)
                        xor.Forward(x, y);
                };
            case "Train 2-3-1":
                var trainedXor = new Net2x3x1(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 2), t = inputs.AsSpan(5, 1);
                    for (int i = 0; i < count; i++)
                        trainedXor.Train(x, t, 0.001f);
                };
            case "TrainBatch 2-3-1":
                var batchedXor = new Net2x3x1(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 2 * BatchRows), t = inputs.AsSpan(5, BatchRows);
                    for (int i = 0; i < count; i++)
                        batchedXor.TrainBatch(x, t, 0.001f);
                };
            case "Forward 784-16-10":
                var small = new Net784x16x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 784);
                    for (int i = 0; i < count; i++)
                        small.Forward(x, outputs);
                };
            case "Train 784-16-10":
                var trainedSmall = new Net784x16x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 784), t = Targets();
                    for (int i = 0; i < count; i++)
                        trainedSmall.Train(x, t[..10], 0.001f);
                };
            case "TrainBatch 784-16-10":
                var batchedSmall = new Net784x16x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs, t = Targets();
                    for (int i = 0; i < count; i++)
                        batchedSmall.TrainBatch(x, t, 0.001f);
                };
            case "Forward 784-128-64-10":
                var large = new Net784x128x64x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 784);
                    for (int i = 0; i < count; i++)
                        large.Forward(x, outputs);
                };
            case "Train 784-128-64-10":
                var trainedLarge = new Net784x128x64x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs.AsSpan(0, 784), t = Targets();
                    for (int i = 0; i < count; i++)
                        trainedLarge.Train(x, t[..10], 0.001f);
                };
            case "TrainBatch 784-128-64-10":
                var batchedLarge = new Net784x128x64x10(1);
                return [MethodImpl(MethodImplOptions.AggressiveOptimization)] (count) =>
                {
                    ReadOnlySpan<float> x = inputs, t = Targets();
                    for (int i = 0; i < count; i++)
                        batchedLarge.TrainBatch(x, t, 0.001f);
                };
            default:
                throw new ArgumentException($"There is no work called {name}.", nameof(name));
        }
    }

    /// <summary>The network of an epoch, and the data it learns.</summary>
    public static (ITrainableNetwork Network, Dataset Data) OfEpoch(string name, int rows)
    {
        ITrainableNetwork network = name[(Epoch.Length + 1)..] switch
        {
            "2-3-1" => new Net2x3x1(1),
            "784-16-10" => new Net784x16x10(1),
            _ => new Net784x128x64x10(1),
        };
        float[] inputs = Inputs(rows * network.InputSize);
        return (network, network.OutputSize == 1
            ? new Dataset(inputs, [.. Enumerable.Range(0, rows).Select(static row => (float)(row & 1))], network.InputSize, 1)
            : Dataset.FromLabels(inputs, [.. Enumerable.Range(0, rows).Select(static row => row % 10)], network.InputSize, 10));
    }

    private static float[] Inputs(int length) => [.. Enumerable.Range(0, length).Select(static i => i * 7 % 97 / 97f)];

    private static float[] Targets() => [.. Enumerable.Range(0, BatchRows * 10).Select(static i => i % 11 == 0 ? 1f : 0f)];
}
