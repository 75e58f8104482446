using System.Globalization;
using System.Text;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Networks drawn at random, generated, compiled, and held against the reference.</summary>
public sealed class RandomArchitectureTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4];

    [Theory, MemberData(nameof(Seeds))]
    public void Drawn_networks_equal_the_reference(int seed) => Check(RandomArchitecture.Draw(new Random(seed), count: 15), 15, seed);

    [Fact]
    public void Every_activation_under_every_loss_equals_the_reference() => Check(RandomArchitecture.Matrix(), 17 * 5, seed: 9);

    [Fact]
    public void Single_layers_of_every_small_shape_equal_the_reference()
    {
        string[] losses = ["MeanSquaredError", "SumOfSquares", "HalfSumOfSquares", "BinaryCrossEntropy", "MeanSquaredError, Reduction = Reduction.Sum"];
        int[] inputs = [1, 2, 3, 5, 8, 15, 16, 17, 31, 33, 63, 129];
        int count = 0;
        var text = new StringBuilder($"namespace {RandomArchitecture.Namespace};\n");
        foreach (int input in inputs)
        {
            for (int outputs = 1; outputs <= 9; outputs++, count++)
            {
                string loss = losses[count % losses.Length], activation = loss == "BinaryCrossEntropy" ? "Sigmoid" : count % 3 == 0 ? "Tanh" : count % 3 == 1 ? "Identity" : "Relu";
                string bias = count % 7 == 6 ? ", UseBias = false" : "";
                text.Append(CultureInfo.InvariantCulture, $"[NeuralNetwork({input}, Loss = Loss.{loss})] [Dense({outputs}, Activation.{activation}{bias})] public sealed partial class Layer{input}x{outputs};\n");
            }
        }

        Check(text.ToString(), count, seed: 5);
    }

    private static void Check(string source, int count, int seed)
    {
        CompiledNetworks compiled = CompiledNetworks.Of(source);
        IReadOnlyList<Type> types = Zoo.Find(compiled.Assembly, RandomArchitecture.Namespace);
        Assert.Equal(count, types.Count);
        foreach (Type type in types)
        {
            try
            {
                var one = new NetworkCase(Zoo.Create(type, seed), seed, mostRows: 17);
                NetworkChecks.Forward(one);
                NetworkChecks.ForwardBatch(one);
                if (one.Reference.Loss is null)
                    continue;
                NetworkChecks.EvaluateBatch(one);
                NetworkChecks.Backward(one);
                NetworkChecks.BackwardBatch(one, weighted: true);
                NetworkChecks.Train(one);
                NetworkChecks.TrainBatch(one);
            }
            catch (Exception exception)
            {
                int start = source.LastIndexOf("[NeuralNetwork", source.IndexOf($"class {type.Name};", StringComparison.Ordinal), StringComparison.Ordinal);
                string text = source[start..source.IndexOf(';', start)];
                throw new InvalidOperationException($"{exception.Message}\n{text}", exception);
            }
        }
    }
}
