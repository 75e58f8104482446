using System.Reflection;
using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Networks;

/// <summary>What generated members say about themselves, and how they refuse wrong arguments.</summary>
public sealed class SurfaceTests
{
    public static TheoryData<string> All => [.. Zoo.Types.Select(type => type.ToString())];

    /// <summary>Dense layers one after the other; graphs have a test of their own.</summary>
    public static TheoryData<string> Chains =>
        [.. Zoo.Types.Where(type => type.GetCustomAttributes<LayerAttribute>().All(static layer => layer is DenseAttribute { From: null })).Select(type => type.ToString())];

    [Theory, MemberData(nameof(Chains))]
    public void Layers_and_constants_describe_the_attributes(string name)
    {
        Type type = TypeOf(name);
        INeuralNetwork network = Zoo.Create(type);
        NeuralNetworkAttribute attribute = type.GetCustomAttribute<NeuralNetworkAttribute>()!;
        DenseAttribute[] layers = [.. type.GetCustomAttributes<DenseAttribute>()];

        Assert.Equal(attribute.InputSize, network.InputSize);
        Assert.Equal(layers[^1].Units, network.OutputSize);
        Assert.Equal(layers.Length, network.Layers.Length);
        int inputs = attribute.InputSize, weights = 0, biases = 0;
        foreach (LayerInfo layer in network.Layers)
            weights += layer.Weight().Length;
        for (int i = 0; i < layers.Length; i++)
        {
            LayerInfo layer = network.Layers[i];
            Assert.Equal(layers[i].Name ?? $"Dense{i + 1}", layer.Name);
            Assert.Equal("Dense", layer.Kind);
            Assert.Equal(inputs, layer.InputSize);
            Assert.Equal(layers[i].Units, layer.OutputSize);
            Assert.Equal(layers[i].Activation, layer.Activation);
            Assert.Equal(ParameterOf(layers[i]), layer.ActivationParameter);
            Assert.Equal("weight", layer.Tensors[0].Name);
            Assert.Equal([layers[i].Units, inputs], layer.Tensors[0].Shape.ToArray());
            Assert.Equal(TensorRole.Matrix, layer.Tensors[0].Role);
            Assert.Equal(layers[i].UseBias ? 2 : 1, layer.Tensors.Length);
            Assert.Equal((long)inputs * layers[i].Units, layer.MultiplyAdds);
            Assert.Equal(layers[i].TrainWeights, layer.Tensors[0].IsTrained);
            if (layer.Bias() is { } bias)
            {
                Assert.Equal([layers[i].Units], bias.Shape.ToArray());
                Assert.Equal((TensorRole.Vector, layers[i].TrainBiases, weights + biases), (bias.Role, bias.IsTrained, bias.Offset));
                biases += bias.Length;
            }

            inputs = layer.OutputSize;
        }

        Assert.Equal(weights + biases, network.ParameterCount);
        Assert.Equal(network.ParameterCount, network.Parameters.Length);
        Assert.Equal(network.InputSize, Constant(type, "InputSize"));
        Assert.Equal(network.OutputSize, Constant(type, "OutputSize"));
        Assert.Equal(network.ParameterCount, Constant(type, "ParameterCount"));
        Assert.Equal(network.WorkspaceLength, Constant(type, "WorkspaceLength"));
        Assert.Equal(0, network.StateLength);
        Assert.Equal(0, Constant(type, "StateLength"));
        Assert.Equal([network.InputSize], network.InputShape.ToArray());
        Assert.Equal([network.OutputSize], network.OutputShape.ToArray());
        string summary = (string)type.GetField("Summary")!.GetRawConstantValue()!;
        Assert.Equal(summary, network.Summary);
        foreach (LayerInfo layer in network.Layers)
            Assert.Contains(layer.Name, summary, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public unsafe void Parameters_start_on_a_line_and_weights_lie_without_gaps(string name)
    {
        INeuralNetwork network = Zoo.Create(TypeOf(name));
        fixed (float* start = network.Parameters)
            Assert.Equal(0u, (nuint)start % 64);
        var owners = new int[network.ParameterCount];
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                foreach (ref int owner in owners.AsSpan(tensor.Offset, tensor.Length))
                    owner++;
            }
        }

        Assert.Equal(-1, owners.AsSpan().IndexOfAnyExcept(1));
    }

    [Theory, MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_bits(string name)
    {
        Type type = TypeOf(name);
        INeuralNetwork first = Zoo.Create(type, 5), second = Zoo.Create(type, 5), other = Zoo.Create(type, 6);
        Bits.Same(first.Parameters, second.Parameters);
        Assert.Equal(first.ParameterCount == 0, first.Parameters.SequenceEqual(other.Parameters));
        if (other is ITrainableNetwork trainable)
        {
            trainable.Initialize(5);
            Bits.Same(first.Parameters, other.Parameters);
        }

        IReadOnlyList<ReferenceNode> nodes = ReferenceGraph.Of(type).Nodes;
        for (int i = 0; i < nodes.Count; i++)
        {
            var view = new LayerView(first.Layers[i], first.Parameters);
            if (view.TryGet("bias", out TensorView biases))
                Assert.Equal(-1, biases.Memory.IndexOfAnyExcept(((WeightedLayerAttribute)nodes[i].Attribute).InitialBias));
            if (view.TryGet("weight", out TensorView weights))
                Assert.InRange(weights.ToArray().Max(Math.Abs), 1e-9, 10);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void A_wrong_length_names_the_argument_what_was_expected_and_what_came(string name)
    {
        INeuralNetwork network = Zoo.Create(TypeOf(name));
        int inputs = network.InputSize, outputs = network.OutputSize, workspace = network.WorkspaceLength;
        float[] buffer = new float[workspace];
        Refuses("input", inputs, inputs + 1, () => network.Forward(new float[inputs + 1], new float[outputs], buffer));
        Refuses("input", inputs, inputs - 1, () => network.Forward(new float[inputs - 1], new float[outputs], buffer));
        Refuses("output", outputs, outputs + 1, () => network.Forward(new float[inputs], new float[outputs + 1], buffer));
        Refuses("output", outputs, outputs - 1, () => network.Forward(new float[inputs], new float[outputs - 1], buffer));
        Refuses("outputs", 3 * outputs, 3 * outputs - 1, () => network.ForwardBatch(new float[3 * inputs], new float[3 * outputs - 1], buffer));
        if (inputs > 1)
            Refuses("inputs", inputs, 3 * inputs - 1, () => network.ForwardBatch(new float[3 * inputs - 1], new float[3 * outputs], buffer));
        if (workspace > 15)
            Refuses("workspace", null, 15, () => network.ForwardBatch(new float[inputs], new float[outputs], new float[15]));
        if (network is not ITrainableNetwork trainable)
            return;

        int count = network.ParameterCount;
        float[] gradients = new float[count], x = new float[3 * inputs], t = new float[3 * outputs];
        Refuses("targets", 3 * outputs, 3 * outputs + 1, () => trainable.EvaluateBatch(x, new float[3 * outputs + 1], new float[3 * outputs], buffer));
        Refuses("outputs", 3 * outputs, 3 * outputs + 1, () => trainable.EvaluateBatch(x, t, new float[3 * outputs + 1], buffer));
        Refuses("targets", 3 * outputs, 3 * outputs - 1, () => trainable.BackwardBatch(x, new float[3 * outputs - 1], gradients, default, buffer));
        Refuses("gradients", count, count - 1, () => trainable.BackwardBatch(x, t, new float[count - 1], default, buffer));
        Refuses("gradients", count, count + 1, () => trainable.BackwardBatch(x, t, new float[count + 1], default, buffer));
        Refuses("sampleWeights", 3, 2, () => trainable.BackwardBatch(x, t, gradients, new() { SampleWeights = new float[2] }, buffer));

        var members = new NetworkMembers(network);
        Refuses("input", inputs, inputs + 1, () => members.Backward(new float[inputs + 1], new float[outputs], gradients));
        Refuses("target", outputs, outputs + 1, () => members.Backward(new float[inputs], new float[outputs + 1], gradients));
        Refuses("gradients", count, 1, () => members.Backward(new float[inputs], new float[outputs], new float[1]));
        Refuses("targets", 3 * outputs, 0, () => trainable.EvaluateBatch(x, [], new float[3 * outputs], buffer));
        Refuses("sampleWeights", 3, 4, () => trainable.EvaluateBatch(x, t, new float[3 * outputs], new TrainingContext { SampleWeights = new float[4] }, buffer));
        Refuses("sampleWeights", 1, 2, () => members.Backward(x.AsSpan(0, inputs), t.AsSpan(0, outputs), gradients, new TrainingContext { SampleWeights = new float[2] }));
        Refuses("input", inputs, 0, () => members.Train([], new float[outputs], 0.1f));
        Refuses("target", outputs, 0, () => members.Train(new float[inputs], [], 0.1f));
        foreach (float rate in new[] { float.NaN, float.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => members.Train(new float[inputs], new float[outputs], rate));
            Assert.Throws<ArgumentOutOfRangeException>("learningRate", () => members.TrainBatches(x, t, rate).Count());
        }

        float[] before = network.Parameters.ToArray();
        Refuses("targets", 3 * outputs, 3 * outputs + 1, () => members.TrainBatches(x, new float[3 * outputs + 1], 0.1f).Count());
        Refuses("targets", 300 * outputs, 3 * outputs, () => members.TrainBatches(new float[300 * inputs], t, 0.1f).Count());
        if (inputs > 1)
            Refuses("inputs", inputs, 3 * inputs - 1, () => members.TrainBatches(new float[3 * inputs - 1], t, 0.1f).Count());
        Bits.Same(before, network.Parameters);
        Assert.Equal(-1, gradients.AsSpan().IndexOfAnyExcept(0));
    }

    [Fact]
    public void Views_speak_of_outputs_and_inputs_whatever_the_layout()
    {
        var network = new DigitNetwork(seed: 3);
        var weights = new float[16 * 784];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = i;
        network.Dense1.Weights.CopyFrom(weights);
        Assert.Equal(784 * 5 + 17, network.Dense1.Weights[5, 17]);
        network.Dense1.Weights[5, 17] = -1;
        network.Dense2.Biases[9] = 42;
        weights[784 * 5 + 17] = -1;

        var copy = new float[weights.Length];
        DigitNetwork.View(network.Parameters).Dense1.Weights.CopyTo(copy);
        Assert.Equal(weights, copy);
        Assert.Equal(42, network.Parameters[^1]);
        Assert.Throws<ArgumentException>("block", () => { DigitNetwork.View(new float[DigitNetwork.ParameterCount - 1]); });
        Assert.Throws<ArgumentException>("rowMajor", () => network.Dense1.Weights.CopyFrom(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>("i", () => network.Dense1.Weights[16, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("j", () => network.Dense1.Weights[0, 784]);
    }

    private static void Refuses(string argument, int? expected, int actual, Action call)
    {
        var error = Assert.Throws<ArgumentException>(argument, call);
        Assert.Contains($"{actual}", error.Message, StringComparison.Ordinal);
        if (expected is { } length)
            Assert.Contains($"{length}", error.Message, StringComparison.Ordinal);
    }

    private static float ParameterOf(DenseAttribute layer) => layer.Activation switch
    {
        Activation.LeakyRelu => layer.Slope,
        Activation.Elu => layer.Alpha,
        _ => 0,
    };

    private static int Constant(Type type, string name) => (int)type.GetField(name)!.GetRawConstantValue()!;

    private static Type TypeOf(string name) => Zoo.Types.Single(type => type.ToString() == name);
}
