using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks.Sweep;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how the time of an epoch of 784-128-64-10 at batch 256 falls from one thread to two: minima of runs in turns, beside what the machine can do at best.</summary>
internal static class ThreadRatio
{
    private const int Rows = 60_000;

    public static int Print(int rounds)
    {
        float[] inputs = Enumerable.Range(0, Rows * 784).Select(static i => i * 7 % 97 / 97f).ToArray();
        int[] labels = Enumerable.Range(0, Rows).Select(static i => i % 10).ToArray();
        var data = Dataset.FromLabels(inputs, labels, 784, 10);
        double one = double.MaxValue, two = double.MaxValue, alone = double.MaxValue, together = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            one = Math.Min(one, Epoch(data, 1));
            two = Math.Min(two, Epoch(data, 2));
            alone = Math.Min(alone, MultiplyAdds(1));
            together = Math.Min(together, MultiplyAdds(2));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch of {Rows} rows: 1 thread {one:F0} ms, 2 threads {two:F0} ms, ratio {two / one:F2}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing but multiply-adds, what this machine's two processors can do: ratio {together / alone:F2}"));
        return 0;
    }

    /// <summary>The time of a fixed number of multiply-adds in registers, shared among threads that need nothing of each other.</summary>
    private static double MultiplyAdds(int threads)
    {
        const int Rounds = 20_000_000;
        long start = Stopwatch.GetTimestamp();
        var others = Enumerable.Range(1, threads - 1).Select(_ => new Thread(() => HardwareLimits.MultiplyAdd(0.999f, Rounds / threads))).ToList();
        others.ForEach(static thread => thread.Start());
        HardwareLimits.MultiplyAdd(0.999f, Rounds / threads);
        others.ForEach(static thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Epoch(Dataset data, int threads)
    {
        var trainer = new Trainer(new Net784x128x64x10(1), new TrainingOptions
        {
            Epochs = 1,
            BatchSize = 256,
            Optimizer = Optimizer.Adam(1e-3f),
            MaxDegreeOfParallelism = threads,
        });
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(data);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
