using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how the time of an epoch of 784-128-64-10 at batch 256 falls from one thread to two: minima of runs in turns.</summary>
internal static class ThreadRatio
{
    private const int Rows = 60_000 / 4;

    public static int Print(int rounds)
    {
        float[] inputs = Enumerable.Range(0, Rows * 784).Select(static i => i * 7 % 97 / 97f).ToArray();
        int[] labels = Enumerable.Range(0, Rows).Select(static i => i % 10).ToArray();
        var data = Dataset.FromLabels(inputs, labels, 784, 10);
        double one = double.MaxValue, two = double.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            one = Math.Min(one, Epoch(data, 1));
            two = Math.Min(two, Epoch(data, 2));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch of {Rows} rows: 1 thread {one:F0} ms, 2 threads {two:F0} ms, ratio {two / one:F2}"));
        return 0;
    }

    private static double Epoch(Dataset data, int threads)
    {
        var trainer = new Trainer(new Net784x128x64x10(1), new TrainingOptions
        {
            Epochs = 3,
            BatchSize = 256,
            Optimizer = Optimizer.Adam(1e-3f),
            MaxDegreeOfParallelism = threads,
        });
        long start = Stopwatch.GetTimestamp();
        trainer.Fit(data);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / 3;
    }
}
