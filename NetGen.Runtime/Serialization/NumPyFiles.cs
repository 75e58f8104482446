using System.Collections.Immutable;
using NetGen.Runtime.Serialization;

namespace NetGen;

/// <summary>
/// Single tensors in NumPy's files, as <c>numpy.save</c> and <c>numpy.load</c> write and read them, in PyTorch's shapes. Whole networks are read from archives
/// (<c>numpy.savez</c>) by <see cref="NetworkFiles"/>.
/// </summary>
public static class NumPyFiles
{
    /// <summary>Writes a tensor as an array.</summary>
    /// <param name="tensor">The tensor, such as <c>net.Dense1.Weights</c>.</param>
    /// <param name="path">The file, such as <c>w1.npy</c>. It is written beside the old one and takes its place when it is complete.</param>
    /// <exception cref="IOException">The file cannot be written; an old one is left as it was.</exception>
    public static void Save(this TensorView tensor, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var array = new FloatTensor("", [.. tensor.Shape.Select(static size => (long)size)], tensor.ToArray());
        new AtomicFile(path, "A tensor").Replace(stream =>
        {
            stream.Write(NpyHeader.Of(array.Shape));
            array.Write(stream);
        });
    }

    /// <summary>Reads a tensor from an array of its shape, of 16, 32 or 64 bits. The tensor takes all of it or, when this throws, nothing.</summary>
    /// <param name="tensor">The tensor, such as <c>net.Dense1.Weights</c>.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">It is no array, one of another shape, cut off, or has a number that is not finite.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Load(this TensorView tensor, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            tensor.CopyFrom(Read(stream, tensor.Info));
        }
        catch (WeightsException exception)
        {
            throw exception.In(path);
        }
    }

    private static float[] Read(Stream stream, TensorInfo tensor)
    {
        NpyHeader header = NpyHeader.Read(stream, tensor.Name);
        var entry = new SafetensorsEntry(tensor.Name, header.Type, header.Shape, 0, 0);
        TensorMatcher.CheckFit(entry, tensor.Name, tensor);
        var rowMajor = new TensorInfo { Name = tensor.Name, Shape = tensor.Shape };
        float[] values = new float[tensor.Length];
        TensorReader.Copy(new NpySource(stream, header, entry), [new TensorCopy(entry, tensor.Name, rowMajor, () => values)], allowsNonFinite: false);
        return stream.ReadByte() < 0 ? values : throw new WeightsException(WeightsProblem.Hole, "More follows behind the last number.", tensor.Name);
    }

    /// <summary>One array.</summary>
    private sealed class NpySource(Stream stream, NpyHeader header, SafetensorsEntry entry) : WeightsSource
    {
        private NpyData? _data;

        public override SafetensorsHeader Header { get; } = new(ImmutableDictionary<string, string>.Empty, [entry]);

        public override void Begin(SafetensorsEntry begun) => _data = new NpyData(stream, header, begun);

        public override void Read(Span<byte> bytes) => _data!.Read(bytes);

        public override void End()
        {
        }
    }
}
