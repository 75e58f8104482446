using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What will be emitted; no question left open.</summary>
/// <param name="StatisticCount">How many floats lie behind the parameters that are measured and not trained.</param>
/// <param name="IsRandom">Whether training draws random numbers, and so takes a key.</param>
/// <param name="StepsInPlace">Whether a pass back may add to the parameters themselves, so that a step of gradient descent needs no memory for gradients.</param>
/// <param name="Surface">The public members.</param>
/// <param name="Values">All values of all passes.</param>
/// <param name="Strategy">The name of the strategy that writes passes of its own; null for the general way.</param>
internal sealed record NetworkPlan(
    TypeSpec Type,
    Shape Input,
    Shape Output,
    int ParameterCount,
    int StatisticCount,
    LossPlan? Loss,
    BufferPlan Buffers,
    bool InputGradients,
    bool IsRandom,
    bool StepsInPlace,
    SurfacePlan Surface,
    EquatableArray<ValuePlan> Values,
    EquatableArray<LayerPlan> Layers,
    EquatableArray<PassPlan> Passes,
    string? Strategy = null)
{
    /// <summary>What the network computes and learns, for checkpoints.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Its inference as nodes of ONNX, one a line.</summary>
    public string Onnx { get; init; } = "";

    /// <summary>The weights that it is compiled with; null for none.</summary>
    public EmbeddedWeightsSpec? Weights { get; init; }

    public int InputSize => Input.RowSize;

    public int OutputSize => Output.RowSize;

    /// <summary>Whether anything flows back through the layers.</summary>
    public bool HasBackward => Loss is not null || InputGradients;

    /// <summary>Whether passes take weights of outputs; those of a single output weigh all of its loss.</summary>
    public bool WeighsOutputs => Loss is { IsElementwise: true } && OutputSize > 1;

    public LayerPlan Head => Layers[Layers.Count - 1];

    public ValuePlan this[ValueId value] => Values[value.Index];

    public PassPlan Pass(string name) => Passes.Single(pass => pass.Name == name);
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
/// <param name="IsElementwise">Whether it is a sum or mean of a term an output, so that outputs can be weighed.</param>
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
    bool EvaluatesItself = true,
    bool IsElementwise = false);
