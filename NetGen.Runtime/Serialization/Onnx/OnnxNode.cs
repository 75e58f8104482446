namespace NetGen.Runtime.Serialization.Onnx;

/// <summary>One line of a network's <see cref="INeuralNetwork.OnnxGraph"/>: <c>value = Operation(input, …) attribute=value …</c>.</summary>
/// <param name="Output">The value it gives, by which the node is named.</param>
/// <param name="Operation">The operator.</param>
/// <param name="Inputs">Values, tensors and constants; an empty one is left out.</param>
/// <param name="Attributes">The attributes as they are written.</param>
internal sealed record OnnxNode(string Output, string Operation, List<string> Inputs, List<(string Name, string Value)> Attributes)
{
    /// <summary>Reads all lines.</summary>
    public static List<OnnxNode> ReadAll(string graph)
    {
        var nodes = new List<OnnxNode>();
        foreach (string line in graph.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = line.IndexOf(" = ", StringComparison.Ordinal), open = line.IndexOf('(', equals), close = line.LastIndexOf(')');
            var attributes = new List<(string, string)>();
            foreach (string attribute in line[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int at = attribute.IndexOf('=');
                attributes.Add((attribute[..at], attribute[(at + 1)..]));
            }

            nodes.Add(new OnnxNode(line[..equals], line[(equals + 3)..open], [.. line[(open + 1)..close].Split(", ")], attributes));
        }

        return nodes;
    }
}
