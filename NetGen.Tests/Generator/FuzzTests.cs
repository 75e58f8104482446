using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Analyzers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Generator;

/// <summary>A user's typing never crashes the generator.</summary>
public sealed class FuzzTests
{
    private const string Source = """
        namespace Some.Where
        {
            public partial class Outer<T> where T : struct
            {
                [NeuralNetwork(inputSize: 4, Loss = Loss.Huber, Delta = 0.5f, Reduction = Reduction.Sum, StackBudget = 4096)]
                [Dense(16, Activation.LeakyRelu, Slope = 0.2f, Name = "hidden", Initializer = Initializer.Normal, InitializerScale = 0.1f)]
                [Dense(units: 8, activation: Activation.Elu, Alpha = 2, UseBias = false, L1 = 1e-3f, TrainBiases = false)]
                [Dense(3, MaxNorm = 2.5f, InitialBias = 0.1f)]
                internal sealed partial record Net(int Size)
                {
                    public Net(double size) : this((int)size) { }
                    public float Train(string file) => 0;
                    public int Count { get; set; }
                }
            }

            [NeuralNetwork(2, InputGradients = true, CustomLoss = typeof(Net.LogCosh))]
            [Dense(1 + 2 * 3, Activation.Tanh), Dropout(rate: 0.5f)]
            [Dense(1)]
            public partial class Net
            {
                public readonly struct LogCosh : ILoss
                {
                    public static float Backward(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient) => 0;
                }
            }
        }
        """;

    [Fact]
    public void ValidSource_IsUnderstood()
    {
        var outcome = GeneratorDriverHarness.Run(Source);
        outcome.Exception.ShouldBeNull();
        outcome.CompilerProblems.ShouldBeEmpty();
        outcome.Diagnostics.ShouldBeEmpty();
        outcome.Files.Length.ShouldBe(2);
    }

    [Fact]
    public void Truncation_AtEveryCharacter_DoesNotThrow()
    {
        for (int length = 0; length < Source.Length; length++)
            ShouldNotThrow(Source[..length]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RandomEdits_DoNotThrow(int seed)
    {
        var random = new Random(seed);
        string[] tokens = CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().Select(token => token.ToFullString()).ToArray();
        string[] inserts =
        [
            .. tokens, "(", ")", "[", "]", "{", "}", "<", ">", ",", "=", "\"", "-1", "null", "default", "typeof(", "nameof(Net)", "(Activation)99 ",
            "static ", "abstract ", "file ", "partial ", "struct ", "interface ", "enum ", "#if X\n", "\n#endif\n", "/*", "int.MaxValue", "1e400", "new[] { 1 }", "@class",
        ];
        for (int round = 0; round < 150; round++)
        {
            var edited = tokens.ToList();
            for (int edit = random.Next(1, 5); edit > 0; edit--)
            {
                int place = random.Next(edited.Count);
                switch (random.Next(3))
                {
                    case 0: edited.RemoveAt(place); break;
                    case 1: edited.Insert(place, inserts[random.Next(inserts.Length)]); break;
                    default: edited[place] = inserts[random.Next(inserts.Length)]; break;
                }
            }

            ShouldNotThrow(string.Concat(edited));
        }
    }

    [Fact]
    public async Task RandomEdits_DoNotMakeTheAnalyzerThrow()
    {
        var random = new Random(4);
        for (int round = 0; round < 100; round++)
        {
            string source = Source.Remove(random.Next(Source.Length - 60), random.Next(1, 60)).Replace("[NeuralNetwork(2,", round % 2 == 0 ? "[Dense(" : "[NeuralNetwork(");
            var diagnostics = await GeneratorDriverHarness.Analyze(source, new LayerWithoutNetworkAnalyzer());
            diagnostics.ShouldNotContain(diagnostic => diagnostic.Id == "AD0001", source);
        }
    }

    private static void ShouldNotThrow(string source) =>
        GeneratorDriverHarness.Run(source).Exception.ShouldBeNull($"The generator threw on:\n{source}");
}
