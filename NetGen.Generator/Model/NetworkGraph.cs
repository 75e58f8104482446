using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What the user said: type, input, loss, and who reads whom. No symbols, no syntax, no locations.</summary>
/// <param name="Layers">The layers in order: each reads only those before it, and the last is the network's output.</param>
internal sealed record NetworkGraph(
    TypeSpec Type,
    Shape Input,
    LossSpec Loss,
    int StackBudget,
    bool InputGradients,
    SurfacePlan Surface,
    EquatableArray<LayerNode> Layers)
{
    /// <summary>In which order the user's rows have the numbers of a shape.</summary>
    public InputOrderKind InputOrder { get; init; }

    /// <summary>Whether rows of inputs are brought to the order of memory, in which channels come last.</summary>
    public bool TurnsInput => Input.IsChannelsLast && InputOrder == InputOrderKind.ChannelsFirst;

    /// <summary>The weights that it is compiled with; null for none.</summary>
    public EmbeddedWeightsSpec? Weights { get; init; }

    /// <summary>How many numbers one sample has.</summary>
    public int InputSize => Input.RowSize;

    /// <summary>The layer whose values are the network's output.</summary>
    public LayerNode Output => Layers[Layers.Count - 1];
}

/// <summary>One layer of a network, with its place among the others.</summary>
/// <param name="Spec">What the user said of it.</param>
/// <param name="Inputs">The indices of the layers it reads; <see cref="NetworkInput"/> for the network's input.</param>
/// <param name="Shape">The shape of what it gives.</param>
/// <param name="IsExposed">Whether the network gets a pass that ends at it.</param>
internal sealed record LayerNode(LayerSpec Spec, EquatableArray<int> Inputs, Shape Shape, bool IsExposed)
{
    /// <summary>Stands for the network's input among <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;
}

/// <summary>The loss: one of ours, or <see cref="CustomType"/> (its fully qualified name, with <c>global::</c>).</summary>
/// <param name="EvaluatesItself">Whether a custom loss can be had without its gradient.</param>
internal sealed record LossSpec(LossKind Kind, string? CustomType, ReductionKind Reduction, float Delta, float Margin, bool EvaluatesItself = true)
{
    public bool IsNone => Kind == LossKind.None && CustomType is null;
}
