using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>No pass that has its memory allocates, from a thread's first call on.</summary>
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
        AllocatesNothing(() => network.Train(input, 3, 0.1f));
        AllocatesNothing(() => network.Classify(input));
        AllocatesNothing(() => DigitNetwork.View(gradients).Dense1.Weights[3, 4] = network.Dense2.Biases[2]);
        AllocatesNothing(() => DigitNetwork.Layers.Length.GetHashCode());
    }

    [Fact]
    public void More_rows_than_a_block_rent_what_they_are_given_no_room_for()
    {
        var network = new DigitNetwork(1);
        int rows = 2 * ((ITrainableNetwork)network).RowsPerBlock + 1;
        float[] inputs = new float[rows * 784], targets = new float[rows * 10], room = new float[DigitNetwork.WorkspaceLength + DigitNetwork.ParameterCount + 16];
        AllocatesNothing(() => network.TrainBatch(inputs, targets, 0.1f, default, room));

        // Without room the pool allocates for a thread that has none yet, at most twice what is asked for, and then no more.
        long[] allocated = OnFreshThread(() => network.TrainBatch(inputs, targets, 0.1f), calls: 3);
        Assert.InRange(allocated[0], 0, 2 * sizeof(float) * (DigitNetwork.ParameterCount + 16) + 2048);
        Assert.Equal(0, Allocations.Least(() => OnFreshThread(() => network.TrainBatch(inputs, targets, 0.1f), calls: 3)[2]));
    }

    [Fact]
    public void The_workspace_has_the_gradients_of_a_large_network()
    {
        var network = new WorkspaceNetwork(1);
        int rows = 2 * ((ITrainableNetwork)network).RowsPerBlock + 1;
        float[] inputs = [.. Enumerable.Range(0, rows * WorkspaceNetwork.InputSize).Select(i => i % 7 * 0.1f)], targets = new float[rows * WorkspaceNetwork.OutputSize];
        var same = new WorkspaceNetwork(1);
        float[] room = [.. Enumerable.Repeat(float.NaN, WorkspaceNetwork.WorkspaceLength + WorkspaceNetwork.ParameterCount + 16)];
        float loss = network.TrainBatch(inputs, targets, 0.1f, default, room);
        Assert.Equal(same.TrainBatch(inputs, targets, 0.1f), loss);
        Bits.Same(same.Parameters, network.Parameters);
        AllocatesNothing(() => network.TrainBatch(inputs, targets, 0.1f, default, room));
    }

    [Fact]
    public void An_allocation_would_be_seen()
    {
        object? kept = null;
        Assert.ThrowsAny<Exception>(() => AllocatesNothing(() => kept = new object()));
        Assert.NotNull(kept);
    }

    /// <summary>Fails where a thread's first call allocates. It is compiled, and static constructors run, before.</summary>
    private static void AllocatesNothing(Action pass)
    {
        pass();
        Assert.Equal(0, Allocations.Least(() => OnFreshThread(pass, calls: 1)[0]));
    }

    /// <summary>What each of a thread's first calls allocates.</summary>
    private static long[] OnFreshThread(Action pass, int calls)
    {
        var allocated = new long[calls];
        var thread = new Thread(() =>
        {
            for (int call = 0; call < calls; call++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                pass();
                allocated[call] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        });
        thread.Start();
        thread.Join();
        return allocated;
    }
}
