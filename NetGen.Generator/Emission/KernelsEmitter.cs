using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Strategies;
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
        IStrategy? strategy = Strategies.Strategies.Find(plan.Strategy);
        IReadOnlyList<string> hidden = plan.Type.HiddenWords;
        if (hidden.Contains("var"))
        {
            writer.Line("// A type is called var. The name of a namespace stands before it, and gives the word its meaning back.");
            writer.Line("namespace NetGen.Generated.var { }");
            writer.Line();
        }

        using (writer.Block("namespace NetGen.Generated"))
        {
            foreach (string word in hidden.Where(static word => word != "var"))
                writer.Line($"using {word} = global::System.{(word == "nint" ? "IntPtr" : "UIntPtr")};");
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
            writer.Line($"/// <summary>{MembersEmitter.Escape(plan.Type.Name)}, compiled: {(strategy?.Description ?? "its passes, then its layers")}. p are parameters, g gradients, x inputs, y outputs, t targets,");
            writer.Line("/// h outputs of layers, z values before an activation, d gradients with respect to those.</summary>");
            if (plan.Type.AllowUnsafe)
                writer.Line("[SkipLocalsInit]");
            using (writer.Block("file static class Kernels"))
            {
                EmitConstants(writer, plan);
                if (strategy is null || !strategy.WriteAll(writer, plan))
                    EmitPasses(writer, plan, strategy);
            }
        }
    }

    private static void EmitPasses(SourceWriter writer, NetworkPlan plan, IStrategy? strategy)
    {
        writer.Line();
        writer.Line("// The width of a portable vector, a constant to the JIT.");
        writer.Line("private static nuint V => (nuint)Vector<float>.Count;");
        PassWriter.WriteAll(writer, plan, strategy);
        foreach (LayerPlan layer in plan.Layers)
        {
            foreach (KernelPlan kernel in layer.Kernels.Where(static kernel => kernel.Called.Count > 0))
            {
                writer.Line();
                writer.Line($"// {layer.Title}. {kernel.Description}");
                if (strategy is null || !strategy.WriteKernel(kernel, writer))
                    LayerKinds.Of(layer.Spec).Write(kernel, writer);
            }
        }
    }

    private static void EmitConstants(SourceWriter writer, NetworkPlan plan)
    {
        var constants = plan.Layers
            .SelectMany(static layer => layer.Tensors.Select(tensor => $"{layer.ConstantOf(tensor.Name)} = {Literal.Of(tensor.Offset)}")).ToList();
        if (constants.Count == 0)
            return;
        writer.Line("// Where tensors start in the block: all matrices, then all vectors.");
        Wrap.List(writer, "private const int ", constants, ";");
    }
}
