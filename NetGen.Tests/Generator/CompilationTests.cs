using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Model;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>Emitted code compiles without an error or a warning, whatever shape the user's type has and however strict the project is.</summary>
public sealed class CompilationTests
{
    private const string Body = ": ILoss { public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0; }";
    private const string Attributes = "[NeuralNetwork(4, Loss = Loss.CrossEntropy)] [Dense(7, Activation.Tanh)] [Dense(3, Activation.Softmax)] ";

    public static TheoryData<string> Types =>
    [
        "public partial class Net;",
        "internal sealed partial class Net { }",
        "public partial record Net;",
        "public sealed partial record class Net { public int Age { get; init; } }",
        "partial record Net(string Name);",
        "partial class @class;",
        "partial class @record;",
        "partial class @field;",
        "partial class @net;",
        "partial class N\u00e9t_1;",
        "partial class Net<T> where T : class, new() { public T? Tag { get; set; } }",
        "partial class Net(int size) { public int Size => size; }",
        "partial class Net();",
        "partial class Net(int seed) { public int Seed => seed; }",
        "partial class Net { public Net() { } }",
        "partial class Net { public Net(int seed) => Initialize(seed); }",
        "partial class Net { public Net() { } public Net(int seed) { Initialize(seed); } }",
        "partial class Net { private Net(string name) { Name = name; } public string? Name { get; } }",
        "partial class Net { public required string Name { get; init; } }",
        "partial record Net { protected Net(Net other) { } }",
        "partial record Net { public ReadOnlySpan<char> Text => \"a\"; public string this[int i] => \"\"; public string @class = \"\"; public string Only { set { } } }",
        "partial record Net { public event Action? Changed; public void Change() => Changed?.Invoke(); }",
        "partial record Net { protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false; }",
        "sealed partial record Net { private bool PrintMembers(System.Text.StringBuilder builder) => false; }",
        "unsafe partial class Net { public int* Pointer { get; set; } }",
        "partial class Net : System.Collections.Generic.List<int>;",
        "partial class Net : IDisposable { public void Dispose() { } }",
        "partial class Net : INeuralNetwork;",
        "partial class Net { public float[] Forward(float[] input) { var output = new float[OutputSize]; Forward(input, output); return output; } }",
        "partial class Net { int _parameters = 1, LayerTable = 2, Draw = 3, CreateParameters = 4, ParameterView = 5; int Sum => _parameters + LayerTable + Draw + CreateParameters + ParameterView; public override string ToString() => $\"{Sum}\"; }",
        "partial class _parameters;",
        "partial class ParameterView;",
        "partial class Kernels;",
        "partial class Net<LayerTable>;",
        "partial class Net(int _parameters, int LayerTable, int Draw, int CreateParameters, int ParameterView, int block, int seed, int Kernels, int NetGen, int System) { public int Sum => _parameters + LayerTable + Draw + CreateParameters + ParameterView + block + seed + Kernels + NetGen + System; }",
        "partial record Net(int _parameters, int LayerTable, int Draw, int CreateParameters, int ParameterView, int block, int seed, int Kernels, int NetGen, int System);",
        "partial class Net { class System; class NetGen; class Vector; class Span; }",
        "[Obsolete] partial class Net;",
        "[System.Diagnostics.DebuggerDisplay(\"x\")] partial class Net { [Obsolete] public void Old() { } }",
    ];

    public static TheoryData<string> ClashingNames => [.. SurfacePlan.All.Names.Where(name => !name.StartsWith("BackwardFrom", StringComparison.Ordinal)), "Dense1", "Dense2"];

    /// <summary>Types of the user's that are called like words of the language which are no keywords.</summary>
    public static TheoryData<string> Words => ["var", "_", "nameof", "nint", "nuint", "dynamic", "notnull", "unmanaged", "field", "value", "scoped", "record", "global", "managed", "with", "when", "and", "not"];

    public static TheoryData<string, string> Configurations => new()
    {
        { "inference", "[NeuralNetwork(4)] [Dense(3)]" },
        { "one", "[NeuralNetwork(1, Loss = Loss.MeanSquaredError)] [Dense(1)]" },
        { "large", "[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(4096, Activation.Relu)] [Dense(4096, Activation.Gelu)] [Dense(10, Activation.Softmax)]" },
        { "large inference", "[NeuralNetwork(100_000)] [Dense(1000, Activation.Relu)] [Dense(100_000, Activation.Sigmoid)]" },
        { "small stack", "[NeuralNetwork(784, Loss = Loss.Hinge, Margin = 0.5f, StackBudget = 1024)] [Dense(300, Activation.Softplus)] [Dense(10)]" },
        { "no biases", "[NeuralNetwork(5, Loss = Loss.BinaryCrossEntropy, Reduction = Reduction.Sum)] [Dense(9, Activation.Sigmoid, UseBias = false)] [Dense(17, Activation.Sigmoid, UseBias = false)]" },
        { "frozen weights", "[NeuralNetwork(5, Loss = Loss.Huber, Delta = 0.1f)] [Dense(9, Activation.Elu, Alpha = 0.3f, TrainWeights = false)] [Dense(2, TrainBiases = false)]" },
        { "frozen first", "[NeuralNetwork(5, Loss = Loss.Huber)] [Dense(9, TrainWeights = false, TrainBiases = false)] [Dense(2)]" },
        { "frozen last", "[NeuralNetwork(5, Loss = Loss.Huber)] [Dense(9)] [Dense(2, TrainWeights = false, TrainBiases = false)]" },
        { "frozen all", "[NeuralNetwork(5, Loss = Loss.MeanAbsoluteError)] [Dense(9, TrainWeights = false, UseBias = false)]" },
        { "inner softmax", "[NeuralNetwork(5, Loss = Loss.KullbackLeibler)] [Dense(9, Activation.Softmax)] [Dense(33, Activation.Softmax)]" },
        { "regularized", "[NeuralNetwork(5, Loss = Loss.SquaredHinge)] [Dense(9, Activation.Mish, L1 = 1e-30f, L2 = 1e30f, MaxNorm = 3)] [Dense(2)]" },
        { "initialized", "[NeuralNetwork(5, Loss = Loss.SumOfSquares)] [Dense(9, Initializer = Initializer.Constant, InitializerScale = -1e-9f)] [Dense(2, Initializer = Initializer.Uniform, InitialBias = 1e20f)]" },
        { "dropout", "[NeuralNetwork(5, Loss = Loss.CrossEntropy)] [Dropout(0.1f)] [Dense(9, Activation.Relu)] [Dropout(0.5f, Name = \"Half\")] [Dense(3, Activation.Softmax)]" },
        { "dropout without loss", "[NeuralNetwork(5)] [Dense(9, Activation.Gelu)] [Dropout(0.5f)] [Dropout(0)] [Dense(3, Activation.Softmax)]" },
        { "large dropout", "[NeuralNetwork(784, Loss = Loss.Huber, InputGradients = true)] [Dense(4096, Activation.Silu)] [Dropout(0.5f)] [Dense(10)]" },
        { "input gradients", "[NeuralNetwork(5, Loss = Loss.Hinge, InputGradients = true)] [Dense(9, Activation.Tanh)] [Dense(3)]" },
        { "input gradients without loss", "[NeuralNetwork(5, InputGradients = true)] [Dense(9, Activation.Tanh)] [Dropout(0.5f)] [Dense(3)]" },
        { "input gradients, all frozen", "[NeuralNetwork(5, InputGradients = true)] [Dense(9, TrainWeights = false, TrainBiases = false)]" },
        { "custom loss", "[NeuralNetwork(5, CustomLoss = typeof(Mine))] [Dense(9)]" },
        { "custom generic loss", "[NeuralNetwork(5, CustomLoss = typeof(Mine<int[], string>))] [Dense(9, Activation.Softmax)]" },
        { "custom inherited loss", "[NeuralNetwork(5, CustomLoss = typeof(Derived))] [Dense(1, Activation.Sigmoid)]" },
        { "obsolete loss", "[NeuralNetwork(5, CustomLoss = typeof(Old))] [Dense(1, Activation.Sigmoid)]" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Types_CompileWithoutWarnings(string type) => ShouldCompile(Attributes + type);

    [Theory]
    [MemberData(nameof(Types))]
    public void Types_WithoutLoss_CompileWithoutWarnings(string type) => ShouldCompile("[NeuralNetwork(40)] [Dense(3)] " + type);

    [Theory]
    [InlineData("namespace A.B { {0} }")]
    [InlineData("namespace A.B; {0}")]
    [InlineData("namespace @class.@namespace; {0}")]
    [InlineData("namespace System { {0} }")]
    [InlineData("namespace NetGen { {0} }")]
    [InlineData("namespace NetGen.Runtime { {0} }")]
    [InlineData("namespace Some.NetGen.System { {0} }")]
    [InlineData("partial class Outer { {0} }")]
    [InlineData("partial class Outer<T, U> where T : U { partial record Inner<V>(int X) { {0} } }")]
    [InlineData("partial struct Outer { {0} }")]
    [InlineData("ref partial struct Outer<T> where T : allows ref struct { {0} }")]
    [InlineData("readonly partial record struct Outer { {0} }")]
    [InlineData("partial interface IOuter { {0} }")]
    [InlineData("static partial class Outer { {0} }")]
    [InlineData("namespace A { partial class @static { {0} } }")]
    [InlineData("namespace A { partial class Outer { int InputSize = 1; int M() => InputSize; class Kernels; {0} } }")]
    public void Places_CompileWithoutWarnings(string place) => ShouldCompile(place.Replace("{0}", Attributes + "internal sealed partial class Net;"));

    [Theory]
    [MemberData(nameof(Words))]
    public void TypesCalledLikeWords_CompileWithoutWarnings(string word) => ShouldCompile(
        $"""
        #pragma warning disable CS8981
        public class @{word};
        [NeuralNetwork(2, Loss = Loss.BinaryCrossEntropy)] [Dense(3, Activation.Tanh)] [Dense(1, Activation.Sigmoid)] partial class Straight;
        [NeuralNetwork(4, Loss = Loss.SumOfSquares)] [Dense(3, Activation.Softmax)] partial class Single;
        {Attributes} partial class Net;
        [NeuralNetwork(784, Loss = Loss.CrossEntropy, InputGradients = true)] [Dropout(0.1f)] [Dense(4096, Activation.Relu)] [Dense(10, Activation.Softmax)] partial class Large;
        """);

    [Theory]
    [MemberData(nameof(ClashingNames))]
    public void ClashingNames_CompileWithoutWarnings(string name) => ShouldCompile(Attributes + $"partial class {name};", "NETGEN029");

    [Theory]
    [MemberData(nameof(ClashingNames))]
    public void ClashingNames_OfALargeNetwork_CompileWithoutWarnings(string name) =>
        ShouldCompile($"[NeuralNetwork(784, Loss = Loss.CrossEntropy)] [Dense(40_960, Activation.Relu)] [Dense(10, Activation.Softmax)] partial record {name};", name == "Clone" ? null : "NETGEN029");

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Configurations_CompileWithoutWarnings(string name, string attributes) => ShouldCompile(
        $"{attributes} public partial class Net; public struct Mine {Body} public struct Mine<T, U> {Body} public class Base {Body} public class Derived : Base; [Obsolete] public class Old {Body}",
        name == "frozen all" ? "NETGEN035" : null,
        name == "obsolete loss" ? "CS0612" : null);

    [Fact]
    public void ContextualKeywords_CanNameLayers()
    {
        var keywords = SyntaxFacts.GetContextualKeywordKinds().Select(SyntaxFacts.GetText).Where(SyntaxFacts.IsValidIdentifier);
        string layers = string.Concat(keywords.Select(keyword => $"[Dense(3, Name = \"{keyword}\")] "));
        ShouldCompile($"[NeuralNetwork(4, Loss = Loss.Huber)] {layers} partial class Net;");
    }

    [Theory]
    [InlineData("A", "AInput", "AForward", "AWeights", "ABiases", "AGradients", "AForwardRows", "A_", "a")]
    [InlineData("Rows", "V", "Kernels", "Throw", "Buffers", "Vector", "Math", "Span", "System", "NetGen")]
    [InlineData("p", "x", "y", "g", "d", "t", "r", "s0", "rows", "loss", "buffers", "seed", "block", "parameters", "h1")]
    [InlineData("ForwardInput", "Inputs", "ForwardRows", "BackwardRows", "Sigmoid", "Huber", "DenseView")]
    public void LayerNames_LikeThoseOfEmittedCode_CompileWithoutWarnings(params string[] names) => ShouldCompile(
        $"[NeuralNetwork(4, Loss = Loss.Huber)] {string.Concat(names.Select((name, index) => $"[Dense({3 + index}, Name = \"{name}\")] "))} partial class Net;");

    [Theory]
    [InlineData("using Network = NetGen.NeuralNetworkAttribute; [Network(4)] [Dense(3)] partial class Net;")]
    [InlineData("[NetGen.NeuralNetwork(4), NetGen.DenseAttribute(3)] partial class Net;")]
    [InlineData("[global::NetGen.NeuralNetworkAttribute(inputSize: 4)] [type: Dense(activation: Activation.Tanh, units: 3)] partial class Net;")]
    public void WaysToWriteAttributes_CompileWithoutWarnings(string source) => ShouldCompile(source);

    [Fact]
    public void DerivedNetwork_CompilesWithoutWarnings() =>
        ShouldCompile(Attributes + "public partial class Net; [NeuralNetwork(5)] [Dense(2)] public partial class Derived : Net;");

    [Fact]
    public void NetworksInOneFile_CompileWithoutWarnings() =>
        ShouldCompile(Attributes + "public partial class Net; " + Attributes + "public partial class Other; " + "namespace A { " + Attributes + "public partial class Net; }");

    [Theory]
    [InlineData("Activation")]
    [InlineData("Loss")]
    public void EveryMember_OfTheVocabulary_CompilesWithoutWarnings(string type)
    {
        string source = type == "Activation"
            ? string.Concat(Enum.GetNames<Activation>().Select(name => $"[NeuralNetwork(4, Loss = Loss.SumOfSquares)] [Dense(9, Activation.{name})] [Dense(5, Activation.{name})] partial class {name}Net; "))
            : string.Concat(Enum.GetNames<Loss>().Select(name => $"[NeuralNetwork(4, Loss = Loss.{name})] [Dense(5, Activation.{HeadOf(name)})] partial class {name}Net; "));
        ShouldCompile(source);
    }

    private static string HeadOf(string loss) => loss switch
    {
        "BinaryCrossEntropy" => "Sigmoid",
        "CrossEntropy" or "KullbackLeibler" => "Softmax",
        _ => "Identity",
    };

    private static void ShouldCompile(string source, string? diagnostic = null, string? ofTheSource = null)
    {
        foreach (var (version, allowUnsafe) in ((LanguageVersion, bool)[])[(LanguageVersion.CSharp13, false), (LanguageVersion.Latest, true)])
        {
            if (!allowUnsafe && source.Contains("unsafe"))
                continue;
            var outcome = GeneratorDriverHarness.Run(source, version, allowUnsafe);
            outcome.Exception.ShouldBeNull();
            outcome.Diagnostics.Select(found => found.Id).Distinct().ShouldBe(diagnostic is null ? [] : [diagnostic]);
            outcome.Files.ShouldNotBeEmpty();
            outcome.CompilerProblems.Where(found => found.Id != ofTheSource).ShouldBeEmpty(string.Join("\n", outcome.Files.Select(Number)));
        }
    }

    /// <summary>The emitted text with line numbers, for the message of a test that fails.</summary>
    private static string Number(GeneratedSourceResult file) =>
        string.Join("\n", file.SourceText.Lines.Select(line => $"{line.LineNumber + 1,5} {line}"));
}
