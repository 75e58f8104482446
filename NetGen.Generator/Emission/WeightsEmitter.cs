using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes what a network with embedded weights has beside other networks.</summary>
internal static class WeightsEmitter
{
    /// <summary>The embedded weights as code names them.</summary>
    public static string Weights(NetworkPlan plan) => $"{MembersEmitter.Private(plan, "EmbeddedFile")}.Weights";

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.Weights is not { } weights)
            return;
        // In a type of its own: nothing is read before weights are asked for, whatever else the user's type makes first.
        using (writer.Block($"private static class {MembersEmitter.Private(plan, "EmbeddedFile")}"))
        {
            Wrap.List(writer, "internal static readonly global::NetGen.Runtime.EmbeddedWeights Weights = new(",
            [
                $"typeof({plan.Type.EscapedName}{plan.Type.TypeParameters})", Literal.Of(weights.File), Literal.Of(weights.Resource), Literal.Of(weights.Hash),
                Literal.Of(string.Join("\n", weights.Names)), plan.InputSize.ToString(), plan.OutputSize.ToString(), plan.ParameterCount.ToString(), plan.StatisticCount.ToString(),
                $"static () => {TensorEmitter.Table(plan)}",
            ], ");");
        }

        writer.Line();
        if (plan.Surface.IsStatic)
        {
            MembersEmitter.Member(writer, plan, "Parameters", "All parameters as one block: all matrices first, then all vectors. How they lie is told by <c>Layers</c>.",
                $"public static global::System.ReadOnlySpan<float> Parameters => {Weights(plan)}.Parameters;");
        }
    }
}
