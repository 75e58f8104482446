using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>Files that PyTorch's models were written to (Goldens/weights.py) give the same outputs here, and what is written here PyTorch was seen to read.</summary>
public sealed class PyTorchFileTests
{
    private static readonly string Folder = Path.Combine(ProjectFolders.Tests, "Goldens", "weights");

    [Fact]
    public void By_name() => CheckOutputs(new NamedNetwork(seed: 4), "named", new LoadOptions());

    [Theory]
    [InlineData("half")]
    [InlineData("brain")]
    [InlineData("double")]
    public void In_order_and_from_other_types(string name) => CheckOutputs(new NamedNetwork(seed: 4), name, new LoadOptions { ByOrder = true });

    [Fact]
    public void Layers_are_counted_as_people_count() => CheckOutputs(new TowerNetwork(seed: 4), "tower", new LoadOptions { ByOrder = true, Prefix = "model.layers" });

    [Fact]
    public void A_part_of_a_file_whose_names_tell_no_order_is_matched_by_shapes() => CheckOutputs(new AgentNetwork(seed: 4), "agent", new LoadOptions { ByOrder = true, Prefix = "policy." });

    [Fact]
    public void Renamed() => CheckOutputs(
        new AgentNetwork(seed: 4), "agent", new LoadOptions { Rename = name => name.StartsWith("value", StringComparison.Ordinal) ? null : name.Replace("policy.entry", "Dense1").Replace("policy.middle", "Dense2").Replace("policy.action", "Dense3") });

    [Fact]
    public void All_of_a_file_is_refused_where_a_part_was_meant()
    {
        var exception = Should.Throw<WeightsException>(() => new AgentNetwork().Load(Path.Combine(Folder, "agent.safetensors")));
        exception.Problem.ShouldBe(WeightsProblem.Missing);
        exception.Message.ShouldContain("agent.safetensors");
        exception.Message.ShouldContain("'Dense1.weight'");
        exception.Message.ShouldContain("'value.bias'");
        exception.Message.ShouldContain("ByOrder");
    }

    /// <summary>The committed files were read by <c>weights.py check</c>; what is written now has the same bytes.</summary>
    [Theory]
    [InlineData("named")]
    [InlineData("tower")]
    public void Saved_files_are_those_that_PyTorch_read(string name)
    {
        INeuralNetwork network = name == "named" ? new NamedNetwork() : new TowerNetwork();
        Draw(network);
        var inputs = Enumerable.Range(0, 4 * network.InputSize).Select(i => (i * 7919 % 1009 - 504) / 512f).ToArray();
        byte[] saved = network.Save(new SaveOptions { TestRows = new Dataset(inputs, new float[4 * network.OutputSize], network.InputSize, network.OutputSize) });
        string path = Path.Combine(Folder, "saved", name + ".safetensors");
        if (Environment.GetEnvironmentVariable("NETGEN_UPDATE_WEIGHTS") == "1")
            File.WriteAllBytes(path, saved);
        byte[] expected = File.ReadAllBytes(path);

        // Outputs may differ by what vectors of other widths round.
        float[] outputs = WeightsText.Floats(saved, "test.output"), golden = WeightsText.Floats(expected, "test.output");
        for (int i = 0; i < golden.Length; i++)
            outputs[i].ShouldBe(golden[i], 1e-6f);
        int place = FindTestOutput(expected);
        saved[..place].ShouldBe(expected[..place]);
        saved[(place + 4 * outputs.Length)..].ShouldBe(expected[(place + 4 * outputs.Length)..]);
    }

    private static int FindTestOutput(byte[] file) => 8 + WeightsText.HeaderLength(file) + (int)WeightsText.Header(file)["test.output"]!["data_offsets"]![0]!;

    private static void Draw(INeuralNetwork network)
    {
        int salt = 1;
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                salt++;
                new TensorView(tensor, network.Parameters).CopyFrom([.. Enumerable.Range(0, tensor.Length).Select(i => ((i * 7919 + salt * 104729 + 13) % 1009 - 504) / 1024f)]);
            }
        }
    }

    private static void CheckOutputs(INeuralNetwork network, string name, LoadOptions options)
    {
        string path = Path.Combine(Folder, name + ".safetensors");
        network.Load(path, options);
        byte[] file = File.ReadAllBytes(path);
        float[] inputs = WeightsText.Floats(file, "test.input"), expected = WeightsText.Floats(file, "test.output"), outputs = new float[expected.Length];
        network.ForwardBatch(inputs, outputs);
        for (int i = 0; i < expected.Length; i++)
            outputs[i].ShouldBe(expected[i], 2e-6f, $"{name}, output {i}");
    }
}
