using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator;

namespace NetGen.Tests.Support;

/// <summary>Runs the generator on source text as a compiler would, against the running framework and the runtime.</summary>
internal static class GeneratorDriverHarness
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NeuralNetworkAttribute).Assembly.Location),
    ]);

    /// <summary>Compiles sources, each a file <c>Source1.cs</c>, <c>Source2.cs</c>, … that sees the namespaces System and NetGen.</summary>
    public static CSharpCompilation Compile(
        IEnumerable<string> sources, LanguageVersion languageVersion = LanguageVersion.Latest, bool allowUnsafe = true)
    {
        var parseOptions = new CSharpParseOptions(languageVersion, DocumentationMode.Diagnose);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: allowUnsafe,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable);
        var trees = sources.Select((source, index) => Parse(source, index, parseOptions));
        return CSharpCompilation.Create("Test", trees, References.Value, options);
    }

    public static SyntaxTree Parse(string source, int index, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText("using System; using NetGen;\n" + source, options, $"Source{index + 1}.cs");

    /// <summary>Compiles one source and runs the generator on it.</summary>
    public static GeneratorOutcome Run(string source, LanguageVersion languageVersion = LanguageVersion.Latest, bool allowUnsafe = true) =>
        Run(Compile([source], languageVersion, allowUnsafe));

    public static GeneratorOutcome Run(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CreateDriver(compilation, trackSteps: false)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        return new GeneratorOutcome(compilation, (CSharpCompilation)output, diagnostics, driver.GetRunResult());
    }

    public static GeneratorDriver CreateDriver(CSharpCompilation compilation, bool trackSteps) => CSharpGeneratorDriver.Create(
        [new NetworkGenerator().AsSourceGenerator()],
        parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    /// <summary>Runs an analyzer on one source, without the generator.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(string source, DiagnosticAnalyzer analyzer) =>
        await Compile([source]).WithAnalyzers([analyzer]).GetAllDiagnosticsAsync();
}

/// <summary>What came of running the generator.</summary>
/// <param name="Input">The user's compilation.</param>
/// <param name="Output">The compilation with generated files.</param>
/// <param name="Diagnostics">What the generator reported.</param>
/// <param name="RunResult">The driver's own result.</param>
internal sealed record GeneratorOutcome(
    CSharpCompilation Input, CSharpCompilation Output, ImmutableArray<Diagnostic> Diagnostics, GeneratorDriverRunResult RunResult)
{
    /// <summary>The exception that escaped from the generator, if any.</summary>
    public Exception? Exception => RunResult.Results[0].Exception;

    /// <summary>The generated files.</summary>
    public ImmutableArray<GeneratedSourceResult> Files => Exception is null ? RunResult.Results[0].GeneratedSources : [];

    /// <summary>The compiler's errors and warnings about the whole compilation, missing documentation of the test's own types excepted.</summary>
    public IEnumerable<Diagnostic> CompilerProblems => Output.GetDiagnostics().Where(diagnostic =>
        diagnostic.Severity >= DiagnosticSeverity.Warning && !(diagnostic.Id == "CS1591" && Input.ContainsSyntaxTree(diagnostic.Location.SourceTree)));

    /// <summary>The source text a diagnostic points at.</summary>
    public static string SquiggleOf(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
