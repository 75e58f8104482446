using System.Collections.Immutable;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>Emitted code grows with the number of layers, not of weights, and stays where the JIT optimizes.</summary>
public sealed class CodeSizeTests
{
    private const string Digits = """
        [NeuralNetwork(784, Loss = Loss.CrossEntropy)]
        [Dense(16, Activation.Sigmoid)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class DigitNet;
        """;

    private const string Wide = """
        [NeuralNetwork(784, Loss = Loss.CrossEntropy)]
        [Dense(4096, Activation.Relu)]
        [Dense(4096, Activation.Relu)]
        [Dense(10, Activation.Softmax)]
        public sealed partial class WideNet;
        """;

    private static readonly int[] Sizes = [1, 7, 8, 15, 16, 17, 100, 4096];

    [Fact]
    public void A_small_network_takes_under_600_lines_and_a_huge_one_at_most_twice_that()
    {
        int small = LinesOf(Digits), huge = LinesOf(Wide);
        Assert.InRange(small, 100, 599);
        Assert.InRange(huge, small, 2 * small);
    }

    [Fact]
    public void Text_grows_by_the_layer()
    {
        int two = LinesOf(Deep(2)), four = LinesOf(Deep(4)), eight = LinesOf(Deep(8));
        Assert.InRange(eight - four, 1.95 * (four - two), 2.05 * (four - two));
    }

    [Fact]
    public void The_same_source_gives_the_same_text()
    {
        string source = RandomArchitecture.Draw(new Random(77), 5);
        Assert.Equal(GeneratorDriverHarness.Run(source).Files.Select(file => file.SourceText.ToString()), GeneratorDriverHarness.Run(source).Files.Select(file => file.SourceText.ToString()));
        Assert.All(GeneratorDriverHarness.Run(source).Files, file => Assert.DoesNotContain('\r', file.SourceText.ToString()));
    }

    [Fact]
    public void No_method_of_the_zoo_is_too_large_to_optimize()
    {
        ImmutableArray<byte> image = [.. File.ReadAllBytes(typeof(CodeSizeTests).Assembly.Location)];
        IReadOnlyList<MethodSize> kernels = MethodSizes.Of(image, "NetGen.Generated"), members = MethodSizes.Of(image, "NetGen.Tests.Networks");
        Assert.True(kernels.Count > 5 * Zoo.Types.Count && members.Count > 10 * Zoo.Types.Count, "The methods of the zoo were not found.");
        Assert.All(kernels.Concat(members), method => Assert.True(method.IsWithin(MethodSize.Limit), method.ToString()));
    }

    [Fact]
    public void No_method_of_any_shape_is_too_large_to_optimize()
    {
        // One deep network that steps from every size to every other, where a kernel that unrolls too far would show.
        string layers = string.Concat(
            from first in Sizes
            from second in Sizes
            where first < second
            select $"[Dense({first}, Activation.Mish)]\n[Dense({second}, Activation.Sigmoid)]\n");
        CompiledNetworks compiled = CompiledNetworks.Of(
            $"namespace {RandomArchitecture.Namespace};\n[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]\n{layers}public sealed partial class Steps;");
        IReadOnlyList<MethodSize> methods = MethodSizes.Of([.. compiled.Image], "NetGen");
        Assert.True(methods.Count > 4 * Sizes.Length * (Sizes.Length - 1), "The generated methods were not found.");
        Assert.All(methods, method => Assert.True(method.IsWithin(MethodSize.Limit), method.ToString()));
    }

    [Fact]
    public void Sizes_are_read_off_the_IL_correctly()
    {
        // 300 locals used twice and 301 branches: a method whose sizes are known.
        string body = string.Concat(Enumerable.Range(0, 300).Select(i => $"int v{i} = x + {i}; if (v{i} > y) y = Use(ref v{i});\n"));
        string source = $"namespace Measured; public static class C {{ static int Use(ref int v) => v++; public static int M(int x, int y) {{ {body} return y; }} }}";
        MethodSize size = MethodSizes.Of([.. CompiledNetworks.Of(source).Image], "Measured").Single(method => method.Name == "C.M");
        Assert.Equal(302, size.Locals);
        Assert.InRange(size.Blocks, 601, 603);
        Assert.InRange(size.LocalReferences, 300 * 5, 300 * 7 + 5);
        Assert.InRange(size.Instructions, 300 * 9, 300 * 12);
        Assert.InRange(size.Bytes, 300 * 15, 300 * 30);
        Assert.False(size.IsWithin(MethodSize.Limit with { Blocks = 500 }));
    }

    private static string Deep(int layers) =>
        $"[NeuralNetwork(20, Loss = Loss.MeanSquaredError)]\n{string.Concat(Enumerable.Repeat("[Dense(20, Activation.Tanh)]\n", layers))}public sealed partial class Deep;";

    private static int LinesOf(string source) => Assert.Single(GeneratorDriverHarness.Run(source).Files).SourceText.Lines.Count;
}
