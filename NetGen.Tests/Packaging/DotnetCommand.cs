using System.Diagnostics;

namespace NetGen.Tests.Packaging;

/// <summary>Runs the SDK as a user would, outside this build's own settings.</summary>
internal static class DotnetCommand
{
    /// <summary>What the command printed; throws with all of it where it failed or took longer than five minutes.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        var (exitCode, output) = Try(folder, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} gave {exitCode}:\n{output}");
    }

    /// <summary>The exit code, and what the command printed.</summary>
    public static (int ExitCode, string Output) Try(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // What this test run's own build was told must not reach the user's.
        foreach (string name in (string[])["CI", "VSTestLogger", "VSTestResultsDirectory", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "DOTNET_HOST_PATH"])
            start.Environment.Remove(name);
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("DOTNET_Tiered", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} took longer than five minutes");
        }

        return (process.ExitCode, output.Result + error.Result);
    }
}
