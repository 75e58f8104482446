using Xunit;

namespace NetGen.Tests.Packaging;

/// <summary>A test that publishes with NativeAOT, which needs a linker.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeAotFactAttribute : FactAttribute
{
    /// <summary>Skips, with the reason, where there is no linker or no Linux.</summary>
    public NativeAotFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !System.Runtime.Intrinsics.X86.X86Base.IsSupported)
            Skip = "skipped: NativeAOT is tested on Linux on x64";
        else if (!Has("clang") && !Has("gcc"))
            Skip = "skipped: NativeAOT needs clang or gcc to link";
    }

    private static bool Has(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));
}
