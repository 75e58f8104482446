using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>No pass ever allocates.</summary>
public sealed class AllocationTests
{
    public static TheoryData<string> All => [.. Zoo.Types.Select(type => type.ToString())];

    [Theory, MemberData(nameof(All))]
    public void Passes_called_by_the_runtime_allocate_nothing(string name)
    {
        INeuralNetwork network = Zoo.Create(Zoo.Types.Single(type => type.ToString() == name));
        const int rows = 5;
        float[] inputs = new float[rows * network.InputSize], outputs = new float[rows * network.OutputSize], workspace = new float[network.WorkspaceLength];
        int inputSize = network.InputSize, outputSize = network.OutputSize;
        AllocatesNothing(() => network.Forward(inputs.AsSpan(0, inputSize), outputs.AsSpan(0, outputSize), workspace));
        AllocatesNothing(() => network.ForwardBatch(inputs, outputs, workspace));
        if (network is not ITrainableNetwork trainable)
            return;
        float[] targets = new float[rows * outputSize], gradients = new float[network.ParameterCount], weights = new float[rows];
        AllocatesNothing(() => trainable.EvaluateBatch(inputs, targets, outputs, workspace));
        AllocatesNothing(() => trainable.BackwardBatch(inputs, targets, gradients, default, workspace));
        AllocatesNothing(() => trainable.BackwardBatch(inputs, targets, gradients, new() { SampleWeights = weights }, workspace));
        AllocatesNothing(() => trainable.Initialize(1));
    }

    [Fact]
    public void Passes_called_by_users_allocate_nothing()
    {
        var network = new DigitNetwork(1);
        float[] input = new float[784], target = new float[10], output = new float[10], gradients = new float[DigitNetwork.ParameterCount];
        float[] inputs = new float[100 * 784], targets = new float[100 * 10];
        AllocatesNothing(() => network.Forward(input, output));
        AllocatesNothing(() => network.ForwardBatch(input, output));
        AllocatesNothing(() => network.EvaluateBatch(input, target, output));
        AllocatesNothing(() => network.Backward(input, target, gradients));
        AllocatesNothing(() => network.Backward(input, 3, gradients));
        AllocatesNothing(() => network.BackwardBatch(input, target, gradients));
        AllocatesNothing(() => network.Train(input, target, 0.1f));
        AllocatesNothing(() => network.TrainBatch(input, target, 0.1f));
        AllocatesNothing(() => network.TrainBatch(inputs, targets, 0.1f));
        AllocatesNothing(() => network.Train(input, 3, 0.1f));
        AllocatesNothing(() => network.Classify(input));
        AllocatesNothing(() => DigitNetwork.View(gradients).Dense1.Weights[3, 4] = network.Dense2.Biases[2]);
        AllocatesNothing(() => DigitNetwork.Layers.Length.GetHashCode());
    }

    [Fact]
    public void An_allocation_would_be_seen()
    {
        object? kept = null;
        Assert.ThrowsAny<Exception>(() => AllocatesNothing(() => kept = new object()));
        Assert.NotNull(kept);
    }

    private static void AllocatesNothing(Action pass)
    {
        // The first calls compile and run static constructors.
        pass();
        pass();
        Assert.Equal(0, Allocations.Least(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            pass();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }));
    }
}
