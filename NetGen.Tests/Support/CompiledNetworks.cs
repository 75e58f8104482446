using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>Source text compiled with the generator, by default optimized as users ship it, and loaded.</summary>
/// <param name="Image">The assembly's bytes.</param>
/// <param name="Files">The generated files by name.</param>
internal sealed record CompiledNetworks(byte[] Image, IReadOnlyDictionary<string, string> Files)
{
    private readonly Lazy<Assembly> _assembly = new(() => Assembly.Load(Image));

    public Assembly Assembly => _assembly.Value;

    public static CompiledNetworks Of(string source, OptimizationLevel level = OptimizationLevel.Release)
    {
        CSharpCompilation compilation = GeneratorDriverHarness.Compile([source]);
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(compilation.WithOptions(compilation.Options.WithOptimizationLevel(level)));
        using var stream = new MemoryStream();
        EmitResult result = outcome.Output.Emit(stream);
        Diagnostic? problem = outcome.Diagnostics.Concat(result.Diagnostics).FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        if (problem is not null)
        {
            string? line = problem.Location.SourceTree?.GetText().Lines[problem.Location.GetLineSpan().StartLinePosition.Line].ToString();
            Assert.Fail($"{problem}\n{line}");
        }

        return new CompiledNetworks(stream.ToArray(), outcome.Files.ToDictionary(file => file.HintName, file => file.SourceText.ToString()));
    }
}
