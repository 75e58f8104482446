using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetGen.Benchmarks.FirstCall;

/// <summary>
/// Times one piece of work in a process of its own: slices of calls from 40 to 160 ms after the first call, and again when the JIT has had
/// its time. Prints both medians, in nanoseconds a call.
/// </summary>
internal static class FirstCallProbe
{
    private const double From = 40, To = 160, SliceMicroseconds = 250;

    /// <summary>The JIT's background work on what was called early is done by then, on one processor too.</summary>
    private const double Settled = 2_500, End = 3_000;

    private const int EpochRows = 1024, MostSlices = 100_000;

    public static int Print(string name)
    {
        var slices = new Slices();
        if (name.StartsWith(FirstCallWork.Epoch, StringComparison.Ordinal))
            RunEpochs(name, slices);
        else
            RunCalls(FirstCallWork.Of(name), slices);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slices.Median(From, To)} {slices.Median(Settled, End)}"));
        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunCalls(Action<int> work, Slices slices)
    {
        int count = 1;
        long start = Stopwatch.GetTimestamp();
        double now = 0;
        while (now < End)
        {
            long before = Stopwatch.GetTimestamp();
            work(count);
            double microseconds = Stopwatch.GetElapsedTime(before).TotalMicroseconds;
            now = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            slices.Add(now, microseconds * 1000 / count);
            // Few calls while they are slow: a slice must not outlast what it is to see.
            if (microseconds < SliceMicroseconds / 2)
                count *= 2;
            else if (microseconds > SliceMicroseconds * 2 && count > 1)
                count /= 2;
        }
    }

    private static void RunEpochs(string name, Slices slices)
    {
        var (network, data) = FirstCallWork.OfEpoch(name, EpochRows);
        long start = Stopwatch.GetTimestamp(), last = start;
        var options = new TrainingOptions
        {
            Epochs = 1_000_000,
            BatchSize = 32,
            Optimizer = Optimizer.Sgd(1e-4f),
            OnEpoch = [MethodImpl(MethodImplOptions.AggressiveOptimization)] (state) =>
            {
                long time = Stopwatch.GetTimestamp();
                double now = Stopwatch.GetElapsedTime(start, time).TotalMilliseconds;
                slices.Add(now, Stopwatch.GetElapsedTime(last, time).TotalNanoseconds);
                if (now > End)
                    state.Stop();
                last = time;
            },
        };
        new Trainer(network, options).Fit(data);
    }

    /// <summary>When slices ended, and what a call took in them.</summary>
    private sealed class Slices
    {
        private readonly List<(double Milliseconds, double Nanoseconds)> _slices = new(MostSlices);

        public void Add(double milliseconds, double nanoseconds) => _slices.Add((milliseconds, nanoseconds));

        public double Median(double from, double to)
        {
            double[] times = [.. _slices.Where(slice => slice.Milliseconds >= from && slice.Milliseconds < to).Select(static slice => slice.Nanoseconds).Order()];
            return times.Length == 0 ? double.NaN : times[times.Length / 2];
        }
    }
}
