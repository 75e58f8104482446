using NetGen.Generator.Model;

namespace NetGen.Generator.Losses;

/// <summary>A number of <c>[NeuralNetwork]</c> that belongs to some losses.</summary>
internal enum LossParameter
{
    None,
    Delta,
    Margin,
}

/// <summary>What the generator knows of a loss; its mathematics is the runtime's class of the same name.</summary>
/// <param name="Kind">The loss.</param>
/// <param name="Head">The activation that the network must end with, or null for any.</param>
/// <param name="IsFused">Whether it takes the values before that activation and gives gradients with respect to them.</param>
/// <param name="IsMean">Whether it is a mean over the outputs, which may be asked to be their sum.</param>
/// <param name="IsElementwise">Whether it is a sum or mean of a term an output, so that outputs can be weighed.</param>
/// <param name="HasClassTargets">Whether a target is a distribution over classes, and may be given as a class.</param>
/// <param name="FewestOutputs">How many outputs it needs to say anything.</param>
/// <param name="Targets">The member of the runtime's <c>TargetRange</c> that tells which targets it takes.</param>
/// <param name="Parameter">The number it takes.</param>
/// <param name="HasRowsForm">Whether the runtime has a form of it for many rows.</param>
/// <param name="HasScalarForm">Whether the runtime has a form of it for a single output, which is inlined.</param>
internal sealed record LossInfo(
    LossKind Kind,
    ActivationKind? Head = null,
    bool IsFused = false,
    bool IsMean = false,
    bool IsElementwise = false,
    bool HasClassTargets = false,
    int FewestOutputs = 1,
    string Targets = "Any",
    LossParameter Parameter = LossParameter.None,
    bool HasRowsForm = false,
    bool HasScalarForm = false);
