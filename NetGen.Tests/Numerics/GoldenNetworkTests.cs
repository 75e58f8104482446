using System.Text.Json;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Networks against PyTorch's figures in double precision (Goldens/make_network_goldens.py): the reference to twelve digits,
/// the generated code to 1e-5.
/// </summary>
[Trait("Category", "Widths")]
public sealed class GoldenNetworkTests
{
    private const int Rows = 5;
    private const float LearningRate = 0.125f;

    private static readonly JsonElement Figures = GoldenFile.Read("networks.json");

    public static TheoryData<string> Names => [.. Figures.EnumerateObject().Select(property => property.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_reference_equals_PyTorch(string name)
    {
        (ITrainableNetwork network, float[] inputs, float[] targets, JsonElement figures) = Prepare(name);
        ReferenceNetwork reference = ReferenceNetwork.Of(network);
        double[] outputs = figures.Doubles("outputs"), losses = figures.Doubles("losses");
        var gradients = new ReferenceGradients(network.ParameterCount);
        for (int row = 0; row < Rows; row++)
        {
            LayerTrace[] trace = reference.Forward(inputs.AsSpan(row * network.InputSize, network.InputSize));
            double[] target = [.. targets.Skip(row * network.OutputSize).Take(network.OutputSize).Select(t => (double)t)];
            Near(outputs.AsSpan(row * network.OutputSize, network.OutputSize), trace[^1].Outputs, 1e-11, "output");
            Near(losses.AsSpan(row, 1), [reference.Evaluate(trace, target).Loss], 1e-11, "loss");
            reference.Backward(trace, target, 1, gradients);
        }

        CheckGradients(figures, network, gradients.Values, 1e-10);
    }

    [Theory, MemberData(nameof(Names))]
    public void Generated_passes_equal_PyTorch(string name)
    {
        (ITrainableNetwork network, float[] inputs, float[] targets, JsonElement figures) = Prepare(name);
        var members = new NetworkMembers(network);
        double[] expected = figures.Doubles("outputs"), losses = figures.Doubles("losses");
        float[] outputs = new float[expected.Length], output = new float[network.OutputSize];
        float total = network.EvaluateBatch(inputs, targets, outputs);
        Near(expected, Wide(outputs), 1e-5, "batch output");
        Near([losses.Sum()], [total], 1e-5, "batch loss");

        float[] single = new float[network.ParameterCount], batch = new float[network.ParameterCount];
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> input = inputs.AsSpan(row * network.InputSize, network.InputSize);
            members.Forward(input, output);
            Near(expected.AsSpan(row * output.Length, output.Length), Wide(output), 1e-5, "output");
            float loss = members.Backward(input, targets.AsSpan(row * network.OutputSize, network.OutputSize), single);
            Near(losses.AsSpan(row, 1), [loss], 1e-5, "loss");
        }

        Near([losses.Sum()], [network.BackwardBatch(inputs, targets, batch)], 1e-5, "batch loss");
        CheckGradients(figures, network, Wide(single), 1e-5);
        CheckGradients(figures, network, Wide(batch), 1e-5);
    }

    [Theory, MemberData(nameof(Names))]
    public void Ten_steps_of_gradient_descent_follow_PyTorch(string name)
    {
        (ITrainableNetwork network, float[] inputs, float[] targets, JsonElement figures) = Prepare(name);
        var members = new NetworkMembers(network);
        var losses = new double[10];
        for (int step = 0; step < losses.Length; step++)
        {
            int row = step % Rows;
            losses[step] = members.Train(
                inputs.AsSpan(row * network.InputSize, network.InputSize), targets.AsSpan(row * network.OutputSize, network.OutputSize), LearningRate);
        }

        Near(figures.Doubles("steps"), losses, 1e-5, "loss after each step");
    }

    private static (ITrainableNetwork Network, float[] Inputs, float[] Targets, JsonElement Figures) Prepare(string name)
    {
        var network = (ITrainableNetwork)Zoo.Create(typeof(GoldenNetworkTests).Assembly.GetType("NetGen.Tests.Networks." + name)!);
        for (int i = 0; i < network.Layers.Length; i++)
        {
            LayerInfo layer = network.Layers[i];
            var view = new LayerView(layer, network.Parameters);
            float scale = 2;
            while (scale * scale * layer.InputSize > 4)
                scale /= 2;
            view["weight"].CopyFrom(Array.ConvertAll(Drawn(layer.Weight().Length, 2 * i), weight => weight * scale));
            if (view.TryGet("bias", out TensorView biases))
                biases.CopyFrom(Array.ConvertAll(Drawn(biases.Length, 2 * i + 1), bias => bias / 4));
        }

        float[] targets = [.. Enumerable.Range(0, Rows).SelectMany(row => Target(ReferenceLoss.Of(network.GetType())!.Kind, network.OutputSize, row))];
        return (network, Drawn(Rows * network.InputSize, 500), targets, Figures.GetProperty(name));
    }

    // The formulas of the script, bit by bit.
    private static float[] Drawn(int count, int salt) =>
        [.. Enumerable.Range(0, count).Select(i => ((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 512f)];

    private static float[] Target(Loss loss, int size, int row) => loss switch
    {
        Loss.CrossEntropy or Loss.Hinge or Loss.SquaredHinge => [.. Enumerable.Range(0, size).Select(i => i == (row * 7 + 2) % size ? 1f : 0)],
        Loss.KullbackLeibler => [.. Enumerable.Range(0, size).Select(i => MathF.Pow(2, -Math.Min(i + 1, size - 1)))],
        Loss.BinaryCrossEntropy => [.. Enumerable.Range(0, size).Select(i => (float)((row + i) % 2))],
        _ => Drawn(size, 1000 + row),
    };

    private static void CheckGradients(JsonElement figures, INeuralNetwork network, double[] gradients, double tolerance)
    {
        int index = 0;
        foreach (JsonElement expected in figures.GetProperty("gradients").EnumerateArray())
        {
            LayerInfo layer = network.Layers[index++];
            var weights = new double[layer.Weight().Length];
            for (int i = 0; i < weights.Length; i++)
                weights[i] = gradients[ReferenceLayer.IndexOf(layer, i / layer.InputSize, i % layer.InputSize)];
            Near(expected.Doubles("weights"), weights, tolerance, $"weight gradient of {layer.Name}");
            double[] biases = layer.Bias() is { } bias ? gradients.AsSpan(bias.Offset, bias.Length).ToArray() : [];
            Near(expected.Doubles("biases"), biases, tolerance, $"bias gradient of {layer.Name}");
        }
    }

    private static void Near(ReadOnlySpan<double> expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
                Assert.Fail($"{what} {i}: PyTorch has {expected[i]:G12}, but got {actual[i]:G12}.");
        }
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, value => (double)value);
}
