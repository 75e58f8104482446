using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;

namespace NetGen.Benchmarks.Sweep;

/// <summary>Compiles source text with the generator inside this process and loads it: real generated code without a project a size.</summary>
internal static class NetworkCompiler
{
    public static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Parse(string source) => CSharpCompilation.Create(
        "Swept",
        [CSharpSyntaxTree.ParseText("global using System; global using NetGen;\n" + source)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false));

    /// <exception cref="InvalidOperationException">The text does not compile.</exception>
    public static Assembly Compile(string source)
    {
        CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGeneratorsAndUpdateCompilation(Parse(source), out Compilation output, out _);
        using var image = new MemoryStream();
        var result = output.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(result.Diagnostics.First(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
        return Assembly.Load(image.ToArray());
    }
}
