using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using NetGen.Benchmarks.Ratios;

namespace NetGen.Benchmarks;

/// <summary>Leaves the C baselines out where there is no compiler.</summary>
internal sealed class CompilerConfig : ManualConfig
{
    private static readonly Lazy<bool> HasCompiler = new(static () =>
    {
        bool builds = NativeBaseline.TryLoad(out string reason) is not null;
        if (!builds)
            Console.WriteLine($"// C is skipped, as the baseline could not be built: {reason}");
        return builds;
    });

    public CompilerConfig() =>
        AddFilter(new SimpleFilter(static benchmark => benchmark.Descriptor.WorkloadMethod.Name != "C" || HasCompiler.Value));
}
