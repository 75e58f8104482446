using NetGen.Runtime;
using NetGen.Tests.Oracle;

namespace NetGen.Tests.Support;

/// <summary>The oracle of a generated network, with its parameters, one row at a time.</summary>
internal sealed class ReferenceNetwork
{
    /// <summary>Errors of generated code are held below this times the magnitude.</summary>
    public const double Tolerance = ReferenceGraph.Tolerance;

    private readonly (ReferenceTensor Tensor, int[] Places)[] _tensors;

    private ReferenceNetwork(ReferenceGraph graph, INeuralNetwork network)
    {
        Graph = graph;
        graph.Load(network, network.Parameters);
        _tensors = [.. graph.Tensors(network).Select(static pair => (pair.Tensor, PlacesOf(pair.Info)))];
    }

    private ReferenceNetwork(ReferenceNetwork other, ReferenceLoss loss) => (Graph, _tensors) = (other.Graph.WithLoss(loss), other._tensors);

    public ReferenceGraph Graph { get; }

    public ReferenceLoss? Loss => Graph.Loss;

    /// <summary>Reads a generated network's attributes and copies its parameters.</summary>
    public static ReferenceNetwork Of(INeuralNetwork network) => new(ReferenceGraph.Of(network.GetType()), network);

    /// <summary>The same network under another loss.</summary>
    public ReferenceNetwork WithLoss(ReferenceLoss loss) => new(this, loss);

    /// <summary>What every layer gives for one input in inference.</summary>
    public ReferenceTrace Forward(ReadOnlySpan<float> input) => Forward(input, ReferencePass.Inference);

    /// <summary>The same in training, where random layers draw from a key.</summary>
    public ReferenceTrace Forward(ReadOnlySpan<float> input, RandomKey key) => Forward(input, ReferencePass.Training with { Key = key });

    /// <summary>The loss of one sample, and the magnitude its rounding errors are relative to.</summary>
    public (double Loss, double Magnitude) Evaluate(ReferenceTrace trace, double[] target) => Graph.Evaluate(trace, 0, target);

    /// <summary>Whether something of this sample is so near a jump of a derivative that float and double may rightly disagree.</summary>
    public bool IsNearJump(ReferenceTrace trace, double[]? target) => Graph.IsNearJump(trace, 0, target);

    /// <summary>Adds one sample's gradients times <paramref name="factor"/> and returns those with respect to the input, with their magnitudes.</summary>
    public (double[] Values, double[] Magnitudes) Backward(ReferenceTrace trace, double[] target, double factor, ReferenceGradients gradients) =>
        Collect(Graph.Backward(trace, [target], _ => factor), gradients);

    /// <summary>The same from given gradients of the outputs.</summary>
    public (double[] Values, double[] Magnitudes) BackwardFrom(ReferenceTrace trace, double[] outputGradients, ReferenceGradients gradients) =>
        Collect(Graph.Backward(trace, Values.Exact([outputGradients])), gradients);

    private ReferenceTrace Forward(ReadOnlySpan<float> input, ReferencePass pass)
    {
        var row = new double[input.Length];
        for (int i = 0; i < row.Length; i++)
            row[i] = input[i];
        return Graph.Forward(Values.Exact([row]), pass);
    }

    private (double[] Values, double[] Magnitudes) Collect(Values input, ReferenceGradients gradients)
    {
        foreach ((ReferenceTensor tensor, int[] places) in _tensors)
        {
            for (int i = 0; i < places.Length; i++)
                gradients.Add(places[i], tensor.Gradients[i], tensor.Magnitudes[i]);
        }

        Graph.ClearGradients();
        return (input.Numbers[0], input.Magnitudes[0]);
    }

    /// <summary>Where the elements of a tensor, counted in PyTorch's order, lie in the network's block.</summary>
    private static int[] PlacesOf(TensorInfo tensor) => [.. Enumerable.Range(0, tensor.Length).Select(i => tensor.Offset + tensor.Layout.PlaceOf(i))];
}
