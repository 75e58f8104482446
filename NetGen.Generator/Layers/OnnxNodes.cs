using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>
/// The nodes of ONNX that a network is written as, one a line: <c>Dense1 = Gemm(input, Dense1.weight, Dense1.bias) transB=1</c>. An input is a value, a tensor
/// of a layer or a constant (<see cref="Whole(int[])"/>, <see cref="Number"/>). The runtime makes a file of them.
/// </summary>
internal sealed class OnnxNodes
{
    /// <summary>The value that is the network's input.</summary>
    public const string Input = "input";

    /// <summary>The value that is the network's output.</summary>
    public const string Output = "output";

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<int, string> _values = new() { [-1] = Input };
    private readonly HashSet<string> _names = [Input, Output];
    private LayerPlan _layer = null!;

    /// <summary>Adds a layer.</summary>
    public void Add(LayerPlan layer, IOnnxForm form)
    {
        _layer = layer;
        int before = _nodes.Count;
        string value = form.WriteOnnx(layer, this);

        // The last node bears the layer's name, where it is the layer's own.
        int made = _nodes.FindIndex(node => node.Value == value);
        if (made >= before && _names.Add(layer.Name))
            value = _nodes[made].Value = layer.Name;
        _values[layer.Number - 1] = value;
    }

    /// <summary>What the layer reads.</summary>
    public string Read(int input = 0) => _values[_layer.Reads[input]];

    /// <summary>One of the layer's tensors by its name in PyTorch; null where the layer has none of that name.</summary>
    public string? Tensor(string name) => _layer.Tensors.Any(tensor => tensor.Name == name) ? $"{_layer.Name}.{name}" : null;

    /// <summary>Adds a node. Inputs that are null are left out.</summary>
    public string Add(string operation, IEnumerable<string?> inputs, params string[] attributes)
    {
        string name = $"{_layer.Name}/{operation}";
        for (int number = 2; !_names.Add(name); number++)
            name = $"{_layer.Name}/{operation}{number}";
        _nodes.Add(new Node(name, $"{operation}({string.Join(", ", inputs.Select(static input => input ?? ""))}){string.Concat(attributes.Select(static attribute => " " + attribute))}"));
        return name;
    }

    /// <summary>Applies an activation to a value.</summary>
    public string Activate(ActivationPlan activation, string z)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Identity:
                return z;
            case ActivationKind.LeakyRelu or ActivationKind.Elu:
                return Add(activation.Kind.ToString(), [z], $"alpha={Text(activation.Parameter)}");
            case ActivationKind.Selu:
                return Add("Selu", [z]);
            case ActivationKind.Gelu:
                string erf = Add("Erf", [Add("Mul", [z, Number(0.70710678118654752)])]);
                return Half(Add("Mul", [z, Add("Add", [erf, Number(1)])]));
            case ActivationKind.GeluTanh:
                string cube = Add("Mul", [Add("Mul", [z, z]), z]);
                string inner = Add("Add", [z, Add("Mul", [cube, Number(0.044715)])]);
                string tanh = Add("Tanh", [Add("Mul", [inner, Number(0.79788456080286536)])]);
                return Half(Add("Mul", [z, Add("Add", [tanh, Number(1)])]));
            case ActivationKind.Silu:
                return Add("Mul", [z, Add("Sigmoid", [z])]);
            case ActivationKind.Mish:
                return Add("Mul", [z, Add("Tanh", [Add("Softplus", [z])])]);
            case ActivationKind.HardSigmoid:
                return HardSigmoid();
            case ActivationKind.HardSwish:
                return Add("Mul", [z, HardSigmoid()]);
            case ActivationKind.HardTanh:
                return Add("Clip", [z, Number(-1), Number(1)]);
            case ActivationKind.Softmax:
                return Add("Softmax", [z], "axis=1");
            default:
                return Add(activation.Kind.ToString(), [z]);
        }

        string Half(string value) => Add("Mul", [value, Number(0.5)]);

        string HardSigmoid() => Add("HardSigmoid", [z], $"alpha={Text(1 / 6f)}", "beta=0.5");
    }

    /// <summary>The mean of each row.</summary>
    public string Mean(string value, Shape shape) => Add("ReduceMean", [value], $"axes={Whole([.. Enumerable.Range(1, shape.Extents.Count)])}");

    /// <summary>A value counted in another shape, that of a row.</summary>
    public string Reshape(string value, Shape shape) => Add("Reshape", [value, Whole([0, .. shape.Extents])]);

    /// <summary>A constant vector of whole numbers.</summary>
    public static string Whole(params int[] numbers) => $"[{string.Join(",", numbers)}]";

    /// <summary>A constant number.</summary>
    public static string Number(double number) => $"{{{number.ToString("R", CultureInfo.InvariantCulture)}}}";

    /// <summary>The text of an attribute that is no whole number: with a point, by which it is known.</summary>
    public static string Text(float number) => number.ToString("R", CultureInfo.InvariantCulture) is var text && text.IndexOfAny(['.', 'E', 'N']) < 0 ? text + ".0" : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>All nodes, the last of which gives the output.</summary>
    public string ToText(int output)
    {
        string value = _values[output];
        int made = _nodes.FindIndex(node => node.Value == value);
        if (made < 0)
            return string.Join("\n", _nodes.Select(static node => node.ToString()).Append($"{Output} = Identity({value})"));
        // What reads the output reads it by the name that it has in the file.
        return string.Join("\n", _nodes.Select(node => node.ToString(value, Output)));
    }

    private sealed class Node(string value, string call)
    {
        public string Value { get; set; } = value;

        public override string ToString() => $"{Value} = {call}";

        public string ToString(string from, string to) => from == Value ? $"{to} = {call}" : ToString();
    }
}
