using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetGen.Runtime.Serialization.Onnx;

/// <summary>
/// The constants of a model: a layer's tensor (<c>Dense1.weight</c>), several one after the other (<c>a.x+a.y</c>), each perhaps with equal parts of its first axis in
/// another order (<c>a.x{0,3,1,2}</c>), all perhaps counted in another shape (<c>a.x:[1,8,4]</c>); whole numbers (<c>[0,-1]</c>) or one number (<c>{0.5}</c>) or several.
/// </summary>
internal sealed class OnnxTensors(INeuralNetwork network)
{
    private const int Float = 1, Int64 = 7;

    private readonly Dictionary<string, Constant> _constants = new(StringComparer.Ordinal);

    /// <summary>All constants that inputs have asked for.</summary>
    public IEnumerable<Constant> All => _constants.Values;

    /// <summary>The name of an input in the file; a constant is added where the input is one.</summary>
    public string NameOf(string input)
    {
        if (_constants.TryGetValue(input, out Constant? known))
            return known.Name;
        Constant? made = input switch
        {
            ['[', ..] => Whole(input),
            ['{', ..] => Number(input),
            _ when input.Contains('.') => Tensor(input),
            _ => null,
        };
        if (made is null)
            return input;
        _constants.Add(input, made);
        return made.Name;
    }

    private Constant Whole(string text)
    {
        long[] values = [.. Numbers(text)];
        return Constant.Of($"constant/{_constants.Count}", Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));
    }

    private Constant Number(string text)
    {
        float[] values = [.. text[1..^1].Split(',').Select(static number => float.Parse(number, CultureInfo.InvariantCulture))];
        return Constant.Of($"constant/{_constants.Count}", Float, values.Length == 1 ? [] : [values.Length], MemoryMarshal.AsBytes<float>(values));
    }

    private Constant Tensor(string text)
    {
        int colon = text.IndexOf(':');
        string[] parts = (colon < 0 ? text : text[..colon]).Split('+');
        var tensors = Array.ConvertAll(parts, Find);
        ImmutableArray<long> shape = colon < 0 ? [.. tensors[0].Info.Shape.Select(static size => (long)size)] : [.. Numbers(text[(colon + 1)..])];
        string name = parts.Length == 1 && parts[0].IndexOf('{') < 0 ? parts[0] : $"{parts[0].Split('{')[0]}/{_constants.Count}";
        long length = sizeof(float) * tensors.Sum(static tensor => (long)tensor.Info.Length);
        return new Constant(name, Float, shape, length, stream =>
        {
            foreach (var (info, order) in tensors)
                Write(stream, info, order);
        });
    }

    private void Write(Stream stream, TensorInfo tensor, int[] order)
    {
        if (order.Length == 0)
        {
            new NetworkTensor(tensor.Name, tensor, () => network.ParametersAndStatistics).Write(stream);
            return;
        }

        float[] values = new float[tensor.Length];
        new TensorView(tensor, network.ParametersAndStatistics).CopyTo(values);
        int part = values.Length / order.Length;
        foreach (int from in order)
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan(from * part, part)));
    }

    private (TensorInfo Info, int[] Order) Find(string text)
    {
        int brace = text.IndexOf('{');
        string name = brace < 0 ? text : text[..brace];
        int point = name.LastIndexOf('.');
        foreach (LayerInfo layer in network.Layers)
        {
            foreach (TensorInfo tensor in layer.Tensors)
            {
                if (layer.Name.AsSpan().SequenceEqual(name.AsSpan(0, point)) && tensor.Name.AsSpan().SequenceEqual(name.AsSpan(point + 1)))
                    return (tensor, brace < 0 ? [] : [.. Numbers(text[brace..]).Select(static number => (int)number)]);
            }
        }

        throw new InvalidOperationException($"The network has no tensor '{name}'.");
    }

    private static IEnumerable<long> Numbers(string list) =>
        list[1..^1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static number => long.Parse(number, CultureInfo.InvariantCulture));

    /// <summary>A constant of the file.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">The type of its numbers, as ONNX counts types.</param>
    /// <param name="Shape">Its sizes.</param>
    /// <param name="Length">How many bytes its numbers have.</param>
    /// <param name="Write">Writes them.</param>
    internal sealed record Constant(string Name, int Type, ImmutableArray<long> Shape, long Length, Action<Stream> Write)
    {
        public static Constant Of(string name, int type, ImmutableArray<long> shape, ReadOnlySpan<byte> bytes)
        {
            byte[] copy = bytes.ToArray();
            return new Constant(name, type, shape, copy.Length, stream => stream.Write(copy));
        }

        /// <summary>What stands before its numbers.</summary>
        public ProtobufWriter Head()
        {
            var message = new ProtobufWriter();
            foreach (long size in Shape)
                message.Number(1, size);
            return message.Number(2, Type).Text(8, Name).Head(9, Length);
        }
    }
}
