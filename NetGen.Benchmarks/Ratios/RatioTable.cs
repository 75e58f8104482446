using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Ratios;

/// <summary>Prints how NetGen's time compares with hand-vectorised C on the same work, in the same process.</summary>
internal static class RatioTable
{
    private const float Tolerance = 5e-5f;

    /// <summary>How often each compiler has its turn within a row: the machine may be slower for a while.</summary>
    private const int Heats = 3;

    /// <summary>Prints the table; 1 if C computed something else than NetGen.</summary>
    /// <param name="seconds">How long each row is timed.</param>
    /// <param name="filter">A part of the names of the rows.</param>
    /// <param name="csv">Whether to print comma-separated values, for programs.</param>
    public static int Print(double seconds, string filter, bool csv)
    {
        List<NativeBaseline> natives = NativeBaseline.LoadAll(out string missing);
        TextWriter notes = csv ? Console.Error : Console.Out;
        if (missing.Length > 0)
            notes.WriteLine($"{(natives.Count > 0 ? "C of fewer compilers" : "C is skipped")}: {missing}");
        if (natives.Count > 0)
        {
            string compilers = string.Join(" and ", natives.Select(static native => native.Compiler));
            notes.WriteLine($"C: {compilers} -O3 {NativeBaseline.Flags} -ffast-math{(natives.Count > 1 ? ", in each row the faster" : "")}");
        }

        notes.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"NetGen: .NET {Environment.Version}, Vector<float>.Count {Vector<float>.Count}, Vector512 {Vector512.IsHardwareAccelerated}"));
        notes.WriteLine("minima, ns a sample, step or iteration; below 1 NetGen is faster");
        Console.WriteLine(csv ? "work,NetGen,C,compiler" : $"{"work",-56}{"NetGen",12}{"C",12}{"ratio",8}  compiler");
        int result = 0;
        foreach (List<Duel> row in Rows(natives).Where(row => row[0].Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            for (int i = 0; i < row.Count; i++)
            {
                if (row[i].Difference?.Invoke() is { } difference && !(difference <= Tolerance))
                {
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{row[i].Name}: C of {natives[i].Compiler} differs by {difference}"));
                    result = 1;
                }
            }

            var (ours, theirs, best) = Run(row, seconds);
            string name = row[best].Name, compiler = natives.Count == 0 ? "" : natives[best].Compiler;
            Console.WriteLine(csv
                ? string.Create(CultureInfo.InvariantCulture, $"\"{name}\",{ours:F2},{theirs:F2},{compiler}")
                : string.Create(CultureInfo.InvariantCulture, $"{name,-56}{ours,12:F1}{theirs,12:F1}{ours / theirs,8:F2}  {compiler}"));
        }

        return result;
    }

    /// <summary>The rows of the table, each with a duel a compiler; with one duel, against nothing, where there is no compiler.</summary>
    private static IEnumerable<List<Duel>> Rows(List<NativeBaseline> natives)
    {
        IEnumerator<Duel>[] columns = natives.Count == 0 ? [Duels(null)] : [.. natives.Select(Duels)];
        while (Array.TrueForAll(columns, static column => column.MoveNext()))
            yield return [.. columns.Select(static column => column.Current)];
    }

    private static IEnumerator<Duel> Duels(NativeBaseline? native) =>
        ForwardDuels.All(native).Concat(TrainingDuels.All(native)).Concat(TinyDuels.All(native)).GetEnumerator();

    /// <summary>The best time of NetGen, and that of the fastest baseline with its index.</summary>
    private static (double Ours, double Theirs, int Best) Run(List<Duel> row, double seconds)
    {
        double ours = double.MaxValue;
        double[] theirs = [.. row.Select(static _ => double.MaxValue)];
        for (int heat = 0; heat < Heats; heat++)
        {
            for (int i = 0; i < row.Count; i++)
            {
                var (our, their) = row[i].Run(seconds / (Heats * row.Count));
                ours = Math.Min(ours, our);
                theirs[i] = Math.Min(theirs[i], their);
            }
        }

        return (ours, theirs.Min(), Array.IndexOf(theirs, theirs.Min()));
    }
}
