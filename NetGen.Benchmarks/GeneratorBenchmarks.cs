using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator;

namespace NetGen.Benchmarks;

/// <summary>The generator in an IDE: the first run, and a keystroke elsewhere in the project.</summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private const string Source =
        """
        using NetGen;
        [NeuralNetwork(784, Loss = Loss.CrossEntropy)]
        [Dense(16, Activation.Sigmoid)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class DigitNet;

        [NeuralNetwork(4096, Loss = Loss.MeanSquaredError)]
        [Dense(4096, Activation.Relu)]
        [Dense(4096)]
        public sealed partial class LargeNet;
        """;

    private readonly CSharpCompilation _compilation = CSharpCompilation.Create(
        "Benchmark",
        [CSharpSyntaxTree.ParseText(Source), CSharpSyntaxTree.ParseText("class Other;", path: "Other.cs")],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private CSharpCompilation? _edited;
    private GeneratorDriver? _warm;

    [GlobalSetup]
    public void Warm()
    {
        _warm = CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(_compilation);
        SyntaxTree other = _compilation.SyntaxTrees[1];
        _edited = _compilation.ReplaceSyntaxTree(other, CSharpSyntaxTree.ParseText("class Other { int x; }", path: "Other.cs"));
    }

    [Benchmark]
    public GeneratorDriver Cold() => CSharpGeneratorDriver.Create(new NetworkGenerator()).RunGenerators(_compilation);

    [Benchmark]
    public GeneratorDriver KeystrokeElsewhere() => _warm!.RunGenerators(_edited!);
}
