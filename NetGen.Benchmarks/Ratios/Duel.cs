using System.Diagnostics;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Two ways to do the same work, timed in turns in one process: noise hits both, and minima tell what each can do.</summary>
/// <param name="Name">The work.</param>
/// <param name="Units">How many samples, steps or iterations one call handles.</param>
/// <param name="Ours">Runs it some number of times.</param>
/// <param name="Theirs">The baseline; null where there is none.</param>
/// <param name="Difference">Does the work both ways once, from the same parameters, and returns the largest difference of the results.</param>
internal sealed record Duel(string Name, int Units, Action<int> Ours, Action<int>? Theirs, Func<float>? Difference)
{
    private const double SliceNanoseconds = 100_000;

    /// <summary>How long work runs before it is timed. The loops around calls, which are the benchmark's own, start unoptimised.</summary>
    private const double WarmUpSeconds = 0.3;

    private bool _isWarm;

    /// <summary>Whether the loops around calls are compiled at full speed from the first call on, so that there is nothing to warm up.</summary>
    public bool StartsOptimised { init => _isWarm = value; }

    /// <summary>The best time of a unit of each, in nanoseconds.</summary>
    public (double Ours, double Theirs) Run(double seconds)
    {
        if (!_isWarm)
            WarmUp();
        int ours = Calibrate(Ours), theirs = Theirs is null ? 0 : Calibrate(Theirs);
        double bestOurs = double.MaxValue, bestTheirs = double.MaxValue;
        long end = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < end)
        {
            bestOurs = Math.Min(bestOurs, Time(Ours, ours));
            if (Theirs is not null)
                bestTheirs = Math.Min(bestTheirs, Time(Theirs, theirs));
        }

        return (bestOurs / Units, Theirs is null ? double.NaN : bestTheirs / Units);
    }

    private void WarmUp()
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
        {
            Ours(1);
            Theirs?.Invoke(1);
        }

        _isWarm = true;
    }

    private static double Time(Action<int> work, int count)
    {
        long start = Stopwatch.GetTimestamp();
        work(count);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    /// <summary>A number of calls that takes about one slice: long enough for the clock, short enough to fit between interruptions.</summary>
    private static int Calibrate(Action<int> work)
    {
        work(1);
        int count = 1;
        while (count < 1 << 24 && Time(work, count) * count < SliceNanoseconds)
            count *= 2;
        return Math.Max(1, count / 2);
    }
}
