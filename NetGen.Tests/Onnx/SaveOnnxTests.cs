using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using NetGen.Generator.Layers;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Onnx;

/// <summary>Networks written as ONNX compute in ONNX Runtime what they compute here.</summary>
public sealed class SaveOnnxTests
{
    /// <summary>Relative to the largest output, and to what the sums before it were made of.</summary>
    private const double Tolerance = 1e-6;

    public static TheoryData<string> All => [.. Zoo.Types.Select(static type => type.ToString())];

    /// <summary>Kinds that no network is written with yet: asking for it says so.</summary>
    private static readonly string[] NotYet = ["Gru", "Lstm", "SimpleRnn"];

    [Fact]
    public void EveryKind_SaysHowItIsWritten() => LayerKinds.All.Where(static kind => kind is not IOnnxForm).Select(static kind => kind.Name)
        .ShouldBe(NotYet, ignoreOrder: true, "A kind of layer is written as ONNX by IOnnxForm.");

    [OnnxRuntimeTheory, MemberData(nameof(All))]
    public void Zoo_RunsAlike(string network)
    {
        Type type = Zoo.Types.Single(type => type.ToString() == network);
        var sample = new NetworkCase(Zoo.Create(type), seed: 11, mostRows: 5);
        if (sample.Network.Layers.ToArray().Any(static layer => NotYet.Contains(layer.Kind)) || type.GetCustomAttribute<NeuralNetworkAttribute>()!.Steps > 0)
        {
            Should.Throw<NotSupportedException>(() => Save(sample.Network)).Message.ShouldContain(type.Name);
            return;
        }

        using InferenceSession session = OnnxRuntimeSupport.Open(Save(sample.Network, network.Contains("Pool", StringComparison.Ordinal) ? OnnxFiles.NewestOpset : OnnxFiles.StandardOpset));
        foreach (int rows in new[] { 1, sample.Rows })
        {
            float[] expected = new float[rows * sample.Network.OutputSize];
            float[] inputs = sample.Inputs[..(rows * sample.Network.InputSize)];
            sample.Network.ForwardBatch(inputs, expected, sample.Workspace());
            float[] actual = OnnxRuntimeSupport.Run(session, inputs, [rows, .. sample.Network.InputShape]);
            actual.Length.ShouldBe(expected.Length);
            for (int i = 0; i < actual.Length; i++)
            {
                double magnitude = sample.Traces[i / sample.Network.OutputSize].Outputs.Magnitudes[0][i % sample.Network.OutputSize];
                double largest = Math.Max(expected.Max(static value => Math.Abs(value)), double.IsFinite(magnitude) ? magnitude : 0);
                Math.Abs((double)actual[i] - expected[i]).ShouldBeLessThanOrEqualTo(Tolerance * largest, $"output {i} of {rows} rows: here {expected[i]:R}, there {actual[i]:R}");
            }
        }
    }

    [OnnxRuntimeFact]
    public void EveryOpset_Loads()
    {
        var network = new GraphOfAll(3);
        for (int opset = OnnxFiles.OldestOpset; opset <= OnnxFiles.NewestOpset; opset++)
        {
            using InferenceSession session = OnnxRuntimeSupport.Open(Save(network, opset));
            session.InputNames.ShouldBe(["input"]);
            session.OutputNames.ShouldBe(["output"]);
            session.InputMetadata["input"].Dimensions.ShouldBe([-1, .. GraphOfAll.InputShape.ToArray()]);
            session.InputMetadata["input"].SymbolicDimensions[0].ShouldBe("batch");
            session.OutputMetadata["output"].Dimensions.ShouldBe([-1, .. GraphOfAll.OutputShape.ToArray()]);
        }
    }

    [Fact]
    public void OtherOpsets_AreRefused()
    {
        var network = new GraphOfAll(3);
        Should.Throw<ArgumentOutOfRangeException>(() => network.SaveOnnx(new MemoryStream(), 12)).Message.ShouldContain("13 to 23");
        Should.Throw<ArgumentOutOfRangeException>(() => network.SaveOnnx(new MemoryStream(), 24)).ParamName.ShouldBe("opset");
    }

    [Fact]
    public void NetworksWrittenByHand_AreRefused() =>
        Should.Throw<NotSupportedException>(() => new LinearNetwork(2, 1).SaveOnnx(new MemoryStream())).Message.ShouldContain(nameof(LinearNetwork));

    [Fact]
    public void Path_ReplacesTheFile()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        try
        {
            File.WriteAllText(path, "before");
            var network = new GraphOfAll(3);
            network.SaveOnnx(path);
            File.ReadAllBytes(path).ShouldBe(Save(network));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] Save(INeuralNetwork network, int opset = OnnxFiles.StandardOpset)
    {
        using var stream = new MemoryStream();
        network.SaveOnnx(stream, opset);
        return stream.ToArray();
    }
}

/// <summary>Every kind of layer that has no parameters, behind those that have.</summary>
[NeuralNetwork(6)]
[Dense(12, Activation.Silu, Name = "a")]
[Dense(12, Activation.Gelu, Name = "b", From = "Input")]
[Add("a", "b", Activation.Mish, Name = "sum")]
[Multiply("a", "sum")]
[Dropout(0.2f)]
[Reshape(3, 4)]
[Slice(1, 2)]
[Activate(Activation.HardSwish)]
[Flatten(Name = "flat")]
[Concat("flat", "a", Activation.HardTanh)]
[Dense(3, Activation.Softmax)]
public sealed partial class GraphOfAll;
