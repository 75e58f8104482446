using NetGen.Tests.Oracle;
using Xunit;

namespace NetGen.Tests.Support;

/// <summary>A generated network with drawn parameters, samples and targets, beside the reference's answers.</summary>
internal sealed class NetworkCase
{
    public const float Near = 2e-7f;

    private static readonly int[] BatchSizes = [0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 100];

    /// <param name="network">The network.</param>
    /// <param name="seed">What parameters and samples are drawn from.</param>
    /// <param name="mostRows">The longest batch.</param>
    /// <param name="change">What happens to the drawn parameters before anything is computed.</param>
    public NetworkCase(INeuralNetwork network, int seed, int mostRows = 100, Action<INeuralNetwork>? change = null)
    {
        Network = network;
        Members = new NetworkMembers(network);
        var random = new Random(seed);
        Draws.Parameters(random, network);
        change?.Invoke(network);
        Reference = ReferenceNetwork.Of(network);
        long multiplyAdds = 0;
        foreach (LayerInfo layer in network.Layers)
            multiplyAdds += layer.MultiplyAdds;
        Rows = (int)Math.Min(mostRows, Math.Max(17, 20_000_000 / Math.Max(1, multiplyAdds)));
        Inputs = new float[Rows * network.InputSize];
        Targets = Reference.Loss is null ? [] : new float[Rows * network.OutputSize];
        SampleWeights = new float[Rows];
        Traces = new ReferenceTrace[Rows];
        for (int row = 0; row < Rows; row++)
        {
            SampleWeights[row] = random.Next(4) switch { 0 => 0, 1 => 1, 2 => -0.5f, _ => 3 * random.NextSingle() };
            DrawRow(random, row);
        }
    }

    private NetworkCase(NetworkCase other)
    {
        (Network, Members, Reference, Rows) = (other.Network, other.Members, other.Reference, other.Rows);
        (Inputs, Targets, SampleWeights, Traces) = (other.Inputs, other.Targets, other.SampleWeights, other.Traces);
    }

    public INeuralNetwork Network { get; }

    public NetworkMembers Members { get; }

    public ITrainableNetwork Trainable => (ITrainableNetwork)Network;

    public ReferenceNetwork Reference { get; private init; }

    public int Rows { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public float[] SampleWeights { get; }

    public ReferenceTrace[] Traces { get; }

    /// <summary>The batch sizes to try: around every block a kernel may take rows in.</summary>
    public IEnumerable<int> Batches => BatchSizes.Where(size => size <= Rows);

    public ReadOnlySpan<float> Input(int row) => Inputs.AsSpan(row * Network.InputSize, Network.InputSize);

    public ReadOnlySpan<float> Target(int row) => Targets.AsSpan(row * Network.OutputSize, Network.OutputSize);

    public double[] TargetOf(int row) => Array.ConvertAll(Target(row).ToArray(), value => (double)value);

    /// <summary>A workspace of exactly the length asked for, full of NaN.</summary>
    public float[] Workspace() => Enumerable.Repeat(float.NaN, Network.WorkspaceLength).ToArray();

    /// <summary>Another instance with the same parameters.</summary>
    public INeuralNetwork Copy()
    {
        INeuralNetwork copy = Zoo.Create(Network.GetType());
        Network.Parameters.CopyTo(copy.Parameters);
        return copy;
    }

    /// <summary>Some gradients to add to: small numbers of both signs.</summary>
    public float[] InitialGradients() => [.. Enumerable.Range(0, Network.ParameterCount).Select(i => (i % 13 - 6) * 0.125f)];

    /// <summary>The same with a reference whose loss has weights of outputs.</summary>
    public NetworkCase WithOutputWeights(float[] weights) => new(this)
    {
        Reference = Reference.WithLoss(Reference.Loss! with { OutputWeights = Array.ConvertAll(weights, static weight => (double)weight) }),
    };

    public void CheckOutputs(ReadOnlySpan<float> actual, int firstRow, string what)
    {
        int size = Network.OutputSize;
        for (int i = 0; i < actual.Length; i++)
        {
            Values head = Traces[firstRow + i / size].Outputs;
            double expected = head.Numbers[0][i % size], allowed = ReferenceNetwork.Tolerance * head.Magnitudes[0][i % size];
            if (!Agree(actual[i], expected, allowed))
                Assert.Fail($"{what}: row {firstRow + i / size}, output {i % size} of {size}: expected {expected:G9}, but got {actual[i]:G9} (allowed {allowed:G3}).");
        }
    }

    public void CheckLoss(float actual, int firstRow, int rows, bool weighted, string what)
    {
        double expected = 0, magnitude = 0;
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            (double loss, double size) = Reference.Evaluate(Traces[row], TargetOf(row));
            double weight = weighted ? SampleWeights[row] : 1;
            expected += weight * loss;
            magnitude += Math.Abs(weight) * size;
        }

        if (!Agree(actual, expected, ReferenceNetwork.Tolerance * magnitude))
            Assert.Fail($"{what}: expected a loss of {expected:G9}, but got {actual:G9}.");
    }

    /// <summary>Holds gradients that were added to <paramref name="initial"/> against the reference; what is frozen must not have changed by a bit.</summary>
    public void CheckGradients(ReadOnlySpan<float> actual, ReadOnlySpan<float> initial, ReferenceGradients expected, double factor, string what)
    {
        foreach (LayerInfo layer in Network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                for (int i = 0; i < tensor.Length; i++)
                {
                    int index = tensor.Offset + i;
                    double sum = initial[index] + factor * expected.Values[index];
                    double allowed = Math.Abs(factor) * ReferenceNetwork.Tolerance * expected.Magnitudes[index] + Near * (Math.Abs(initial[index]) + Math.Abs(sum));
                    if (!tensor.IsTrained)
                        allowed = 0;
                    if (!Agree(actual[index], sum, allowed))
                    {
                        Assert.Fail(
                            $"{what}: {layer.Name} ({layer.InputSize} → {layer.OutputSize}), element {i} in memory of {tensor} with strides "
                            + $"[{string.Join(", ", tensor.Strides)}]: expected {sum:G9}, but got {actual[index]:G9} (allowed {allowed:G3}).");
                    }
                }
            }
        }
    }

    /// <summary>Whether a number is as near as allowed; what is infinite or NaN must be the same. The errors of a finite number may have no bound where something infinite was made finite.</summary>
    private static bool Agree(float actual, double expected, double allowed) => !double.IsFinite(expected)
        ? expected.Equals((double)actual)
        : double.IsFinite(allowed) ? Math.Abs(actual - expected) <= allowed : float.IsFinite(actual);

    private void DrawRow(Random random, int row)
    {
        Span<float> input = Inputs.AsSpan(row * Network.InputSize, Network.InputSize);
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            foreach (ref float value in input)
                value = random.Next(8) == 0 ? 0 : Draws.Uniform(random, 1.5);
            if (Reference.Loss is { } loss)
                Draws.Target(random, loss, Network.OutputSize).CopyTo(Targets, row * Network.OutputSize);
            Traces[row] = Reference.Forward(input);
            if (!Reference.IsNearJump(Traces[row], Reference.Loss is null ? null : TargetOf(row)))
                return;
        }

        throw new InvalidOperationException($"No sample of {Network.GetType()} keeps away from jumps of derivatives.");
    }
}

