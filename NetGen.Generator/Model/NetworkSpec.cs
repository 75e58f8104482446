using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What the user said: type, input, ordered layers, loss. No symbols, no syntax, no locations.</summary>
internal sealed record NetworkSpec(
    TypeSpec Type,
    int InputSize,
    LossSpec Loss,
    int StackBudget,
    bool InputGradients,
    EquatableArray<LayerSpec> Layers);

/// <summary>The loss: one of ours, or <see cref="CustomType"/> (its fully qualified name, with <c>global::</c>).</summary>
/// <param name="EvaluatesItself">Whether a custom loss can be had without its gradient.</param>
internal sealed record LossSpec(LossKind Kind, string? CustomType, ReductionKind Reduction, float Delta, float Margin, bool EvaluatesItself = true)
{
    public bool IsNone => Kind == LossKind.None && CustomType is null;
}
