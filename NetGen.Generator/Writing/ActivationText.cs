using NetGen.Generator.Model;

namespace NetGen.Generator.Writing;

/// <summary>How emitted code names an activation's functions: each is a class of the runtime.</summary>
internal static class ActivationText
{
    /// <summary>The activation of a value; the value itself for the identity.</summary>
    public static string Value(ActivationPlan activation, string value) =>
        activation.IsIdentity ? value : $"{activation.Kind}.Value({value}{Argument(activation)})";

    /// <summary>The derivative from what it is computed from.</summary>
    public static string Derivative(ActivationPlan activation, string saved) => $"{activation.Kind}.Derivative({saved}{Argument(activation)})";

    /// <summary>The last argument of an activation's functions with its comma, or empty.</summary>
    public static string Argument(ActivationPlan activation) =>
        activation.Kind is ActivationKind.LeakyRelu or ActivationKind.Elu ? ", " + Literal.Of(activation.Parameter) : "";
}
