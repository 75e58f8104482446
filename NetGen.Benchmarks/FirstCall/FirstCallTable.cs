using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.FirstCall;

/// <summary>
/// Prints how fast passes and epochs are from 40 to 160 ms after a network's first call, beside what they settle at in the same process, with the JIT's
/// settings as users have them. A process for each, pinned to one processor and to two.
/// </summary>
internal static class FirstCallTable
{
    private const int Rounds = 3;

    public static int Print(string filter)
    {
        Console.WriteLine($"{"work",-28}{"CPUs",5}{"40-160 ms",12}{"settled",12}{"ratio",8}   median ns a call or epoch; the least ratio of {Rounds} processes");
        foreach (string name in FirstCallWork.Names.Where(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
        {
            foreach (string processors in Environment.ProcessorCount > 1 ? new[] { "1", "0,1" } : ["0"])
            {
                var best = Enumerable.Range(0, Rounds).Select(_ => Run(name, processors)).MinBy(static times => times.Early / times.Settled);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-28}{processors.Split(',').Length,5}{best.Early,12:F1}{best.Settled,12:F1}{best.Early / best.Settled,8:F2}"));
            }
        }

        return 0;
    }

    private static (double Early, double Settled) Run(string name, string processors)
    {
        string program = Environment.GetCommandLineArgs()[0];
        string[] command = ["taskset", "-c", processors, Environment.ProcessPath!, program, "first-call", "--probe", name];
        try
        {
            return Run(command);
        }
        catch (Win32Exception)
        {
            // No taskset here: wherever the system puts it.
            return Run(command[3..]);
        }
    }

    private static (double Early, double Settled) Run(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] times = output.Split(' ');
        return process.ExitCode == 0 && times.Length == 2
            ? (double.Parse(times[0], CultureInfo.InvariantCulture), double.Parse(times[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode} and printed '{output}'.");
    }
}
