using System.Text;
using System.Text.Json;
using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Networks of convolutions against PyTorch's figures in double precision (Goldens/convolutions.py): the oracle to ten digits, the generated code to 1e-5. The
/// figures have the networks' attributes, too.
/// </summary>
[Trait("Category", "Widths")]
public sealed class ConvolutionGoldenTests
{
    private const int Rows = 3;

    private static readonly JsonElement Figures = GoldenFile.Read("convolutions.json");

    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Networks = new(static () =>
    {
        var text = new StringBuilder($"namespace {RandomArchitecture.Namespace};\n");
        foreach (JsonProperty figure in Figures.EnumerateObject())
            text.Append($"{figure.Value.GetProperty("network").GetString()} public sealed partial class {figure.Name};\n");
        return Zoo.Find(CompiledNetworks.Of(text.ToString()).Assembly, RandomArchitecture.Namespace).ToDictionary(static type => type.Name);
    });

    public static TheoryData<string> Names => [.. Figures.EnumerateObject().Select(static figure => figure.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_oracle_equals_PyTorch(string name)
    {
        (ITrainableNetwork network, float[] inputs, float[] targets) = Prepare(name);
        JsonElement figures = Figures.GetProperty(name);
        ReferenceGraph graph = ReferenceGraph.Of(network.GetType());
        graph.Load(network, network.Parameters);
        Values rows = Values.Exact([.. inputs.Chunk(network.InputSize).Select(static row => Wide(row))]);
        ReferenceTrace trace = graph.Forward(rows, ReferencePass.Training);
        double[][] wanted = [.. targets.Chunk(network.OutputSize).Select(static row => Wide(row))];
        Values gradients = graph.Backward(trace, wanted, static _ => 1);

        Near(figures.Doubles("outputs"), [.. trace.Outputs.Numbers.SelectMany(static row => row)], 1e-10, "output");
        Near(figures.Doubles("losses"), [.. Enumerable.Range(0, Rows).Select(row => graph.Evaluate(trace, row, wanted[row]).Loss)], 1e-10, "loss");
        Near(figures.Doubles("inputGradients"), [.. gradients.Numbers.SelectMany(static row => row)], 1e-10, "input gradient");
        CheckGradients(figures, graph.Nodes.SelectMany(static node => node.Tensors).Select(static tensor => tensor.Gradients), 1e-10);
    }

    [Theory, MemberData(nameof(Names))]
    public void Generated_passes_equal_PyTorch(string name)
    {
        (ITrainableNetwork network, float[] inputs, float[] targets) = Prepare(name);
        JsonElement figures = Figures.GetProperty(name);
        var members = new NetworkMembers(network);
        double[] expected = figures.Doubles("outputs"), losses = figures.Doubles("losses"), inputGradients = figures.Doubles("inputGradients");
        float[] outputs = new float[expected.Length], output = new float[network.OutputSize], toInput = new float[network.InputSize], toInputs = new float[inputs.Length];
        Near([losses.Sum()], [network.EvaluateBatch(inputs, targets, outputs)], 1e-5, "batch loss");
        Near(expected, Wide(outputs), 1e-5, "batch output");

        float[] single = new float[network.ParameterCount], batch = new float[network.ParameterCount];
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(row * network.InputSize, network.InputSize);
            members.Forward(input, output);
            Near(expected.AsSpan(row * output.Length, output.Length), Wide(output), 1e-5, "output");
            float loss = members.Backward(input, targets.AsSpan(row * network.OutputSize, network.OutputSize), single, toInput, default);
            Near(losses.AsSpan(row, 1), [loss], 1e-5, "loss");
            Near(inputGradients.AsSpan(row * toInput.Length, toInput.Length), Wide(toInput), 1e-5, "input gradient");
        }

        Near([losses.Sum()], [members.BackwardBatch(inputs, targets, batch, toInputs, default)], 1e-5, "batch loss");
        Near(inputGradients, Wide(toInputs), 1e-5, "input gradient of a batch");
        CheckGradients(figures, Tensors(network, single), 1e-5);
        CheckGradients(figures, Tensors(network, batch), 1e-5);
    }

    private static (ITrainableNetwork Network, float[] Inputs, float[] Targets) Prepare(string name)
    {
        var network = (ITrainableNetwork)Zoo.Create(Networks.Value[name]);
        int salt = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                new TensorView(tensor, network.Parameters).CopyFrom(Array.ConvertAll(Drawn(tensor.Length, salt++), static value => value / 2));
        }

        float[] targets = [.. Enumerable.Range(0, Rows).SelectMany(row => Drawn(network.OutputSize, 1000 + row))];
        return (network, Drawn(Rows * network.InputSize, 500), targets);
    }

    // The formula of the script, bit by bit.
    private static float[] Drawn(int count, int salt) => [.. Enumerable.Range(0, count).Select(i => ((i * 7919L + salt * 104729L + 13) % 1009 - 504) / 512f)];

    private static IEnumerable<double[]> Tensors(INeuralNetwork network, float[] block) =>
        network.Layers.ToArray().SelectMany(static layer => layer.Tensors).Select(tensor => Wide(new TensorView(tensor, block).ToArray()));

    private static void CheckGradients(JsonElement figures, IEnumerable<double[]> actual, double tolerance)
    {
        double[][] gradients = [.. actual];
        JsonElement[] expected = [.. figures.GetProperty("gradients").EnumerateArray()];
        Assert.Equal(expected.Length, gradients.Length);
        for (int i = 0; i < expected.Length; i++)
            Near([.. expected[i].EnumerateArray().Select(static value => value.GetDouble())], gradients[i], tolerance, $"gradient of tensor {i}, element");
    }

    private static void Near(ReadOnlySpan<double> expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1;
        foreach (double value in expected)
            scale = Math.Max(scale, Math.Abs(value));
        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * scale))
                Assert.Fail($"{what} {i}: PyTorch has {expected[i]:G12}, but got {actual[i]:G12}.");
        }
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, static value => (double)value);
}
