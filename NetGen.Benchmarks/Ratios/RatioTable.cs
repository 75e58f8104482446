using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how NetGen's time compares with hand-vectorised C on the same work, in the same process.</summary>
internal static unsafe class RatioTable
{
    public static int Print(double seconds, string filter)
    {
        if (NativeBaseline.TryLoad(out string reason) is not { } native)
        {
            Console.WriteLine($"skipped: the C baseline could not be built: {reason}");
            return 0;
        }

        Console.WriteLine($"Vector<float>.Count {Vector<float>.Count}, Vector512 {Vector512.IsHardwareAccelerated}; minima, ns a sample; below 1 NetGen is faster");
        Console.WriteLine($"{"work",-44}{"NetGen",12}{"C",12}{"ratio",8}");
        foreach (Duel duel in Duels.All(native).Where(duel => duel.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            var (ours, theirs) = duel.Run(seconds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{duel.Name,-44}{ours,12:F1}{theirs,12:F1}{ours / theirs,8:F2}"));
        }

        return 0;
    }
}
