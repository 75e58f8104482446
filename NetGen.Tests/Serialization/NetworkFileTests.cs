using System.Text;
using System.Text.Json.Nodes;
using NetGen.Tests.Samples;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>What is written, and that it comes back.</summary>
public sealed class NetworkFileTests
{
    public static TheoryData<Type> Networks => [.. Zoo.Types];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_network_comes_back_bit_for_bit(Type type)
    {
        INeuralNetwork saved = Zoo.Create(type, 3), loaded = Zoo.Create(type, 4);
        byte[] file = saved.Save();
        foreach (Action load in new Action[]
        {
            () => loaded.LoadFrom(file), () => loaded.Load(new MemoryStream(file)), () => loaded.Load(new OneWayStream(new MemoryStream(file), 1000)), () => loaded.Load(new BufferedStream(new MemoryStream(file))),
        })
        {
            loaded.ParametersAndStatistics.Fill(4);
            load();
            loaded.ParametersAndStatistics.SequenceEqual(saved.ParametersAndStatistics).ShouldBeTrue();
        }

        loaded.Save().ShouldBe(file);
    }

    [Fact]
    public void Layouts_of_memory_do_not_matter()
    {
        var network = new OddNetwork();
        byte[] file = network.Save();
        WeightsText.Floats(file, "Cube1.kernel").ShouldBe(new LayerView(network.Layers[1], network.Parameters)["kernel"].ToArray());
        var other = new OddNetwork(seed: 2);
        other.ParametersAndStatistics.Clear();
        other.LoadFrom(file);
        other.ParametersAndStatistics.ToArray().ShouldBe(network.ParametersAndStatistics.ToArray());
    }

    [Fact]
    public void Files_are_as_the_formats_own_writer_writes_them()
    {
        byte[] file = new OddNetwork().Save();
        int length = WeightsText.HeaderLength(file);
        (length % 8).ShouldBe(0);
        string text = Encoding.UTF8.GetString(file, 8, length);
        text.TrimEnd(' ').Length.ShouldBeInRange(length - 7, length);
        text.ShouldStartWith("{\"__metadata__\":{");
        text.TrimEnd(' ').ShouldEndWith(
            "\"Gain1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"Cube1.kernel\":{\"dtype\":\"F32\",\"shape\":[2,6],\"data_offsets\":[8,56]},"
            + "\"Gain1.fixed\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[56,64]},"
            + "\"Gain1.running_mean\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[64,72]},"
            + "\"Gain1.shift\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[72,80]},"
            + "\"Gain1.weight\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[80,88]}}");
        file.Length.ShouldBe(8 + length + 88);
    }

    [Fact]
    public void Metadata_tells_what_wrote_the_file()
    {
        JsonObject metadata = WeightsText.Header(new NamedNetwork().Save())["__metadata__"]!.AsObject();
        metadata.Select(pair => pair.Key).ShouldBe(["format", "netgen.format", "netgen.generator", "netgen.architecture", "netgen.architecture.hash"]);
        ((string)metadata["netgen.architecture"]!).ShouldBe("input 7\nDense1: Dense 7 -> 33, Tanh\nDense2: Dense 33 -> 16, Relu\nDense3: Dense 16 -> 5, Softmax");
        ((string)metadata["netgen.architecture.hash"]!).ShouldBe("ab4653fd74aed000");
        ((string)metadata["netgen.generator"]!).ShouldBe(typeof(Trainer).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void A_trained_network_loads_into_one_for_inference()
    {
        var trained = new TrainableNamedNetwork(seed: 5);
        var network = new NamedNetwork();
        network.LoadFrom(trained.Save());
        network.Dense2.Weights.ToArray().ShouldBe(trained.Dense2.Weights.ToArray());
    }

    [Fact]
    public void Files_are_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("net.safetensors");
        var network = new NamedNetwork(seed: 5);
        network.Save(path);
        byte[] before = File.ReadAllBytes(path);
        before.ShouldBe(network.Save());
        Should.Throw<ArgumentException>(() => network.Save(path, new SaveOptions { TestRows = new Dataset([1], [1], 1, 1) }));
        File.ReadAllBytes(path).ShouldBe(before);
        new NamedNetwork(seed: 6).Save(path);
        Directory.GetFiles(folder.Path).ShouldBe([path]);
        network.Load(path);
        network.Parameters.ToArray().ShouldBe(new NamedNetwork(seed: 6).Parameters.ToArray());
        Should.Throw<IOException>(() => network.Save(folder.Path)).Message.ShouldContain("it is a folder");
    }

    [Fact]
    public void A_file_may_be_replaced_while_it_is_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("net.safetensors");
        new NamedNetwork(seed: 5).Save(path);
        using FileStream reading = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        new NamedNetwork(seed: 6).Save(path);
        var network = new NamedNetwork();
        network.Load(reading);
        network.Parameters.ToArray().ShouldBe(new NamedNetwork(seed: 5).Parameters.ToArray());
    }

    [Fact]
    public void Streams_need_not_seek_and_stay_open()
    {
        var network = new NamedNetwork(seed: 5);
        var stream = new MemoryStream();
        network.Save(new OneWayStream(stream));
        stream.ToArray().ShouldBe(network.Save());
        stream.Position = 0;
        new NamedNetwork().Load(new OneWayStream(stream));
        stream.CanRead.ShouldBeTrue();
    }

    [Fact]
    public void A_stream_is_read_from_where_it_stands()
    {
        byte[] file = new NamedNetwork(seed: 5).Save();
        var stream = new MemoryStream([1, 2, 3, .. file]) { Position = 3 };
        var network = new NamedNetwork();
        network.Load(stream);
        network.Parameters.ToArray().ShouldBe(new NamedNetwork(seed: 5).Parameters.ToArray());
        stream.Position.ShouldBe(stream.Length);
    }

    [Fact]
    public void Trying_says_why_not()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("net.safetensors");
        var network = new NamedNetwork(seed: 5);
        network.TryLoad(path, out string? error).ShouldBeFalse();
        error.ShouldContain("net.safetensors");
        folder.Write("net.safetensors", "nothing");
        network.TryLoad(path, out error).ShouldBeFalse();
        error.ShouldStartWith($"'{path}': ");
        network.TryLoad(new MemoryStream(), out error).ShouldBeFalse();
        error.ShouldNotBeNull();
        network.Save(path);
        network.TryLoad(path, out error).ShouldBeTrue();
        error.ShouldBeNull();
        network.TryLoad(new MemoryStream(network.Save()), new LoadOptions { AllowMissing = true }, out error).ShouldBeTrue();
    }

    [Fact]
    public void Loading_from_memory_allocates_for_the_header_alone()
    {
        var network = new Tests.Networks.WorkspaceNetwork();
        byte[] file = network.Save();
        network.LoadFrom(file);
        long bytes = Allocations.Least(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.LoadFrom(file);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        file.Length.ShouldBeGreaterThan(2_000_000);
        bytes.ShouldBeLessThan(20_000);
    }

    [Fact]
    public void Misaligned_data_and_any_order_of_tensors_load()
    {
        var network = new SmallNetwork();
        byte[] file = WeightsText.File(
            ("output.bias", "BF16", [1], [0x80, 0x3F]), ("hidden.weight", "F32", [3, 2], WeightsText.Bytes(1, 2, 3, 4, 5, 6)), ("output.weight", "F32", [1, 3], WeightsText.Bytes(7, 8, 9)),
            ("test.input", "F16", [1], [0, 0]), ("hidden.bias", "F64", [3], [.. BitConverter.GetBytes(1.5), .. BitConverter.GetBytes(2.5), .. BitConverter.GetBytes(-3.5)]));
        for (int shift = 0; shift < 4; shift++)
        {
            network.Initialize(1);
            byte[] shifted = [.. new byte[shift], .. file];
            network.LoadFrom(shifted.AsSpan(shift));
            network.hidden.Weights.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
            network.hidden.Biases.ToArray().ShouldBe([1.5f, 2.5f, -3.5f]);
            network.output.Weights.ToArray().ShouldBe([7, 8, 9]);
            network.output.Biases.ToArray().ShouldBe([1]);
        }
    }
}
