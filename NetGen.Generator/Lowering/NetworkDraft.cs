using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Lowering;

/// <summary>A network whose layers and values are decided and whose passes are not yet.</summary>
internal sealed class NetworkDraft
{
    /// <summary>The name of the value that holds the network's input.</summary>
    public const string InputName = "x";

    private readonly bool[] _needsGradient;

    public NetworkDraft(NetworkGraph graph, IReadOnlyList<LayerPlan> layers, ValueTable values, LossPlan? loss)
    {
        Graph = graph;
        Layers = layers;
        Values = values;
        Loss = loss;
        _needsGradient = new bool[layers.Count];
        for (int i = 0; i < layers.Count; i++)
            _needsGradient[i] = layers[i].IsTrained || graph.Layers[i].Inputs.Any(NeedsGradient);
    }

    public NetworkGraph Graph { get; }

    public IReadOnlyList<LayerPlan> Layers { get; }

    public ValueTable Values { get; }

    public LossPlan? Loss { get; }

    public LayerPlan Head => Layers[Layers.Count - 1];

    /// <summary>What the layer with this index gives, or the network's input.</summary>
    public ValuePlan ValueOf(int layer) => layer < 0 ? Values.Find(Graph.TurnsInput ? "h0" : InputName) : OutputOf(Layers[layer]);

    public ValuePlan OutputOf(LayerPlan layer) => Values.Find("h" + layer.Number);

    /// <summary>Whether gradients flow to what a layer gives: it is trained itself, or something before it is, or the input's gradients are wanted.</summary>
    public bool NeedsGradient(int layer) => layer < 0 ? Graph.InputGradients : _needsGradient[layer];
}
