using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the public passes: one line each, that brings parameters and stack to a kernel.</summary>
internal static class MethodsEmitter
{
    public const string Kernels = "global::NetGen.Generated.Kernels";
    public const string ReadOnly = "global::System.ReadOnlySpan<float>";
    public const string Writable = "global::System.Span<float>";

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        EmitInference(writer, plan);
        if (plan.Loss is null)
            return;
        EmitEvaluation(writer, plan);
        EmitTraining(writer, plan);
    }

    /// <summary>The first float of the parameters.</summary>
    public static string Parameters(NetworkPlan plan) => $"ref {MembersEmitter.Block(plan)}.Reference";

    /// <summary>A stack buffer for some rows, with room to start on a 64-byte line.</summary>
    public static string Stack(int rows, int perRow) => $"stackalloc float[{rows * perRow + LayerPlan.Lanes}]";

    private static bool HasStack(int rows) => rows > 0;

    private static void Pass(SourceWriter writer, NetworkPlan plan, string name, string summary, string signature, string body)
    {
        string skip = plan.Type.AllowUnsafe && body.Contains("stackalloc") ? "[global::System.Runtime.CompilerServices.SkipLocalsInit]\n" : "";
        MembersEmitter.Member(writer, plan, name, summary, $"{skip}public {signature} =>\n    {body};");
    }

    private static void EmitInference(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        string p = Parameters(plan);
        bool onStack = HasStack(buffers.InferenceRows);
        string workspace = $", {Writable} workspace";
        Pass(writer, plan, "Forward",
            $"Computes the {plan.OutputSize} outputs of one sample of {plan.InputSize}.",
            $"void Forward({ReadOnly} input, {Writable} output{(onStack ? "" : workspace)})",
            $"{Kernels}.Forward({p}, input, output, {(onStack ? Stack(1, buffers.InferenceRow) : "workspace")})");

        string none = plan.Loss is null ? "" : "default, false, ";
        if (onStack)
        {
            Pass(writer, plan, "ForwardBatch",
                $"Computes the outputs of as many rows of {plan.InputSize} as there are, row-major.",
                $"void ForwardBatch({ReadOnly} inputs, {Writable} outputs)",
                $"{Kernels}.ForwardBatch({p}, inputs, {none}outputs, {Stack(buffers.InferenceRows, buffers.InferenceRow)}, {buffers.InferenceRows})");
        }

        if (buffers.WorkspaceRows > 0)
        {
            Pass(writer, plan, "ForwardBatch",
                $"Computes the outputs of as many rows of {plan.InputSize} as there are, row-major, with buffers in a workspace.",
                $"void ForwardBatch({ReadOnly} inputs, {Writable} outputs{workspace})",
                $"{Kernels}.ForwardBatch({p}, inputs, {none}outputs, workspace, {buffers.WorkspaceRows})");
        }

        if (plan.Head.Activation is not (ActivationKind.Softmax or ActivationKind.Sigmoid))
            return;
        string call = onStack ? Stack(1, buffers.InferenceRow) : "workspace";
        string answer = plan.OutputSize == 1 ? "output[0] >= 0.5f ? 1 : 0" : "global::NetGen.Runtime.Buffers.IndexOfMax(output)";
        MembersEmitter.Member(writer, plan, "Classify",
            plan.OutputSize == 1 ? "The class of one sample: 1 if the output is 0.5 or more, else 0." : "The class of one sample: the index of the largest output, the first among equals.",
            $$"""
            public int Classify({{ReadOnly}} input{{(onStack ? "" : workspace)}})
            {
                {{Writable}} output = {{(plan.OutputSize <= 4096 ? $"stackalloc float[{plan.OutputSize}]" : $"workspace.Slice(workspace.Length - {plan.OutputSize})")}};
                {{Kernels}}.Forward({{p}}, input, output, {{call}});
                return {{answer}};
            }
            """);
    }

    private static void EmitEvaluation(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        string p = Parameters(plan);
        if (HasStack(buffers.InferenceRows))
        {
            Pass(writer, plan, "EvaluateBatch", $"Computes the outputs of all rows and returns the loss ({plan.Loss!.Name}), summed over rows.",
                $"float EvaluateBatch({ReadOnly} inputs, {ReadOnly} targets, {Writable} outputs)",
                $"{Kernels}.ForwardBatch({p}, inputs, targets, true, outputs, {Stack(buffers.InferenceRows, buffers.InferenceRow)}, {buffers.InferenceRows})");
        }

        if (buffers.WorkspaceRows > 0)
        {
            Pass(writer, plan, "EvaluateBatch", $"Computes the outputs of all rows and returns the loss ({plan.Loss!.Name}), summed over rows, with buffers in a workspace.",
                $"float EvaluateBatch({ReadOnly} inputs, {ReadOnly} targets, {Writable} outputs, {Writable} workspace)",
                $"{Kernels}.ForwardBatch({p}, inputs, targets, true, outputs, workspace, {buffers.WorkspaceRows})");
        }
    }

    private static void EmitTraining(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        bool onStack = HasStack(buffers.TrainingRows);
        string p = Parameters(plan), workspace = onStack ? "" : $", {Writable} workspace";
        string one = onStack ? Stack(1, buffers.TrainingRow) : "workspace";
        string g = $"ref {Kernels}.Checked(gradients)";
        Pass(writer, plan, "Backward", $"Adds the gradients of one sample's loss to <paramref name=\"gradients\"/> and returns the loss ({plan.Loss!.Name}).",
            $"float Backward({ReadOnly} input, {ReadOnly} target, {Writable} gradients{workspace})",
            $"{Kernels}.Backward({p}, input, target, {g}, 1, {one})");
        Pass(writer, plan, "Train", "One step of gradient descent on one sample; returns the loss before the step.",
            $"float Train({ReadOnly} input, {ReadOnly} target, float learningRate{workspace})",
            $"{Kernels}.Backward({p}, input, target, {p}, {Kernels}.Step(learningRate), {one})");

        if (onStack)
        {
            Pass(writer, plan, "BackwardBatch", "Adds the gradients of the loss, summed over rows, to <paramref name=\"gradients\"/> and returns the loss, summed over rows.",
                $"float BackwardBatch({ReadOnly} inputs, {ReadOnly} targets, {Writable} gradients)",
                $"{Kernels}.BackwardBatch({p}, inputs, targets, {g}, default, {Stack(buffers.TrainingRows, buffers.TrainingRow)}, {buffers.TrainingRows})");
        }

        if (buffers.WorkspaceRows > 0)
        {
            Pass(writer, plan, "BackwardBatch", "Adds the gradients of the loss, summed over rows, to <paramref name=\"gradients\"/> and returns the loss, summed over rows, with buffers in a workspace.",
                $"float BackwardBatch({ReadOnly} inputs, {ReadOnly} targets, {Writable} gradients, {Writable} workspace)",
                $"{Kernels}.BackwardBatch({p}, inputs, targets, {g}, default, workspace, {buffers.WorkspaceRows})");
        }

        if (plan.Loss.HasClassTargets && plan.OutputSize <= 4096)
            EmitLabels(writer, plan, workspace, one, g, p);
    }

    private static void EmitLabels(SourceWriter writer, NetworkPlan plan, string workspace, string one, string g, string p)
    {
        void Labelled(string name, string summary, string last, string gradients, string scale) => MembersEmitter.Member(writer, plan, name, summary,
            $$"""
            /// <exception cref="global::System.ArgumentOutOfRangeException">The label is not a class from 0 to {{plan.OutputSize - 1}}.</exception>
            public float {{name}}({{ReadOnly}} input, int label, {{last}}{{workspace}})
            {
                {{Writable}} target = stackalloc float[{{plan.OutputSize}}];
                global::NetGen.Runtime.Buffers.OneHot(label, target);
                return {{Kernels}}.Backward({{p}}, input, target, {{gradients}}, {{scale}}, {{one}});
            }
            """);

        Labelled("Backward", "As with a one-hot target: adds the gradients of one sample of a class and returns the loss.", Writable + " gradients", g, "1");
        Labelled("Train", "As with a one-hot target: one step of gradient descent on one sample of a class; returns the loss before the step.",
            "float learningRate", p, $"{Kernels}.Step(learningRate)");
    }
}
