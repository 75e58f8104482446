using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Compare;

/// <summary>
/// Prints how fast this checkout is beside another one: both do the same work in processes of their own, by turns on one processor, and the least times
/// count. What memory a process happens to get decides a few percent, so both start several times.
/// </summary>
internal static class CompareTable
{
    private const int Starts = 3, Turns = 4;

    /// <summary>What two runs of the same code may differ by.</summary>
    private const double Noise = 1.03;

    /// <summary>Prints the table; 1 if a row is slower than noise explains.</summary>
    /// <param name="other">The folder of the other checkout.</param>
    /// <param name="seconds">How long each row is timed in all.</param>
    /// <param name="filter">A part of the names of the rows.</param>
    public static int Print(string other, double seconds, string filter)
    {
        string here = Repository();
        string[] programs = [Build(here, "here"), Build(Path.GetFullPath(other), "other")];
        string[] names = CompareWorker.Names(programs[0]);
        int[] rows = [.. Enumerable.Range(0, names.Length).Where(row => names[row].Contains(filter, StringComparison.OrdinalIgnoreCase))];
        int milliseconds = Math.Max(1, (int)(seconds * 1000 / (2 * Starts * Turns)));
        var least = names.Select(static _ => new[] { double.MaxValue, double.MaxValue }).ToArray();
        for (int start = 0; start < Starts; start++)
        {
            using CompareWorker ours = new(programs[0]), theirs = new(programs[1]);
            CompareWorker[] sides = [ours, theirs];
            foreach (int row in rows)
            {
                for (int turn = 0; turn < 2 * Turns; turn++)
                {
                    // ABBA: neither always comes first.
                    int side = (turn + turn / 2) % 2;
                    least[row][side] = Math.Min(least[row][side], sides[side].Least(row, milliseconds));
                }
            }
        }

        Console.WriteLine($"{"minima, ns a sample, step or iteration",-58}{"here",12}{"other",12}{"ratio",8}");
        foreach (int row in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names[row],-58}{least[row][0],12:F1}{least[row][1],12:F1}{least[row][0] / least[row][1],8:F3}"));
        int slower = rows.Count(row => least[row][0] / least[row][1] > Noise);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slower} of {rows.Length} rows above {Noise}"));
        return slower > 0 ? 1 : 0;
    }

    /// <summary>Builds the worker against a checkout, in a folder apart, and returns its program.</summary>
    private static string Build(string checkout, string side)
    {
        string folder = Path.Combine(Path.GetTempPath(), "netgen-compare", side), program = Path.Combine(folder, "program");
        string project = Path.Combine(Repository(), "NetGen.Benchmarks", "worker", "NetGen.Benchmarks.Worker.csproj");
        string[] arguments = ["publish", project, "-c", "Release", "-v", "q", "--nologo", "-p:Checkout=" + checkout, "--artifacts-path", folder, "-o", program];
        using Process build = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode == 0
            ? Path.Combine(program, "NetGen.Benchmarks.Worker.dll")
            : throw new InvalidOperationException($"The work does not compile against {checkout}:\n{output}");
    }

    /// <summary>The folder of this checkout: the program lies somewhere below it.</summary>
    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NetGen.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below a checkout of NetGen.");
    }
}
