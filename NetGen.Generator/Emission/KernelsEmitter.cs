using System.Linq;
using NetGen.Generator.Emission.StraightLine;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>
/// Writes the class of the file's own that holds all code that computes. In a namespace of ours with its own usings, short names mean
/// what they say whatever the user's types and members are called.
/// </summary>
internal static class KernelsEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        using (writer.Block("namespace NetGen.Generated"))
        {
            writer.Lines(
                """
                using global::System;
                using global::System.Numerics;
                using global::System.Runtime.CompilerServices;
                using global::System.Runtime.InteropServices;
                using global::System.Runtime.Intrinsics;
                using global::NetGen.Runtime;
                using global::NetGen.Runtime.Activations;
                using global::NetGen.Runtime.Losses;
                """);
            writer.Line();
            writer.Line($"/// <summary>{MembersEmitter.Escape(plan.Type.Name)}, compiled: {(plan.IsStraightLine ? "all in registers" : "its passes, then its layers")}. p are parameters, g gradients, x inputs, y outputs, t targets,");
            writer.Line("/// h outputs of layers, z values before an activation, d gradients with respect to those.</summary>");
            if (plan.Type.AllowUnsafe)
                writer.Line("[SkipLocalsInit]");
            using (writer.Block("file static class Kernels"))
            {
                EmitConstants(writer, plan);
                if (plan.IsStraightLine)
                    EmitStraightLine(writer, plan);
                else
                    EmitPasses(writer, plan);
            }
        }
    }

    private static void EmitStraightLine(SourceWriter writer, NetworkPlan plan)
    {
        StraightForward.Emit(writer, plan);
        if (plan.Loss is not null)
            StraightBackward.Emit(writer, plan);
    }

    private static void EmitPasses(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Line("// The width of a portable vector, a constant to the JIT.");
        writer.Line("private static nuint V => (nuint)Vector<float>.Count;");
        PassEmitter.EmitForward(writer, plan);
        TrainingEmitter.Emit(writer, plan);
        foreach (LayerPlan layer in plan.Layers)
            EmitLayer(writer, plan, layer);
    }

    private static void EmitConstants(SourceWriter writer, NetworkPlan plan)
    {
        var constants = plan.Layers.SelectMany(static layer => LayerEmitter.Of(layer).Constants(layer)).ToList();
        writer.Line("// Where each layer's parameters start in the block: all weights, then all biases.");
        writer.Line("private const int " + string.Join(", ", constants.Select(static constant => $"{constant.Name} = {Literal.Of(constant.Value)}")) + ";");
    }

    private static void EmitLayer(SourceWriter writer, NetworkPlan plan, LayerPlan layer)
    {
        LayerEmitter emitter = LayerEmitter.Of(layer);
        if (!emitter.Infers)
            return;
        int index = layer.Number - 1;
        writer.Line();
        writer.Line($"// {PassEmitter.Title(layer)}. {emitter.Describe(layer)}");
        emitter.EmitForward(writer, layer);
        if (!plan.HasBackward || index < plan.LastBackward)
            return;
        writer.Line();
        emitter.EmitBackward(writer, layer, withInputGradients: index > plan.LastBackward || plan.InputGradients);
    }
}
