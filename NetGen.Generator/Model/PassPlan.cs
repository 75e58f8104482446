using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What a pass is for.</summary>
internal enum PassKind
{
    /// <summary>Input to outputs.</summary>
    Inference,

    /// <summary>Input to gradients of the loss.</summary>
    Training,

    /// <summary>Input and given gradients of the outputs to gradients.</summary>
    FromOutputs,
}

/// <summary>One pass: what it does in order, and where in its memory values lie.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="IsSingle">Whether it takes one row; else any number.</param>
/// <param name="Exposed">The layer whose values it gives; null for the network's outputs.</param>
/// <param name="Places">Every value of its own with its place.</param>
/// <param name="Length">The memory it needs.</param>
internal sealed record PassPlan(
    PassKind Kind, string Name, bool IsSingle, string? Exposed, EquatableArray<Step> Steps, EquatableArray<PlacedValue> Places, Place Length)
{
    /// <summary>Whether a step takes a parameter of the pass.</summary>
    public bool Uses(Symbol symbol) => Steps.OfType<CallStep>().Any(step => step.Operands.Any(operand => operand is SymbolOperand taken && taken.Symbol == symbol));
}
