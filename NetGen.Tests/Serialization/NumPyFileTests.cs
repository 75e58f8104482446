using System.IO.Compression;
using System.Text;
using NetGen.Tests.Samples;
using NetGen.Tests.Support;
using Shouldly;
using Xunit;

namespace NetGen.Tests.Serialization;

/// <summary>NumPy's archives and arrays, from NumPy (Goldens/weights.py) and to it.</summary>
public sealed class NumPyFileTests
{
    private static readonly string Folder = Path.Combine(ProjectFolders.Tests, "Goldens", "weights");

    [Theory]
    [InlineData("plain.npz")]
    [InlineData("odd.npz")]
    public void Archives_load(string name)
    {
        var network = new NamedNetwork(seed: 4);
        network.Load(Path.Combine(Folder, name));
        float[] inputs = Array(name, "test.input"), expected = Array(name, "test.output"), outputs = new float[expected.Length];
        network.ForwardBatch(inputs, outputs);
        for (int i = 0; i < expected.Length; i++)
            outputs[i].ShouldBe(expected[i], 2e-6f);

        byte[] file = File.ReadAllBytes(Path.Combine(Folder, name));
        foreach (Action<INeuralNetwork> load in new Action<INeuralNetwork>[]
        {
            other => other.LoadFrom(file), other => other.Load(new MemoryStream([9, .. file]) { Position = 1 }), other => other.Load(new OneWayStream(new MemoryStream(file))),
        })
        {
            var other = new NamedNetwork(seed: 5);
            load(other);
            other.Parameters.ToArray().ShouldBe(network.Parameters.ToArray());
        }
    }

    [Fact]
    public void An_array_loads_where_its_shape_fits()
    {
        var network = new NamedNetwork(seed: 4);
        network.Dense2.Weights.Load(Path.Combine(Folder, "columns.npy"));
        var expected = new NamedNetwork();
        expected.Load(Path.Combine(Folder, "plain.npz"));
        network.Dense2.Weights.ToArray().ShouldBe(expected.Dense2.Weights.ToArray());

        float[] before = network.Dense1.Weights.ToArray();
        WeightsException exception = Should.Throw<WeightsException>(() => network.Dense1.Weights.Load(Path.Combine(Folder, "columns.npy")));
        exception.Problem.ShouldBe(WeightsProblem.WrongShape);
        exception.Message.ShouldContain("should be [33, 7], but is [16, 33]");
        exception.Message.ShouldContain("columns.npy");
        network.Dense1.Weights.ToArray().ShouldBe(before);
    }

    /// <summary>The committed files were read by <c>weights.py check</c>; what is written now has the same numbers.</summary>
    [Fact]
    public void Saved_files_are_those_that_NumPy_read()
    {
        var network = new NamedNetwork();
        network.Load(Path.Combine(Folder, "saved", "named.safetensors"));
        using var folder = new TemporaryFolder();
        string archive = folder.PathOf("named.npz"), array = folder.PathOf("weight.npy");
        network.Save(archive, new SaveOptions { TestRows = new Dataset(Golden("test.input"), new float[20], 7, 5) });
        network.Dense2.Weights.Save(array);
        string saved = Path.Combine(Folder, "saved", "named.npz");
        if (Environment.GetEnvironmentVariable("NETGEN_UPDATE_WEIGHTS") == "1")
        {
            File.Copy(archive, saved, overwrite: true);
            File.Copy(array, Path.Combine(Folder, "saved", "weight.npy"), overwrite: true);
        }

        File.ReadAllBytes(array).ShouldBe(File.ReadAllBytes(Path.Combine(Folder, "saved", "weight.npy")));
        var other = new NamedNetwork();
        other.Load(saved);
        other.Parameters.ToArray().ShouldBe(network.Parameters.ToArray());
        using ZipArchive written = ZipFile.OpenRead(archive), expected = ZipFile.OpenRead(saved);
        written.Entries.Select(entry => (entry.FullName, entry.Length)).ShouldBe(expected.Entries.Select(entry => (entry.FullName, entry.Length)));
        foreach (ZipArchiveEntry entry in written.Entries.Where(entry => !entry.FullName.StartsWith("test.", StringComparison.Ordinal)))
            entry.Crc32.ShouldBe(expected.GetEntry(entry.FullName)!.Crc32, entry.FullName);
        static float[] Golden(string name) => WeightsText.Floats(File.ReadAllBytes(Path.Combine(Folder, "saved", "named.safetensors")), name);
    }

    [Fact]
    public void The_format_may_be_said()
    {
        var stream = new MemoryStream();
        new SmallNetwork(seed: 3).Save(new OneWayStream(stream), new SaveOptions { Format = WeightsFormat.NumPy });
        var network = new SmallNetwork(seed: 4);
        network.LoadFrom(stream.ToArray());
        network.Parameters.ToArray().ShouldBe(new SmallNetwork(seed: 3).Parameters.ToArray());
    }

    [Fact]
    public void Bad_archives_are_refused()
    {
        Fails(WeightsProblem.UnknownFormat, "torch.save", ("archive/data.pkl", [0x80, 2]));
        Fails(WeightsProblem.UnknownFormat, "'a.txt'", ("a.txt", [1]));
        Fails(WeightsProblem.Truncated, "'a'", ("a.npy", [0x93]));
        Fails(WeightsProblem.UnknownFormat, "'a'", ("a.npy", new byte[20]));
        Fails(WeightsProblem.InvalidHeader, "'a'", ("a.npy", Npy("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }", new byte[4])));
        Fails(WeightsProblem.InvalidHeader, "'a'", ("a.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", new byte[4])));
        Fails(WeightsProblem.InvalidHeader, "'a'", ("a.npy", Npy("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), }", new byte[4])));
        Fails(WeightsProblem.InvalidHeader, "'a'", ("a.npy", Npy("nothing", [])));
        Fails(WeightsProblem.WrongLength, "'a'", ("a.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", new byte[4])));
        Fails(WeightsProblem.Duplicate, "'a'", ("a.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", new byte[4])), ("a.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (), }", new byte[4])));
        Fails(WeightsProblem.Missing, "'hidden.weight'", ("a.npy", Npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", new byte[4])));
        Fails(WeightsProblem.WrongType, "<i4", ("hidden.weight.npy", Npy("{'descr': '<i4', 'fortran_order': False, 'shape': (3, 2), }", new byte[24])));
        Fails(WeightsProblem.WrongShape, "transposed?", ("hidden.weight.npy", Npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", new byte[24])));
    }

    [Fact]
    public void Mutated_archives_load_or_are_refused()
    {
        var stream = new MemoryStream();
        new SmallNetwork(seed: 3).Save(stream, new SaveOptions { Format = WeightsFormat.NumPy });
        byte[] valid = stream.ToArray();
        byte[] packed = Archive(CompressionLevel.SmallestSize, [.. Parts(valid)]);
        var random = new Random(7);
        var network = new SmallNetwork(seed: 1);
        float[] before = new float[SmallNetwork.ParameterCount];
        int refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] file = [.. i % 2 == 0 ? valid : packed];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int at = random.Next(file.Length);
                if (random.Next(8) == 0)
                    file = file[..at];
                else
                    file[at] = (byte)random.Next(256);
                if (file.Length == 0)
                    break;
            }

            network.Parameters.CopyTo(before);
            try
            {
                network.LoadFrom(file);
            }
            catch (WeightsException)
            {
                refused++;
                network.Parameters.SequenceEqual(before).ShouldBeTrue($"mutation {i}");
            }
        }

        refused.ShouldBeGreaterThan(5_000);
    }

    private static IEnumerable<(string, byte[])> Parts(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream content = entry.Open();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            yield return (entry.FullName, bytes.ToArray());
        }
    }

    private static void Fails(WeightsProblem problem, string part, params (string Name, byte[] Content)[] files)
    {
        var network = new SmallNetwork(seed: 7);
        WeightsException exception = Should.Throw<WeightsException>(() => network.LoadFrom(Archive(CompressionLevel.NoCompression, files), new LoadOptions { AllowMissing = problem != WeightsProblem.Missing }));
        exception.Problem.ShouldBe(problem, exception.Message);
        exception.Message.ShouldContain(part);
        network.Parameters.ToArray().ShouldBe(new SmallNetwork(seed: 7).Parameters.ToArray());
    }

    private static byte[] Archive(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Npy(string header, byte[] data) =>
        [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 2, 0, .. BitConverter.GetBytes(header.Length), .. Encoding.ASCII.GetBytes(header), .. data];

    private static float[] Array(string archive, string name)
    {
        byte[] content = Parts(File.ReadAllBytes(Path.Combine(Folder, archive == "odd.npz" ? "plain.npz" : archive))).Single(part => part.Item1 == name + ".npy").Item2;
        int start = 10 + BitConverter.ToUInt16(content, 8);
        return [.. Enumerable.Range(0, (content.Length - start) / 4).Select(i => BitConverter.ToSingle(content, start + 4 * i))];
    }
}
