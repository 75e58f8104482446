using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Compare;

/// <summary>A process that times work on one checkout when asked to, and does nothing in between.</summary>
internal sealed class CompareWorker(string program) : IDisposable
{
    private readonly Process _process = Start(program, []);

    /// <summary>The rows it has.</summary>
    public static string[] Names(string program)
    {
        using Process process = Start(program, ["names"]);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The least time of a row within so many milliseconds, in nanoseconds.</summary>
    public double Least(int row, int milliseconds)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row} {milliseconds}"));
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{program} ended while it timed row {row}.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(string program, string[] arguments)
    {
        string processor = Environment.ProcessorCount > 1 ? "1" : "0";
        try
        {
            return Run("taskset", ["-c", processor, "dotnet", program, .. arguments]);
        }
        catch (Win32Exception)
        {
            // No taskset here: wherever the system puts it.
            return Run("dotnet", [program, .. arguments]);
        }
    }

    private static Process Run(string command, string[] arguments) =>
        Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
}
