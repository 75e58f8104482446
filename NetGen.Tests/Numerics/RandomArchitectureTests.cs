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
