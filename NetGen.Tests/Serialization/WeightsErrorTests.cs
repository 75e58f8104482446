using System.Text.Json.Nodes;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>Whatever is wrong with a file is said, with the tensor's name, and the network keeps its weights bit for bit.</summary>
public sealed class WeightsErrorTests
{
    private static readonly byte[] Valid = new SmallNetwork(seed: 3).Save();

    [Fact]
    public void Nothing() => Fails([], WeightsProblem.Truncated, "0 bytes");

    [Fact]
    public void Cut_off()
    {
        for (int length = 0; length < Valid.Length; length++)
            Fails(Valid[..length], null);
        Fails(Valid[..^1], WeightsProblem.Truncated, "'output.weight'", "cut off");
    }

    [Fact]
    public void More_behind_the_end() => Fails([.. Valid, 0], WeightsProblem.Hole, "belongs to no tensor");

    [Fact]
    public void Header_longer_than_the_file() => Fails(WeightsText.File("{}", [], 3), WeightsProblem.HeaderTooLong, "3 bytes");

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Header_longer_than_allowed(long length) => Fails(WeightsText.File("{}", [], length), WeightsProblem.HeaderTooLong, "100000000");

    [Theory]
    [InlineData(new byte[] { 0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46 }, "pickle")]
    [InlineData(new byte[] { 0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0x76, 0 }, "NumPy")]
    [InlineData(new byte[] { 0x4E, 0x65, 0x74, 0x47, 0x65, 0x6E, 0x43, 0x6B, 2, 0 }, "NetGen")]
    public void Other_files_are_named(byte[] file, string name) => Fails(file, WeightsProblem.UnknownFormat, name);

    [Fact]
    public void A_zip_file_cut_off() => Fails([0x50, 0x4B, 3, 4, 0x14, 0, 0, 0, 8, 0], WeightsProblem.InvalidHeader, "zip");

    [Fact]
    public void A_header_of_640_bytes_is_no_pickle()
    {
        byte[] file = Valid;
        byte[] padded = WeightsText.File(WeightsText.Header(file).ToJsonString().PadRight(0x280), WeightsText.Data(file));
        padded[..2].ShouldBe(new byte[] { 0x80, 2 });
        new SmallNetwork().LoadFrom(padded);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" {}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}}")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"__metadata__\":[]}")]
    [InlineData("{\"__metadata__\":{\"a\":1}}")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4.5]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":\"1\",\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[1]],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":32,\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"color\":1}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"shape\":[1],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}")]
    public void Header_that_is_none(string header) => Fails(WeightsText.File(header, [0, 0, 0, 0]), WeightsProblem.InvalidHeader);

    [Fact]
    public void Header_that_is_no_text()
    {
        byte[] file = WeightsText.File("{\"a\":{}}", []);
        file[10] = 0xFF;
        Fails(file, WeightsProblem.InvalidHeader);
    }

    [Fact]
    public void Duplicate() => Fails(
        WeightsText.File("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", new byte[8]), WeightsProblem.Duplicate, "'a'");

    [Fact]
    public void Overlap() => Fails(Change(header => header["hidden.weight"]!["data_offsets"] = new JsonArray(8, 32)), WeightsProblem.Overlap, "'hidden.weight'", "byte 8", "'hidden.bias'", "byte 12");

    [Fact]
    public void Hole() => Fails(WeightsText.File("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", new byte[8]), WeightsProblem.Hole, "'a'", "byte 4");

    [Fact]
    public void Tensor_that_leaves_the_file() =>
        Fails(WeightsText.File("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000000000],\"data_offsets\":[0,4000000000000]}}", new byte[8]), WeightsProblem.Truncated, "'a'", "4000000000000");

    [Theory]
    [InlineData("[3]", "F32")]
    [InlineData("[4611686018427387904,4]", "F32")]
    [InlineData("[9223372036854775807,9223372036854775807,9223372036854775807]", "U8")]
    [InlineData("[1]", "F4")]
    public void Tensor_of_another_length(string shape, string type) =>
        Fails(WeightsText.File($"{{\"a\":{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":[0,4]}}}}", new byte[4]), WeightsProblem.WrongLength, "'a'", type);

    [Fact]
    public void Tensor_of_an_unknown_type() => Fails(Change(header => header["hidden.weight"]!["dtype"] = "F24"), WeightsProblem.WrongType, "'hidden.weight'", "F24");

    [Fact]
    public void Tensor_of_a_type_that_holds_no_weights()
    {
        WeightsException exception = Fails(Change(header => header["hidden.weight"]!["dtype"] = "I32"), WeightsProblem.WrongType, "'hidden.weight'", "F32", "I32");
        exception.Tensor.ShouldBe("hidden.weight");
    }

    [Fact]
    public void Missing()
    {
        byte[] file = WeightsText.File(("hidden.weight", "F32", [3, 2], new byte[24]), ("output.weight", "F32", [1, 3], new byte[12]), ("output.bias", "F32", [1], new byte[4]));
        Fails(file, WeightsProblem.Missing, "no tensor 'hidden.bias'").Tensor.ShouldBe("hidden.bias");
        var network = new SmallNetwork(seed: 9);
        float[] biases = network.hidden.Biases.ToArray();
        network.hidden.Biases.Fill(4);
        network.LoadFrom(file, new LoadOptions { AllowMissing = true });
        network.hidden.Biases.ToArray().ShouldBe([4, 4, 4]);
        network.hidden.Weights.ToArray().ShouldAllBe(weight => weight == 0);
    }

    [Fact]
    public void Unused()
    {
        byte[] file = Change(header => header["more.weight"] = JsonNode.Parse("{\"dtype\":\"F32\",\"shape\":[0,5],\"data_offsets\":[0,0]}"));
        Fails(file, WeightsProblem.Unused, "no tensor 'more.weight'", "AllowUnused").Tensor.ShouldBe("more.weight");
        new SmallNetwork().LoadFrom(file, new LoadOptions { AllowUnused = true });
    }

    [Fact]
    public void Names_of_another_spelling() => Fails(new SmallNetwork().SaveRenamed("hidden.", "Hidden."), WeightsProblem.Missing, "'hidden.weight', 'hidden.bias'", "'Hidden.bias', 'Hidden.weight'");

    [Fact]
    public void Transposed()
    {
        WeightsException exception = Fails(Change(header => header["hidden.weight"]!["shape"] = new JsonArray(2, 3)), WeightsProblem.WrongShape, "'hidden.weight'", "[3, 2]", "[2, 3]", "transposed?");
        exception.ExpectedShape.ShouldBe([3, 2]);
        exception.FoundShape.ShouldBe([2, 3]);
    }

    [Fact]
    public void Misshaped() => Fails(Change(header => header["hidden.weight"]!["shape"] = new JsonArray(6)), WeightsProblem.WrongShape, "'hidden.weight'", "[3, 2]", "[6]").Message.ShouldNotContain("transposed");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Not_finite(float value)
    {
        var network = new SmallNetwork();
        network.hidden.Weights[2, 1] = value;
        byte[] file = network.Save();
        Fails(file, WeightsProblem.NotFinite, "'hidden.weight'", "[2, 1]", "AllowNonFinite");
        var loaded = new SmallNetwork(seed: 2);
        loaded.LoadFrom(file, new LoadOptions { AllowNonFinite = true });
        loaded.hidden.Weights[2, 1].ShouldBe(value);
        loaded.Load(new OneWayStream(new MemoryStream(file)), new LoadOptions { AllowNonFinite = true });
    }

    [Fact]
    public void Too_large_for_32_bits()
    {
        byte[] file = WeightsText.File(
            ("hidden.weight", "F32", [3, 2], new byte[24]), ("hidden.bias", "F64", [3], [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(1e300), .. BitConverter.GetBytes(1.0)]),
            ("output.weight", "F32", [1, 3], new byte[12]), ("output.bias", "F32", [1], new byte[4]));
        Fails(file, WeightsProblem.NotFinite, "'hidden.bias'", "1E+300", "[1]", "too large");
    }

    [Fact]
    public void Another_architecture()
    {
        byte[] file = new NamedNetwork(seed: 1).Save();
        var network = new OtherActivationNetwork(seed: 2);
        var exception = Should.Throw<WeightsException>(() => network.LoadFrom(file));
        exception.Problem.ShouldBe(WeightsProblem.OtherArchitecture);
        exception.Message.ShouldContain("the network has 'Dense2: Dense 33 -> 16, Gelu', but the file is one of 'Dense2: Dense 33 -> 16, Relu'");
        network.Parameters.ToArray().ShouldBe(new OtherActivationNetwork(seed: 2).Parameters.ToArray());
        network.LoadFrom(file, new LoadOptions { AllowOtherArchitecture = true });
        network.Parameters.ToArray().ShouldBe(new NamedNetwork(seed: 1).Parameters.ToArray());
    }

    [Fact]
    public void A_later_version() => Fails(Change(header => header["__metadata__"]!["netgen.format"] = "2"), WeightsProblem.InvalidHeader, "version 2");

    [Fact]
    public void Too_many_or_too_few_layers_in_order()
    {
        var byOrder = new LoadOptions { ByOrder = true };
        Fails(new TowerNetwork().Save(), WeightsProblem.Unused, byOrder, "12 layers", "'Dense10'", "'hidden', 'output'");
        Fails(WeightsText.File(("0.weight", "F32", [3, 2], new byte[24])), WeightsProblem.Missing, byOrder, "1 layers");
    }

    [Fact]
    public void Shapes_do_not_bend_an_order_that_numbers_tell()
    {
        byte[] file = WeightsText.File(
            ("2.weight", "F32", [3, 2], new byte[24]), ("2.bias", "F32", [3], new byte[12]), ("0.weight", "F32", [1, 3], new byte[12]), ("0.bias", "F32", [1], new byte[4]));
        Fails(file, WeightsProblem.WrongShape, new LoadOptions { ByOrder = true }, "'hidden.weight'", "'0.weight'");
    }

    [Fact]
    public void An_order_that_nothing_tells_is_not_guessed()
    {
        byte[] file = WeightsText.File([.. Enumerable.Range(0, 12).SelectMany(i => new[]
        {
            ((i == 0 ? "first" : "layer" + i) + ".weight", "F32", new[] { 3, 3 }, new byte[36]), ((i == 0 ? "first" : "layer" + i) + ".bias", "F32", new[] { 3 }, new byte[12]),
        })]);
        var exception = Should.Throw<WeightsException>(() => new TowerNetwork().LoadFrom(file, new LoadOptions { ByOrder = true }));
        exception.Problem.ShouldBe(WeightsProblem.UnknownOrder);
        exception.Message.ShouldContain("'first', 'layer1'");
    }

    [Fact]
    public void Renaming_to_one_name() => Fails(Valid, WeightsProblem.Duplicate, new LoadOptions { Rename = _ => "a" }, "'hidden.bias'", "'hidden.weight'");

    private static byte[] Change(Action<JsonObject> change) => WeightsText.WithHeader(Valid, change);

    private static WeightsException Fails(byte[] file, WeightsProblem? problem, params string[] parts) => Fails(file, problem, null, parts);

    private static WeightsException Fails(byte[] file, WeightsProblem? problem, LoadOptions? options, params string[] parts)
    {
        var network = new SmallNetwork(seed: 7);
        float[] before = network.Parameters.ToArray();
        WeightsException? first = null;
        // A stream that does not tell its length is seen to be short when it ends.
        foreach ((Action load, bool tellsLength) in new (Action, bool)[]
        {
            (() => network.LoadFrom(file, options), true), (() => network.Load(new MemoryStream(file), options), true),
            (() => network.Load(new BufferedStream(new MemoryStream(file)), options), true), (() => network.Load(new OneWayStream(new MemoryStream(file)), options), false),
        })
        {
            var exception = Should.Throw<WeightsException>(load);
            if (problem is not null && (tellsLength || problem is not WeightsProblem.Truncated))
                exception.Problem.ShouldBe(problem.Value, exception.Message);
            first ??= exception;
            network.Parameters.ToArray().ShouldBe(before);
        }

        foreach (string part in parts)
            first!.Message.ShouldContain(part);
        return first!;
    }
}
