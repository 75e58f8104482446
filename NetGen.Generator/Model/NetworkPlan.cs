using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What will be emitted; no question left open.</summary>
/// <param name="WeightCount">How many parameters are weights: the biases start there.</param>
/// <param name="FirstTrained">The index of the first layer that training changes; gradients flow no further back. Equals the layer count when none does.</param>
/// <param name="IsStraightLine">Whether the network is so small that all of it stays in registers: passes without buffers and without kernels of layers.</param>
/// <param name="IsRandom">Whether training draws random numbers, and so takes a key.</param>
internal sealed record NetworkPlan(
    TypeSpec Type,
    Shape InputShape,
    Shape OutputShape,
    int WeightCount,
    int ParameterCount,
    LossPlan? Loss,
    BufferPlan Buffers,
    int FirstTrained,
    bool InputGradients,
    bool IsRandom,
    bool IsStraightLine,
    SurfacePlan Surface,
    EquatableArray<LayerPlan> Layers)
{
    /// <summary>How many numbers one sample has.</summary>
    public int InputSize => InputShape.Size;

    /// <summary>How many numbers one output has.</summary>
    public int OutputSize => OutputShape.Size;

    /// <summary>Whether anything flows back through the layers.</summary>
    public bool HasBackward => Loss is not null || InputGradients;

    /// <summary>The index of the layer where gradients stop: none before it is trained. 0 where even the inputs' gradients are wanted.</summary>
    public int LastBackward => InputGradients ? 0 : FirstTrained;

    public LayerPlan Head => Layers[Layers.Count - 1];
}

/// <summary>How the loss is called.</summary>
/// <param name="Name">The loss's name for people, such as <c>CrossEntropy</c>.</param>
/// <param name="Class">The runtime's class, or null for a custom loss.</param>
/// <param name="CustomType">The user's type, fully qualified, or null.</param>
/// <param name="Argument">A last argument, such as Huber's δ, or null.</param>
/// <param name="IsFused">Whether the loss takes the head's pre-activations and gives gradients with respect to them.</param>
/// <param name="Factor">What a loss that is a mean is multiplied with to be a sum; else 1.</param>
/// <param name="HasClassTargets">Whether a target may be given as a class index.</param>
/// <param name="HasRowsForm">Whether the runtime has a form of it for many rows.</param>
/// <param name="HasScalarForm">Whether the runtime has a form of it for a single output, which is inlined.</param>
/// <param name="Targets">The member of the runtime's <c>TargetRange</c> that tells which targets the loss takes.</param>
/// <param name="EvaluatesItself">Whether the loss can be had without its gradient.</param>
internal sealed record LossPlan(
    string Name,
    string? Class,
    string? CustomType,
    string? Argument,
    bool IsFused,
    int Factor,
    bool HasClassTargets,
    bool HasRowsForm,
    bool HasScalarForm,
    string Targets,
    bool EvaluatesItself = true);
