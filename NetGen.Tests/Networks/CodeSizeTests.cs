using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>The zoo and shapes of all kinds stay where the JIT optimizes; text grows by the layer.</summary>
public sealed class CodeSizeTests
{
    private static readonly int[] Sizes = [1, 7, 8, 15, 16, 17, 100, 4096];

    [Fact]
    public void Text_grows_by_the_layer()
    {
        int two = LinesOf(Deep(2)), four = LinesOf(Deep(4)), eight = LinesOf(Deep(8));
        Assert.InRange(eight - four, 1.95 * (four - two), 2.05 * (four - two));
    }

    [Fact]
    public void No_method_of_the_zoo_is_too_large_to_optimize()
    {
        using FileStream assembly = File.OpenRead(typeof(CodeSizeTests).Assembly.Location);
        IReadOnlyList<MethodSize> methods = MethodSize.MeasureAll(assembly);
        Assert.True(methods.Count(method => method.Name == "BackwardRows") >= Zoo.Trainable.Count(), "The passes of the zoo were not found.");
        Assert.All(methods, method => Assert.True(method.IsOptimised, method.ToString()));
    }

    [Fact]
    public void No_step_from_size_to_size_is_too_large_to_optimize()
    {
        // One deep network that steps from every size to every other, where a kernel that unrolls too far would show.
        string layers = string.Concat(
            from first in Sizes
            from second in Sizes
            where first < second
            select $"[Dense({first}, Activation.Mish)]\n[Dense({second}, Activation.Sigmoid)]\n");
        CompiledNetworks compiled = CompiledNetworks.Of(
            $"namespace {RandomArchitecture.Namespace};\n[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]\n{layers}public sealed partial class Steps;");
        IReadOnlyList<MethodSize> methods = MethodSize.MeasureAll(new MemoryStream(compiled.Image));
        Assert.True(methods.Count > 4 * Sizes.Length * (Sizes.Length - 1), "The generated methods were not found.");
        Assert.All(methods, method => Assert.True(method.IsOptimised, method.ToString()));
    }

    private static string Deep(int layers) =>
        $"[NeuralNetwork(20, Loss = Loss.MeanSquaredError)]\n{string.Concat(Enumerable.Repeat("[Dense(20, Activation.Tanh)]\n", layers))}public sealed partial class Deep;";

    private static int LinesOf(string source) => Assert.Single(GeneratorDriverHarness.Run(source).Files).SourceText.Lines.Count;
}
