using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using NetGen.Benchmarks.Ratios;

namespace NetGen.Benchmarks.Sweep;

/// <summary>
/// Prints how NetGen's passes over one dense layer compare with the plain loop, for every size of a sweep, and the worst ratios measured again.
/// <c>sweep [forward|batch|train] [squares|grid|all] [inputs x outputs …] [milliseconds a size]</c>: sizes such as <c>15x2</c> are measured alone.
/// </summary>
internal static class SizeSweep
{
    /// <summary>What two runs of one size may differ by.</summary>
    private const double Noise = 1.03;

    /// <summary>An interruption can make any one figure of hundreds bad: many are measured again, and the worst of these once more.</summary>
    private const int Suspects = 80;
    private const double SecondsOfSuspect = 0.02;
    private const int MeasuredAgain = 12;
    private const double SecondsAgain = 0.3;

    private static readonly int[] Squares =
    [
        .. Enumerable.Range(1, 65), 71, 72, 79, 80, 81, 95, 96, 97, 111, 112, 113, 127, 128, 129, 143, 144, 145, 159, 160, 161, 175, 191, 192, 193,
        207, 208, 223, 224, 225, 239, 240, 255, 256, 257, 271, 287, 288, 319, 320, 321, 351, 352, 383, 384, 385, 415, 416, 447, 448, 449, 479, 480, 511, 512,
    ];

    private static readonly int[] GridInputs = [1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 129, 255, 257, 300, 511, 512, 784, 1000];
    private static readonly int[] GridOutputs = [1, 2, 3, 5, 7, 8, 9, 10, 12, 15, 16, 17, 20, 31, 33, 63, 65, 100, 127, 129, 257, 512];

    public static int Print(ReadOnlySpan<string> arguments)
    {
        SweepPass pass = SweepPass.Forward;
        bool squares = true, grid = true;
        double milliseconds = 4;
        var alone = new List<SweptLayer>();
        foreach (string argument in arguments)
        {
            if (Enum.TryParse(argument, ignoreCase: true, out SweepPass named) && !char.IsAsciiDigit(argument[0]))
                pass = named;
            else if (double.TryParse(argument, CultureInfo.InvariantCulture, out double number))
                milliseconds = number;
            else if (SweptLayer.TryParse(argument, out SweptLayer? layer))
                alone.Add(layer);
            else
                (squares, grid) = (argument is "squares" or "all", argument is "grid" or "all");
        }

        Console.WriteLine($"{pass}: Vector<float>.Count {Vector<float>.Count}, Vector512 {Vector512.IsHardwareAccelerated}; NetGen's time over the plain Vector<float> loop's, minima in turns");
        if (alone.Count > 0)
        {
            PrintTimes(SweptLayer.Duels([.. alone.Distinct()], pass).Select(static one => (one.Layer, one.Duel.Run(SecondsAgain))));
            return 0;
        }

        long start = Stopwatch.GetTimestamp();
        SweptLayer[] all = [.. squares ? Squares.Select(static n => new SweptLayer(n, n)) : [], .. grid ? Grid() : []];
        var results = SweptLayer.Duels([.. all.Distinct()], pass)
            .Select(one => (one.Layer, one.Duel, Times: one.Duel.Run(milliseconds / 1000)))
            .ToDictionary(static one => one.Layer, static one => (one.Duel, Ratio: one.Times.Ours / one.Times.Theirs));
        if (squares)
            PrintSquares(size => results[new SweptLayer(size, size)].Ratio);
        if (grid)
            PrintGrid((inputs, outputs) => results[new SweptLayer(inputs, outputs)].Ratio);
        PrintWorst(results);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count} sizes in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
        return 0;
    }

    private static IEnumerable<SweptLayer> Grid() => from inputs in GridInputs from outputs in GridOutputs select new SweptLayer(inputs, outputs);

    private static void PrintSquares(Func<int, double> ratio)
    {
        Console.WriteLine("\nn → n:");
        foreach (int[] line in Squares.Chunk(12))
            Console.WriteLine(string.Concat(line.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size,5} {ratio(size):F2}"))));
    }

    private static void PrintGrid(Func<int, int, double> ratio)
    {
        Console.WriteLine("\ninputs down, outputs across:");
        Console.WriteLine("     " + string.Concat(GridOutputs.Select(static outputs => $"{outputs,5}")));
        foreach (int inputs in GridInputs)
            Console.WriteLine($"{inputs,5}" + string.Concat(GridOutputs.Select(outputs => string.Create(CultureInfo.InvariantCulture, $" {ratio(inputs, outputs):F2}"))));
    }

    private static void PrintWorst(Dictionary<SweptLayer, (Duel Duel, double Ratio)> results)
    {
        var again = results.OrderByDescending(static one => one.Value.Ratio).Take(Suspects)
            .Select(static one => (one.Key, one.Value.Duel, Times: one.Value.Duel.Run(SecondsOfSuspect)))
            .OrderByDescending(static one => one.Times.Ours / one.Times.Theirs).Take(MeasuredAgain)
            .Select(static one => (Layer: one.Key, Times: one.Duel.Run(SecondsAgain)))
            .OrderByDescending(static one => one.Times.Ours / one.Times.Theirs).ToList();
        Console.WriteLine("\nthe worst, measured again:");
        PrintTimes(again);
        int slower = again.Count(static one => one.Times.Ours / one.Times.Theirs > Noise);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"worst ratio {again[0].Times.Ours / again[0].Times.Theirs:F2} at {again[0].Layer}; {slower} of these {again.Count} above {Noise}"));
    }

    private static void PrintTimes(IEnumerable<(SweptLayer Layer, (double Ours, double Theirs) Times)> results)
    {
        Console.WriteLine($"{"layer",-16}{"NetGen ns",12}{"plain ns",12}{"ratio",8}");
        foreach (var (layer, times) in results)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{layer,-16}{times.Ours,12:F1}{times.Theirs,12:F1}{times.Ours / times.Theirs,8:F2}"));
    }
}
