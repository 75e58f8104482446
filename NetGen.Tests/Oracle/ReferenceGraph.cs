using NetGen.Tests.Support;
using Xunit;

namespace NetGen.Tests.Oracle;

/// <summary>
/// A naive interpreter of a graph of layers in double precision: the oracle that generated code is held against. It reads the attributes itself, knows
/// nothing of the generator, and is itself checked by finite differences and by PyTorch's figures.
/// </summary>
internal sealed class ReferenceGraph
{
    /// <summary>Errors of generated code are held below this times the magnitude.</summary>
    public const double Tolerance = 1e-5;

    private ReferenceGraph(int[] input, ReferenceLoss? loss, IReadOnlyList<ReferenceNode> nodes) => (Input, Loss, Nodes) = (input, loss, nodes);

    public int[] Input { get; }

    public ReferenceLoss? Loss { get; }

    public IReadOnlyList<ReferenceNode> Nodes { get; }

    public ReferenceNode Output => Nodes[^1];

    /// <summary>The same layers with the same parameters under another loss.</summary>
    public ReferenceGraph WithLoss(ReferenceLoss loss) => new(Input, loss, Nodes);

    /// <summary>Reads the attributes of a network in their order.</summary>
    public static ReferenceGraph Of(Type network)
    {
        var attribute = (NeuralNetworkAttribute)Attribute.GetCustomAttribute(network, typeof(NeuralNetworkAttribute))!;
        return Of([.. attribute.InputShape], ReferenceLoss.Of(network), [.. network.GetCustomAttributes(inherit: false).OfType<LayerAttribute>()], attribute.Steps);
    }

    public static ReferenceGraph Of(int[] input, ReferenceLoss? loss, IReadOnlyList<LayerAttribute> layers, int steps = 0)
    {
        string[] names = NamesOf(layers);
        var nodes = new List<ReferenceNode>();
        for (int i = 0; i < layers.Count; i++)
        {
            int[] inputs = layers[i] is JoinAttribute join ? [.. join.Names.Select(name => Find(name, i))]
                : layers[i].From is { } from ? [Find(from, i)]
                : [i - 1];
            ReferenceNode node = ReferenceKinds.Make(
                layers[i], [.. inputs.Select(index => index < 0 ? input : nodes[index].Shape)], inputs[0] < 0 ? steps : nodes[inputs[0]].Steps);
            (node.Name, node.Inputs) = (names[i], inputs);
            nodes.Add(node);
        }

        return new ReferenceGraph(input, loss, nodes);

        int Find(string name, int before) => name == "Input" ? -1 : Array.LastIndexOf(names, name, before - 1, before);
    }

    /// <summary>The names of layers, given or counted by kind.</summary>
    public static string[] NamesOf(IReadOnlyList<LayerAttribute> layers)
    {
        var taken = layers.Select(static layer => layer.Name).OfType<string>().ToHashSet();
        var counts = new Dictionary<string, int>();
        return [.. layers.Select(layer => layer.Name ?? NextFree(KindOf(layer)))];

        string NextFree(string kind)
        {
            string name;
            do
                name = kind + (counts[kind] = counts.GetValueOrDefault(kind) + 1);
            while (taken.Contains(name));
            return name;
        }
    }

    public static string KindOf(LayerAttribute layer) => layer.GetType().Name[..^"Attribute".Length];

    /// <summary>Copies the parameters and statistics out of a network's block.</summary>
    public void Load(INeuralNetwork network, Span<float> block)
    {
        foreach ((ReferenceTensor tensor, TensorInfo info) in Tensors(network))
        {
            float[] values = new TensorView(info, block).ToArray();
            Assert.Equal(tensor.Numbers.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                tensor.Numbers[i] = values[i];
        }
    }

    /// <summary>The oracle's tensors beside the network's, found by their names.</summary>
    public IEnumerable<(ReferenceTensor Tensor, TensorInfo Info)> Tensors(INeuralNetwork network)
    {
        var result = new List<(ReferenceTensor, TensorInfo)>();
        foreach (LayerInfo layer in network.Layers)
        {
            ReferenceNode node = Nodes.Single(node => node.Name == layer.Name);
            Assert.Equal(KindOf(node.Attribute), layer.Kind);
            Assert.Equal(node.Tensors.Select(static tensor => tensor.Name), layer.Tensors.Select(static info => info.Name));
            result.AddRange(node.Tensors.Zip(layer.Tensors));
        }

        Assert.Equal(Nodes.Count(static node => node.Tensors.Count > 0), network.Layers.ToArray().Count(static layer => layer.Tensors.Length > 0));
        return result;
    }

    public ReferenceTrace Forward(Values input, ReferencePass pass)
    {
        var trace = new ReferenceTrace(input, pass);
        foreach (ReferenceNode node in Nodes)
        {
            Values z = node.Forward(trace.InputsOf(node), pass);
            trace.Before.Add(z);
            trace.After.Add(node.Activate(z));
        }

        return trace;
    }

    /// <summary>The loss of one row, and the magnitude its rounding errors are relative to.</summary>
    public (double Loss, double Magnitude) Evaluate(ReferenceTrace trace, int row, double[] target)
    {
        Values z = trace.Before[^1], y = trace.After[^1];
        (double value, _) = Loss!.Evaluate(z.Numbers[row], y.Numbers[row], target);
        double[] magnitudes = Loss.IsFused ? z.Magnitudes[row] : y.Magnitudes[row];
        double[] scale = Loss.GradientScale(magnitudes, target);
        return (value, Math.Abs(value) + scale.Zip(magnitudes, target.Zip(scale, (t, s) => Math.Abs(t * s))).Sum(x => x.First * x.Second + x.Third));
    }

    /// <summary>Whether something of this row is so near a jump of a derivative that float and double may rightly disagree.</summary>
    public bool IsNearJump(ReferenceTrace trace, int row, double[]? target, double least = 0)
    {
        for (int i = 0; i < Nodes.Count; i++)
        {
            if (Nodes[i].IsNearJump(trace.InputsOf(Nodes[i]), trace.Before[i], row, Tolerance, least))
                return true;
        }

        return target is not null && Loss!.IsNearJump(trace.After[^1].Numbers[row], trace.After[^1].Magnitudes[row], target, Math.Max(least, Tolerance));
    }

    /// <summary>Adds the gradients of the loss, each row's times its factor, to the tensors, and returns those of the input.</summary>
    public Values Backward(ReferenceTrace trace, IReadOnlyList<double[]> targets, Func<int, double> factor)
    {
        Values z = trace.Before[^1], y = trace.After[^1], gradient = new(z.Rows, z.Size);
        for (int row = 0; row < z.Rows; row++)
        {
            (_, double[] given) = Loss!.Evaluate(z.Numbers[row], y.Numbers[row], targets[row]);
            double[] scale = Loss.GradientScale(Loss.IsFused ? z.Magnitudes[row] : y.Magnitudes[row], targets[row]);
            for (int i = 0; i < z.Size; i++)
                gradient.Set(row, i, factor(row) * given[i], Math.Abs(factor(row)) * scale[i]);
        }

        return Backward(trace, gradient, isBeforeHead: Loss!.IsFused);
    }

    /// <summary>The same from given gradients of the outputs, or of what stands before their activation.</summary>
    public Values Backward(ReferenceTrace trace, Values gradient, bool isBeforeHead = false)
    {
        Values input = new(trace.Input.Rows, trace.Input.Size);
        Values[] gradients = [.. trace.After.Select(static value => new Values(value.Rows, value.Size))];
        gradients[^1] = gradient;
        for (int i = Nodes.Count - 1; i >= 0; i--)
        {
            ReferenceNode node = Nodes[i];
            Values before = isBeforeHead && i == Nodes.Count - 1 ? gradients[i] : node.Derive(trace.Before[i], trace.After[i], gradients[i]);
            node.Backward(trace.InputsOf(node), before, [.. node.Inputs.Select(index => index < 0 ? input : gradients[index])], trace.Pass);
        }

        return input;
    }

    public void ClearGradients()
    {
        foreach (ReferenceTensor tensor in Nodes.SelectMany(static node => node.Tensors))
            tensor.ClearGradients();
    }
}

/// <summary>What every node gave in one pass, before and after its activation.</summary>
internal sealed class ReferenceTrace(Values input, ReferencePass pass)
{
    public Values Input => input;

    public ReferencePass Pass => pass;

    public List<Values> Before { get; } = [];

    public List<Values> After { get; } = [];

    public Values Outputs => After[^1];

    public IReadOnlyList<Values> InputsOf(ReferenceNode node) => [.. node.Inputs.Select(index => index < 0 ? input : After[index])];
}
