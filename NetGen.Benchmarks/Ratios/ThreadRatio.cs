using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks.Sweep;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how the time of an epoch of 784-128-64-10 at batch 256 falls from one thread to two: minima of epochs in turns, beside what the machine can do at best.</summary>
internal static class ThreadRatio
{
    private const int Rows = 60_000, BlockRows = 32;

    public static int Print(int rounds)
    {
        float[] inputs = Enumerable.Range(0, Rows * 784).Select(static i => i * 7 % 97 / 97f).ToArray();
        int[] labels = Enumerable.Range(0, Rows).Select(static i => i % 10).ToArray();
        var data = Dataset.FromLabels(inputs, labels, 784, 10);
        double one = double.MaxValue, two = double.MaxValue, alone = double.MaxValue, together = double.MaxValue, whole = double.MaxValue, halves = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            one = Math.Min(one, Epoch(data, 1));
            two = Math.Min(two, Epoch(data, 2));
            whole = Math.Min(whole, Gradients(inputs, 1));
            halves = Math.Min(halves, Gradients(inputs, 2));
            alone = Math.Min(alone, MultiplyAdds(1));
            together = Math.Min(together, MultiplyAdds(2));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch of {Rows} rows: 1 thread {one:F0} ms, 2 threads {two:F0} ms, ratio {two / one:F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing but gradients of the same rows, each thread for itself: 1 thread {whole:F0} ms, 2 threads {halves:F0} ms, ratio {halves / whole:F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing but multiply-adds, what this machine's two processors can do: ratio {together / alone:F2}"));
        return 0;
    }

    /// <summary>The time of a fixed number of multiply-adds in registers, shared among threads that need nothing of each other.</summary>
    private static double MultiplyAdds(int threads)
    {
        const int Rounds = 20_000_000;
        return Time(threads, _ => () => HardwareLimits.MultiplyAdd(0.999f, Rounds / threads));
    }

    /// <summary>The time of the gradients of all rows, shared among threads with a network and gradients of their own.</summary>
    private static double Gradients(float[] inputs, int threads) => Time(threads, thread =>
    {
        var network = new Net784x128x64x10(1);
        float[] gradients = GC.AllocateArray<float>(Net784x128x64x10.ParameterCount, pinned: true);
        float[] targets = [.. Enumerable.Range(0, BlockRows * 10).Select(static i => i % 11 == 0 ? 1f : 0f)];
        int first = Rows / threads * thread, end = first + Rows / threads;
        return () =>
        {
            for (int row = first; row + BlockRows <= end; row += BlockRows)
                network.BackwardBatch(inputs.AsSpan(row * 784, BlockRows * 784), targets, gradients);
        };
    });

    private static double Time(int threads, Func<int, Action> work)
    {
        var works = Enumerable.Range(0, threads).Select(work).ToList();
        var others = works.Skip(1).Select(static one => new Thread(new ThreadStart(one))).ToList();
        long start = Stopwatch.GetTimestamp();
        others.ForEach(static thread => thread.Start());
        works[0]();
        others.ForEach(static thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Epoch(Dataset data, int threads)
    {
        var trainer = new Trainer(new Net784x128x64x10(1), new TrainingOptions
        {
            Epochs = 2,
            BatchSize = 256,
            Optimizer = Optimizer.Adam(1e-3f),
            MaxDegreeOfParallelism = threads,
        });
        return trainer.Fit(data).History.Min(static epoch => epoch.Duration.TotalMilliseconds);
    }
}
