using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>A chain of tiny matrices, as the passes of a straight line see it.</summary>
internal sealed class StraightNetwork(NetworkPlan plan)
{
    public NetworkPlan Plan => plan;

    public IReadOnlyList<StraightLayer> Layers { get; } = plan.Layers.Select(static layer => new StraightLayer(layer)).ToList();

    public StraightLayer Head => Layers[Layers.Count - 1];

    public int InputSize => plan.InputSize;

    public int ParameterCount => plan.ParameterCount;

    /// <summary>How many parameters are weights: the biases start there.</summary>
    public int WeightCount { get; } = plan.Layers.Sum(static layer => layer.WeightCount);

    public LossPlan? Loss => plan.Loss;

    public BufferPlan Buffers => plan.Buffers;
}

/// <summary>One layer of a straight line: y = f(W·x + b).</summary>
internal sealed class StraightLayer(LayerPlan layer)
{
    private readonly TensorPlan _weights = layer.Tensors.Single(static tensor => tensor.Role == TensorRole.Matrix);
    private readonly TensorPlan? _biases = layer.Tensors.SingleOrDefault(static tensor => tensor.Role == TensorRole.Vector);

    public int Number => layer.Number;

    public string Name => layer.Name;

    public string Title => layer.Title;

    public int Inputs => layer.Inputs;

    public int Outputs => layer.Outputs;

    public ActivationPlan Activation => layer.Activation;

    public SavedValue Saved => layer.Activation.Saved;

    public bool UsesBias => _biases is not null;

    public int WeightOffset => _weights.Offset;

    public int WeightCount => _weights.Length;

    public int BiasOffset => _biases?.Offset ?? -1;

    public int BiasCount => _biases?.Length ?? 0;

    /// <summary>The constant that says where the weights start.</summary>
    public string Weights => layer.ConstantOf(_weights.Name);

    /// <summary>The constant that says where the biases start.</summary>
    public string Biases => layer.ConstantOf(_biases!.Name);
}
