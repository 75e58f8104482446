using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>An instance holds its parameters and nothing else that a pass writes: passes may run concurrently.</summary>
public sealed class ThreadTests
{
    public static TheoryData<string> Names => [nameof(DeepDigitNetwork), nameof(WorkspaceNetwork), nameof(XorNetwork), nameof(NarrowingNetwork)];

    [Theory, MemberData(nameof(Names))]
    public void Eight_threads_forward_while_others_go_backward_to_the_same_bits(string name)
    {
        Type type = Zoo.Types.Single(type => type.Name == name);
        var one = new NetworkCase(Zoo.Create(type), seed: 3, mostRows: 40);
        ITrainableNetwork network = one.Trainable;
        float[] outputs = new float[one.Rows * network.OutputSize], batch = new float[outputs.Length], gradients = new float[network.ParameterCount];
        for (int row = 0; row < one.Rows; row++)
            one.Members.Forward(one.Input(row), outputs.AsSpan(row * network.OutputSize, network.OutputSize));
        network.ForwardBatch(one.Inputs, batch, one.Workspace());
        network.BackwardBatch(one.Inputs, one.Targets, gradients, default, one.Workspace());

        using var start = new Barrier(11);
        var errors = new List<Exception>();
        Thread Start(Action<NetworkMembers> pass)
        {
            var thread = new Thread(() =>
            {
                var members = new NetworkMembers(network);
                start.SignalAndWait();
                try
                {
                    for (int repeat = 0; repeat < 8; repeat++)
                        pass(members);
                }
                catch (Exception exception)
                {
                    lock (errors)
                        errors.Add(exception);
                }
            });
            thread.Start();
            return thread;
        }

        void Forward(NetworkMembers members)
        {
            var actual = new float[outputs.Length];
            for (int row = 0; row < one.Rows; row++)
                members.Forward(one.Input(row), actual.AsSpan(row * network.OutputSize, network.OutputSize));
            Bits.Same(outputs, actual);
            network.ForwardBatch(one.Inputs, actual, members.Workspace);
            Bits.Same(batch, actual);
        }

        void Backward(NetworkMembers members)
        {
            var actual = new float[gradients.Length];
            network.BackwardBatch(one.Inputs, one.Targets, actual, default, members.Workspace);
            Bits.Same(gradients, actual);
        }

        List<Thread> threads = [.. Enumerable.Range(0, 8).Select(_ => Start(Forward)), .. Enumerable.Range(0, 3).Select(_ => Start(Backward))];
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Empty(errors);
    }
}
