using System.Diagnostics;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>Runs some of these tests in a process of their own, where the runtime can be told other settings.</summary>
internal static class TestProcess
{
    /// <summary>Runs the tests that a filter names, all of which must pass, and returns what the process says.</summary>
    /// <param name="filter">Such as <c>Category=Widths</c>.</param>
    /// <param name="settings">What the environment says, such as <c>DOTNET_EnableAVX2=0</c>.</param>
    public static string Run(string filter, params ReadOnlySpan<string> settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "vstest", typeof(TestProcess).Assembly.Location, "--TestCaseFilter:" + filter },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string setting in settings)
        {
            int equals = setting.IndexOf('=', StringComparison.Ordinal);
            start.Environment[setting[..equals]] = setting[(equals + 1)..];
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', settings.ToArray())}:\n{output}\n{errors.GetAwaiter().GetResult()}");
        return output;
    }
}
