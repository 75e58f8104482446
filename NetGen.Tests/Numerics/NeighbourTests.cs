using System.Globalization;
using System.Text;
using NetGen.Tests.Networks;
using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Numerics;

/// <summary>
/// Vectors read past what they need, into the next layer's parameters or the next row. Whatever stands there, infinite or not a number, changes no
/// sum but those it belongs to: everything else is as the reference has it.
/// </summary>
public sealed class NeighbourTests
{
    // Straight lines, whose parameters lie in vectors of four; one layer, in a register or through memory; tiny matrices, columns and rows, one behind the other.
    private static readonly string[] AtEveryWidth =
    [
        "2-3-1", "3-7-1", "7-1", "13-1", "9-5", "19-5", "20-11", "40-24", "5-6-3-2", "3-9-2-17-3", "17-3-20-5", "20-9-33-2", "5-100-4-37-2", "13-7-13-7",
    ];

    // The same, and wide layers, streamed and in panels.
    private static readonly string[] AtThisWidth =
    [
        "3-2-1", "4-4-1", "5-1-1", "1-1-1", "2-3-3-1", "3-5-1", "3-1", "5-1", "6-1", "3-2", "5-3", "7-7", "3-4", "17-2", "33-3", "37-1", "50-7", "15-9", "17-15", "70-19", "9-40",
        "7-1-5-2", "9-15-1-4", "33-5-17-1-3", "40-17-7-31-4", "65-19-23-6", "70-25-70-9-2", "16-16-16-16", "18-48-33-3", "300-33-3", "260-5-260-2",
        "521-257-3", "19-300-450-5", "300-1024-2",
    ];

    private static readonly (string Suffix, Loss Loss, Activation Hidden, string More, float Value)[] Kinds =
    [
        ("A", Loss.Huber, Activation.Tanh, "", float.PositiveInfinity),
        ("B", Loss.SumOfSquares, Activation.Sigmoid, ", UseBias = false", float.NaN),
        ("C", Loss.Huber, Activation.Identity, "", float.NegativeInfinity),
        ("D", Loss.HalfSumOfSquares, Activation.Identity, "", float.NegativeInfinity),
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Few = new(static () => Compile(AtEveryWidth)), Others = new(static () => Compile(AtThisWidth));

    public static TheoryData<string> Shapes => [.. AtEveryWidth];

    public static TheoryData<string> MoreShapes => [.. AtThisWidth];

    [Theory, MemberData(nameof(Shapes)), Trait("Category", "Widths")]
    public void What_stands_behind_a_layer_is_no_part_of_its_sums(string shape) => Check(Few.Value, shape);

    [Theory, MemberData(nameof(MoreShapes))]
    public void What_stands_behind_a_layer_of_any_shape_is_no_part_of_its_sums(string shape) => Check(Others.Value, shape);

    /// <summary>Four rows at a time have a row a lane; the last of a batch stands in for those that are missing.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(5), Trait("Category", "Widths")]
    public void An_infinite_input_is_part_of_its_row_alone(int rows)
    {
        ITrainableNetwork network = new XorNetwork(3);
        float[] inputs = [.. Enumerable.Range(0, 2 * rows).Select(i => 0.25f * i)], targets = new float[rows];
        inputs[^1] = float.PositiveInfinity;
        float[] sum = new float[network.ParameterCount], gradients = new float[network.ParameterCount];
        float loss = 0;
        for (int row = 0; row < rows; row++)
            loss += new NetworkMembers(network).Backward(inputs.AsSpan(2 * row, 2), targets.AsSpan(row, 1), sum);
        float batchLoss = network.BackwardBatch(inputs, targets, gradients, default, default);
        Assert.True(float.IsFinite(loss), $"A loss of {loss}.");
        Assert.Equal(loss, batchLoss, 1e-5f);
        for (int i = 0; i < sum.Length; i++)
            Assert.True(sum[i].Equals(gradients[i]) || Math.Abs(sum[i] - gradients[i]) < 1e-5f, $"Parameter {i}: {sum[i]} by rows, {gradients[i]} in a batch.");
    }

    private static void Check(IReadOnlyDictionary<string, Type> networks, string shape)
    {
        foreach ((string suffix, _, _, _, float value) in Kinds.Where(kind => Has(shape, kind.Suffix)))
        {
            Type type = networks[NameOf(shape) + suffix];
            INeuralNetwork network = Zoo.Create(type);
            foreach (int place in network.Layers.ToArray().SelectMany(layer => layer.Tensors).SelectMany(tensor => Places(tensor, network.ParameterCount)).Distinct())
                Check(type, place, value);
        }
    }

    /// <summary>
    /// Not every kind of every shape, as compiling takes most of the time. Where infinite gradients come back on several ways, a straight line adds up slopes
    /// before it multiplies: it may have an infinite sum where the reference has NaN.
    /// </summary>
    private static bool Has(string shape, string kind) => kind switch
    {
        "A" => shape.Length % 2 == 1,
        "B" => shape.Length % 2 == 0,
        "C" => true,
        _ => shape.Count(letter => letter == '-') < 3,
    };

    private static IEnumerable<int> Places(TensorInfo tensor, int parameters)
    {
        int count = tensor.Length < 100_000 ? parameters < 2000 ? 5 : 2 : 0;
        return [tensor.Offset, tensor.Offset + tensor.Length - 1, .. Enumerable.Range(1, count).Select(i => tensor.Offset + (int)(tensor.Length * (i * 0.618 % 1)))];
    }

    private static void Check(Type type, int place, float value)
    {
        try
        {
            var one = new NetworkCase(Zoo.Create(type), seed: place + 1, mostRows: 9, network => network.Parameters[place] = value);
            NetworkChecks.Forward(one);
            NetworkChecks.ForwardBatch(one);
            NetworkChecks.EvaluateBatch(one);
            NetworkChecks.Backward(one);
            NetworkChecks.BackwardBatch(one, weighted: false);
            NetworkChecks.Train(one);
            NetworkChecks.TrainBatch(one);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{type.Name}, parameter {place} = {value}: {exception.Message}", exception);
        }
    }

    private static IReadOnlyDictionary<string, Type> Compile(string[] shapes)
    {
        var text = new StringBuilder($"namespace {RandomArchitecture.Namespace};\n");
        foreach (string shape in shapes)
        {
            int[] sizes = [.. shape.Split('-').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
            foreach ((string suffix, Loss loss, Activation hidden, string more, _) in Kinds.Where(kind => Has(shape, kind.Suffix)))
            {
                text.Append(CultureInfo.InvariantCulture, $"[NeuralNetwork({sizes[0]}, Loss = Loss.{loss})]");
                for (int i = 1; i < sizes.Length; i++)
                    text.Append(CultureInfo.InvariantCulture, $" [Dense({sizes[i]}, Activation.{(i == sizes.Length - 1 ? Activation.Identity : hidden)}{more})]");
                text.Append(CultureInfo.InvariantCulture, $" public sealed partial class {NameOf(shape)}{suffix};\n");
            }
        }

        return Zoo.Find(CompiledNetworks.Of(text.ToString()).Assembly, RandomArchitecture.Namespace).ToDictionary(type => type.Name);
    }

    private static string NameOf(string shape) => "N" + shape.Replace('-', '_');
}
