using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks.Worker;

// Serves one checkout: a line "row milliseconds" asks for the least time of a unit of that row, in nanoseconds, within so many milliseconds.
List<Work> rows = [.. Rows.All()];
if (args is ["names"])
{
    rows.ForEach(static row => Console.WriteLine(row.Name));
    return;
}

while (Console.ReadLine() is { } line)
{
    int[] numbers = [.. line.Split(' ').Select(static word => int.Parse(word, CultureInfo.InvariantCulture))];
    Console.WriteLine(rows[numbers[0]].Least(TimeSpan.FromMilliseconds(numbers[1])).ToString(CultureInfo.InvariantCulture));
}

namespace NetGen.Benchmarks.Worker
{
    /// <summary>Some work that can be timed.</summary>
    /// <param name="Name">The row of the table.</param>
    /// <param name="Units">How many samples, steps or iterations one call handles.</param>
    /// <param name="Run">Makes a number of calls.</param>
    internal sealed record Work(string Name, int Units, Action<int> Run)
    {
        private const double SliceNanoseconds = 100_000, WarmUpSeconds = 0.3;

        private int _count;

        /// <summary>The least time of a unit in nanoseconds.</summary>
        public double Least(TimeSpan duration)
        {
            if (_count == 0)
                _count = Calibrate();
            double least = double.MaxValue;
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
                least = Math.Min(least, Time(_count));
            return least / Units;
        }

        private double Time(int count)
        {
            long start = Stopwatch.GetTimestamp();
            Run(count);
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
        }

        private int Calibrate()
        {
            // The loops around calls start unoptimised, in both checkouts.
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds;)
                Run(1);
            int count = 1;
            while (count < 1 << 24 && Time(count) * count < SliceNanoseconds)
                count *= 2;
            return Math.Max(1, count / 2);
        }
    }
}
