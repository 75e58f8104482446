using System.Globalization;
using System.Reflection;

namespace NetGen.Runtime.Serialization.Onnx;

/// <summary>A network's inference as a model of ONNX.</summary>
internal sealed class OnnxModel
{
    private const int Float = 1;

    private readonly INeuralNetwork _network;
    private readonly int _opset;
    private readonly ProtobufWriter _nodes = new();
    private readonly OnnxTensors _tensors;

    public OnnxModel(INeuralNetwork network, int opset)
    {
        _network = network;
        _opset = opset;
        _tensors = new OnnxTensors(network);
        if (network.OnnxGraph.Length == 0)
            throw new NotSupportedException($"{network.GetType().Name} does not say how it is written as ONNX: generated networks do, except those over steps and those with layers that docs/onnx.md does not list.");
        foreach (OnnxNode node in OnnxNode.ReadAll(network.OnnxGraph))
            _nodes.Message(1, Node(node));
    }

    /// <summary>Writes the model.</summary>
    public void Write(Stream stream)
    {
        var graph = new ProtobufWriter().Text(2, _network.GetType().Name);
        var ends = new ProtobufWriter().Message(11, Value("input", _network.InputShape)).Message(12, Value("output", _network.OutputShape));
        List<(OnnxTensors.Constant Constant, ProtobufWriter Head, ProtobufWriter Field)> constants = [.. _tensors.All.Select(constant =>
        {
            ProtobufWriter head = constant.Head();
            return (constant, head, new ProtobufWriter().Head(5, head.Bytes.Length + constant.Length));
        })];
        long length = _nodes.Bytes.Length + graph.Bytes.Length + ends.Bytes.Length
            + constants.Sum(static part => part.Field.Bytes.Length + part.Head.Bytes.Length + part.Constant.Length);

        string? version = typeof(OnnxModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        stream.Write(new ProtobufWriter()
            .Number(1, FormatOf(_opset)).Text(2, "NetGen").Text(3, version?.Split('+')[0] ?? "")
            .Message(8, new ProtobufWriter().Text(1, "").Number(2, _opset))
            .Head(7, length).Bytes);
        stream.Write(graph.Bytes);
        stream.Write(_nodes.Bytes);
        foreach (var (constant, head, field) in constants)
        {
            stream.Write(field.Bytes);
            stream.Write(head.Bytes);
            constant.Write(stream);
        }

        stream.Write(ends.Bytes);
    }

    private ProtobufWriter Node(OnnxNode node)
    {
        // Means of windows with gaps are the only thing here that the oldest operators lack.
        const int DilatedMeans = 19;
        if (_opset < DilatedMeans && node.Operation == "AveragePool" && node.Attributes.Exists(static attribute => attribute.Name == "dilations"))
            throw new NotSupportedException($"'{node.Output}' is an AveragePool with a dilation, which ONNX has from opset {DilatedMeans} on, and the file is for {_opset}. Ask for {DilatedMeans} or newer.");
        var message = new ProtobufWriter();
        List<string> inputs = [.. node.Inputs];
        List<(string Name, string Value)> attributes = [.. node.Attributes];

        // What is reduced became an input.
        if (node.Operation.StartsWith("Reduce", StringComparison.Ordinal) && (_opset >= 18 || node.Operation == "ReduceSum") && attributes.FindIndex(static attribute => attribute.Name == "axes") is var axes and >= 0)
        {
            inputs.Add(attributes[axes].Value);
            attributes.RemoveAt(axes);
        }

        foreach (string input in inputs)
            message.Text(1, _tensors.NameOf(input));
        message.Text(2, node.Output).Text(3, node.Output).Text(4, node.Operation);
        foreach (var (name, value) in attributes)
            message.Message(5, Attribute(name, value));
        return message;
    }

    private static ProtobufWriter Attribute(string name, string value)
    {
        const int FloatKind = 1, IntKind = 2, TextKind = 3, IntsKind = 7;
        var message = new ProtobufWriter().Text(1, name);
        if (value[0] == '[')
        {
            foreach (string number in value[1..^1].Split(','))
                message.Number(8, long.Parse(number, CultureInfo.InvariantCulture));
            return message.Number(20, IntsKind);
        }

        if (value[0] == '"')
            return message.Text(4, value[1..^1]).Number(20, TextKind);
        return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? message.Number(3, whole).Number(20, IntKind)
            : message.Number(2, float.Parse(value, CultureInfo.InvariantCulture)).Number(20, FloatKind);
    }

    /// <summary>[batch, …], the first of any size.</summary>
    private static ProtobufWriter Value(string name, ReadOnlySpan<int> shape)
    {
        var sizes = new ProtobufWriter().Message(1, new ProtobufWriter().Text(2, "batch"));
        foreach (int size in shape)
            sizes.Message(1, new ProtobufWriter().Number(1, size));
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, new ProtobufWriter().Number(1, Float).Message(2, sizes)));
    }

    /// <summary>The version of the format that came with a version of the operators.</summary>
    private static int FormatOf(int opset) => opset switch
    {
        < 15 => 7,
        < 19 => 8,
        < 21 => 9,
        < 23 => 10,
        _ => 11,
    };
}
