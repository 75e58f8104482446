using System.Text.Json;
using NetGen.Tests.Oracle;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>Recurrent layers against PyTorch's figures in double precision (Goldens/recurrent.py): the reference to eleven digits, the generated code to 1e-5.</summary>
[Trait("Category", "Widths")]
public sealed class RecurrentGoldenTests
{
    private const int Rows = 3;

    private static readonly JsonElement Figures = GoldenFile.Read("recurrent.json");

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
            ReferenceTrace trace = reference.Forward(inputs.AsSpan(row * network.InputSize, network.InputSize));
            double[] target = [.. targets.Skip(row * network.OutputSize).Take(network.OutputSize).Select(static t => (double)t)];
            Near(outputs.AsSpan(row * network.OutputSize, network.OutputSize), trace.Outputs.Numbers[0], 1e-11, "output");
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
        float[] outputs = new float[expected.Length], single = new float[network.ParameterCount], batch = new float[network.ParameterCount];
        Near([losses.Sum()], [network.EvaluateBatch(inputs, targets, outputs)], 1e-5, "batch loss");
        Near(expected, Wide(outputs), 1e-5, "batch output");
        for (int row = 0; row < Rows; row++)
        {
            float loss = members.Backward(
                inputs.AsSpan(row * network.InputSize, network.InputSize), targets.AsSpan(row * network.OutputSize, network.OutputSize), single);
            Near(losses.AsSpan(row, 1), [loss], 1e-5, "loss");
        }

        network.BackwardBatch(inputs, targets, batch);
        CheckGradients(figures, network, Wide(single), 1e-5);
        CheckGradients(figures, network, Wide(batch), 1e-5);
    }

    private static (ITrainableNetwork Network, float[] Inputs, float[] Targets, JsonElement Figures) Prepare(string name)
    {
        var network = (ITrainableNetwork)Zoo.Create(typeof(RecurrentGoldenTests).Assembly.GetType("NetGen.Tests.Networks." + name)!);
        int salt = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
                new TensorView(tensor, network.Parameters).CopyFrom(Array.ConvertAll(Drawn(tensor.Length, salt++), static value => value / 2));
        }

        Loss loss = ReferenceLoss.Of(network.GetType())!.Kind;
        float[] targets = [.. Enumerable.Range(0, Rows).SelectMany(row => Target(loss, network.OutputSize, row))];
        return (network, Drawn(Rows * network.InputSize, 500), targets, Figures.GetProperty(name));
    }

    // The formulas of the script, bit by bit.
    private static float[] Drawn(int count, int salt) =>
        [.. Enumerable.Range(0, count).Select(i => ((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 512f)];

    private static float[] Target(Loss loss, int size, int row) => loss switch
    {
        Loss.CrossEntropy => [.. Enumerable.Range(0, size).Select(i => i == (row * 7 + 2) % size ? 1f : 0)],
        Loss.BinaryCrossEntropy => [.. Enumerable.Range(0, size).Select(i => (float)((row + i) % 2))],
        _ => Drawn(size, 1000 + row),
    };

    private static void CheckGradients(JsonElement figures, INeuralNetwork network, double[] gradients, double tolerance)
    {
        JsonElement.ArrayEnumerator expected = figures.GetProperty("gradients").EnumerateArray();
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                Assert.True(expected.MoveNext());
                Assert.Equal(expected.Current.GetProperty("name").GetString(), tensor.Name);
                double[] actual = [.. Enumerable.Range(0, tensor.Length).Select(i => gradients[tensor.Offset + tensor.Layout.PlaceOf(i)])];
                if (tensor.IsTrained)
                    Near(expected.Current.Doubles("values"), actual, tolerance, $"gradient of {layer.Name}'s {tensor.Name}");
            }
        }

        Assert.False(expected.MoveNext());
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

    private static double[] Wide(float[] values) => Array.ConvertAll(values, static value => (double)value);
}
