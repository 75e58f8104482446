using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how NetGen's time compares with hand-vectorised C on the same work, in the same process.</summary>
internal static class RatioTable
{
    private const float Tolerance = 5e-5f;

    /// <summary>Prints the table; 1 if C computed something else than NetGen.</summary>
    /// <param name="seconds">How long each row is timed.</param>
    /// <param name="filter">A part of the names of the rows.</param>
    /// <param name="csv">Whether to print comma-separated values, for programs.</param>
    public static int Print(double seconds, string filter, bool csv)
    {
        NativeBaseline? native = NativeBaseline.TryLoad(out string reason);
        TextWriter notes = csv ? Console.Error : Console.Out;
        notes.WriteLine(native is null ? $"C is skipped, as the baseline could not be built: {reason}" : $"C: gcc -O3 {NativeBaseline.Flags} -ffast-math");
        notes.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"NetGen: .NET {Environment.Version}, Vector<float>.Count {Vector<float>.Count}, Vector512 {Vector512.IsHardwareAccelerated}"));
        notes.WriteLine("minima, ns a sample, step or iteration; below 1 NetGen is faster");
        Console.WriteLine(csv ? "work,NetGen,C" : $"{"work",-56}{"NetGen",12}{"C",12}{"ratio",8}");
        int result = 0;
        IEnumerable<Duel> duels = ForwardDuels.All(native).Concat(TrainingDuels.All(native)).Concat(TinyDuels.All(native));
        foreach (Duel duel in duels.Where(duel => duel.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            if (duel.Difference?.Invoke() is { } difference && !(difference <= Tolerance))
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{duel.Name}: C differs by {difference}"));
                result = 1;
            }

            var (ours, theirs) = duel.Run(seconds);
            Console.WriteLine(csv
                ? string.Create(CultureInfo.InvariantCulture, $"\"{duel.Name}\",{ours:F2},{theirs:F2}")
                : string.Create(CultureInfo.InvariantCulture, $"{duel.Name,-56}{ours,12:F1}{theirs,12:F1}{ours / theirs,8:F2}"));
        }

        return result;
    }
}
