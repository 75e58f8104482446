using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Doors;

/// <summary>Rows times outputs that wrap around 2³²: a check in 32 bits would let a short span pass, and the pass would write far past it.</summary>
public sealed class LongBatchTests
{
    public static TheoryData<string> Networks =>
    [
        nameof(LongRowNetwork), nameof(LongClassNetwork), nameof(LongWorkspaceNetwork), nameof(LongTinyNetwork), nameof(LongSigmoidNetwork), nameof(LongInferenceNetwork),
    ];

    [ReservedMemoryTheory, MemberData(nameof(Networks))]
    public void A_product_that_wraps_is_refused(string name)
    {
        INeuralNetwork network = Create(name);
        int size = network.OutputSize, rows = (int)((1L << 32) / size) + 1;
        Assert.Equal(size, unchecked(rows * size));
        using var inputs = new ReservedMemory(rows);
        using var shortOutputs = new ReservedMemory(size, spill: 1L << 32);
        float[] workspace = new float[network.WorkspaceLength];
        Refuses("outputs", rows, size, () => network.ForwardBatch(inputs.Span, shortOutputs.Span, workspace));
        if (network is not ITrainableNetwork trainable)
            return;

        float[] gradients = new float[network.ParameterCount];
        Refuses("outputs", rows, size, () => trainable.EvaluateBatch(inputs.Span, shortOutputs.Span, shortOutputs.Span, workspace));
        Refuses("targets", rows, size, () => trainable.BackwardBatch(inputs.Span, shortOutputs.Span, gradients, default, workspace));
        Assert.Equal(-1, gradients.AsSpan().IndexOfAnyExcept(0));
    }

    [ReservedMemoryFact]
    public void A_step_on_a_product_that_wraps_is_refused()
    {
        const int Rows = (1 << 20) + 1;
        using var inputs = new ReservedMemory(Rows);
        using var targets = new ReservedMemory(4096, spill: 1L << 32);
        var network = new LongRowNetwork(1);
        float[] before = network.Parameters.ToArray();
        Refuses("targets", Rows, 4096, () => network.TrainBatch(inputs.Span, targets.Span, 0.1f));
        Bits.Same(before, network.Parameters);
    }

    [ReservedMemoryFact]
    public void As_many_rows_as_a_span_can_hold_are_computed_to_the_last()
    {
        using var inputs = new ReservedMemory(int.MaxValue);
        using var outputs = new ReservedMemory(int.MaxValue);
        var network = new ManyRowsNetwork(1);
        network.Dense1.Biases[0] = 0.5f;
        network.ForwardBatch(inputs.Span, outputs.Span);
        Assert.Equal(0.5f, outputs.Span[^1]);
        Assert.Equal(0.5f, outputs.Span[0]);
    }

    [Theory]
    [InlineData(typeof(LongRowNetwork))]
    [InlineData(typeof(LongClassNetwork))]
    [InlineData(typeof(LongWorkspaceNetwork))]
    [InlineData(typeof(ManyRowsNetwork))]
    [InlineData(typeof(Networks.XorNetwork))]
    [InlineData(typeof(PartlyFrozenNetwork))]
    public void The_gradients_of_no_rows_take_the_place_of_what_stood_there(Type type)
    {
        var network = (ITrainableNetwork)Zoo.Create(type);
        float[] gradients = Enumerable.Repeat(7f, network.ParameterCount).ToArray();
        var context = new TrainingContext { OverwritesGradients = true };
        Assert.Equal(0, network.BackwardBatch([], [], gradients, context, new float[network.WorkspaceLength]));
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                Assert.Equal(-1, gradients.AsSpan(tensor.Offset, tensor.Length).IndexOfAnyExcept(tensor.IsTrained ? 0 : 7));
        }

        gradients.AsSpan().Fill(7);
        network.BackwardBatch([], [], gradients, default, new float[network.WorkspaceLength]);
        Assert.Equal(-1, gradients.AsSpan().IndexOfAnyExcept(7));
    }

    [Fact]
    public void Datasets_and_batches_refuse_what_no_array_holds()
    {
        var error = Assert.Throws<ArgumentException>(() => Dataset.FromLabels([1], [0], 1, int.MaxValue));
        Assert.Contains("2147483647", error.Message, StringComparison.Ordinal);
    }

    private static INeuralNetwork Create(string name) => Zoo.Create(typeof(LongBatchTests).Assembly.GetType("NetGen.Tests.Doors." + name)!);

    private static void Refuses(string argument, int rows, int actual, Action pass)
    {
        var error = Assert.Throws<ArgumentException>(argument, pass);
        Assert.Contains($"{rows} rows", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{argument}' has {actual}", error.Message, StringComparison.Ordinal);
    }
}

[NeuralNetwork(3, Loss = Loss.MeanSquaredError)]
[Dense(17, Activation.Relu, TrainBiases = false)]
[Dense(5, Activation.Tanh, TrainWeights = false)]
[Dense(2)]
internal sealed partial class PartlyFrozenNetwork;
