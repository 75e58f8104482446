using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the public passes: one line each, that brings parameters to a kernel.</summary>
internal static class MethodsEmitter
{
    public const string Kernels = "global::NetGen.Generated.Kernels";
    public const string ReadOnly = "global::System.ReadOnlySpan<float>";
    public const string Writable = "global::System.Span<float>";

    /// <summary>More classes than this and a one-hot row does not belong on the stack.</summary>
    private const int MostClasses = 4096;

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        EmitInference(writer, plan);
        if (plan.Loss is not null)
            EmitTraining(writer, plan);
        if (plan.InputGradients)
            EmitInputGradients(writer, plan);
    }

    /// <summary>The first float of the parameters.</summary>
    public static string Parameters(NetworkPlan plan) => $"ref {MembersEmitter.Block(plan)}.Reference";

    private const string Context = ", global::NetGen.TrainingContext context = default";

    /// <summary>The gradients' first float, after a look at their length.</summary>
    public static string Gradients(NetworkPlan plan) => $"ref global::NetGen.Runtime.Buffers.Gradients(gradients, {plan.ParameterCount})";

    /// <summary>What a pass forward takes where no loss is wanted: no targets.</summary>
    public static string Unevaluated(NetworkPlan plan) => plan.Loss is null ? "" : plan.WeighsOutputs ? "default, false, default, " : "default, false, ";

    private static string WorkspaceIf(bool needed) => needed ? $", {Writable} workspace" : "";

    /// <summary>What a pass over one row takes and passes on last: where its random layers draw from, and its buffers.</summary>
    private static (string Parameters, string Arguments) Last(NetworkPlan plan, string inputGradients)
    {
        bool takes = plan.Buffers.TrainingRows == 0;
        string gradients = plan.InputGradients ? ", " + inputGradients : "";
        return (WorkspaceIf(takes) + (plan.IsRandom ? Context : ""),
            (plan.IsRandom ? ", global::NetGen.Runtime.RandomKey.Of(context)" : "") + gradients + (takes ? ", workspace" : ""));
    }

    private static void Pass(SourceWriter writer, NetworkPlan plan, string name, string summary, string signature, string body)
    {
        string skip = plan.Type.AllowUnsafe && body.Contains("stackalloc") ? "[global::System.Runtime.CompilerServices.SkipLocalsInit]\n" : "";
        MembersEmitter.Member(writer, plan, name, summary, $"{KernelMethod.Member}\n{skip}public {signature} =>\n    {body};");
    }

    /// <summary>Writes a batch pass: over the stack if a row fits there, and over a workspace if that is worth having.</summary>
    private static void Batch(SourceWriter writer, NetworkPlan plan, string name, string summary, string returns, string parameters, string call, int rowsOnStack, Place memory, string lastParameter = "")
    {
        BufferPlan buffers = plan.Buffers;
        if (!buffers.TakesWorkspace)
        {
            Pass(writer, plan, name, summary, $"{returns} {name}({parameters}{lastParameter})", $"{call})");
            return;
        }

        if (rowsOnStack > 0)
        {
            string stack = $"stackalloc float[{BufferPlan.Length(memory, rowsOnStack)}], {rowsOnStack}";
            Pass(writer, plan, name, summary, $"{returns} {name}({parameters}{lastParameter})", $"{call}, {stack})");
        }

        Pass(writer, plan, name, summary + " Buffers are in the workspace, of <c>WorkspaceLength</c> floats or more.",
            $"{returns} {name}({parameters}{WorkspaceIf(true)}{lastParameter})", $"{call}, workspace, {buffers.WorkspaceRows})");
    }

    private static void EmitInference(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        string p = Parameters(plan);
        bool takes = buffers.InferenceRows == 0;
        string last = takes ? ", workspace" : "";
        Pass(writer, plan, "Forward", $"Computes the {plan.OutputSize} outputs of one sample of {plan.InputSize}.",
            $"void Forward({ReadOnly} input, {Writable} output{WorkspaceIf(takes)})", $"{Kernels}.Forward({p}, input, output{last})");

        string none = Unevaluated(plan);
        Batch(writer, plan, "ForwardBatch", $"Computes the outputs of as many rows of {plan.InputSize} as there are, row-major.", "void",
            $"{ReadOnly} inputs, {Writable} outputs", $"{Kernels}.ForwardBatch({p}, inputs, {none}outputs", buffers.InferenceRows, buffers.Inference);
        if (plan.Loss is { } loss)
        {
            Batch(writer, plan, "EvaluateBatch", $"Computes the outputs of all rows and returns the loss ({loss.Name}), summed over rows.", "float",
                $"{ReadOnly} inputs, {ReadOnly} targets, {Writable} outputs", $"{Kernels}.ForwardBatch({p}, inputs, targets, true, {(plan.WeighsOutputs ? "default, " : "")}outputs", buffers.InferenceRows, buffers.Inference);
        }

        if (plan.Head.Activation.Kind is not (ActivationKind.Softmax or ActivationKind.Sigmoid) || plan.OutputSize > MostClasses)
            return;
        string answer = plan.OutputSize == 1 ? "output[0] >= 0.5f ? 1 : 0" : "global::NetGen.Runtime.Buffers.IndexOfMax(output)";
        MembersEmitter.Member(writer, plan, "Classify",
            plan.OutputSize == 1 ? "The class of one sample: 1 if the output is 0.5 or more, else 0." : "The class of one sample: the index of the largest output, the first among equals.",
            $$"""
            {{KernelMethod.Member}}
            public int Classify({{ReadOnly}} input{{WorkspaceIf(takes)}})
            {
                {{Writable}} output = stackalloc float[{{plan.OutputSize}}];
                {{Kernels}}.Forward({{p}}, input, output{{last}});
                return {{answer}};
            }
            """);
    }

    private static void EmitTraining(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        string p = Parameters(plan), loss = plan.Loss!.Name;
        var last = Last(plan, "default");
        string toInput = plan.InputGradients ? ", default" : "";
        const string step = "global::NetGen.Runtime.Buffers.Step(learningRate)";
        Pass(writer, plan, "Backward", $"Adds the gradients of one sample's loss to <paramref name=\"gradients\"/> and returns the loss ({loss}).",
            $"float Backward({ReadOnly} input, {ReadOnly} target, {Writable} gradients{last.Parameters})",
            $"{Kernels}.Backward({p}, input, target, {Gradients(plan)}, 1{last.Arguments})");
        Pass(writer, plan, "Train", "One step of gradient descent on one sample; returns the loss before the step.",
            $"float Train({ReadOnly} input, {ReadOnly} target, float learningRate{last.Parameters})",
            $"{Kernels}.Backward({p}, input, target, {p}, {step}{last.Arguments})");
        Batch(writer, plan, "BackwardBatch", "Adds the gradients of the loss, summed over rows, to <paramref name=\"gradients\"/> and returns the loss, summed over rows.", "float",
            $"{ReadOnly} inputs, {ReadOnly} targets, {Writable} gradients", $"{Kernels}.BackwardBatch({p}, inputs, targets, {Gradients(plan)}, {(plan.IsRandom ? "context" : "default")}, 1{toInput}", buffers.TrainingRows, buffers.Training, plan.IsRandom ? Context : "");
        EmitTrainBatch(writer, plan);
        if (!plan.Loss.HasClassTargets || plan.OutputSize > MostClasses)
            return;

        string target = $"global::NetGen.Runtime.Buffers.OneHot(label, stackalloc float[{plan.OutputSize}])";
        void Labelled(string name, string summary, string parameter, string gradients, string scale) => Pass(writer, plan, name, summary,
            $"float {name}({ReadOnly} input, int label, {parameter}{last.Parameters})",
            $"{Kernels}.Backward({p}, input, {target}, {gradients}, {scale}{last.Arguments})");

        Labelled("Backward", $"Adds the gradients of one sample of a class from 0 to {plan.OutputSize - 1} and returns the loss.", Writable + " gradients", Gradients(plan), "1");
        Labelled("Train", $"One step of gradient descent on one sample of a class from 0 to {plan.OutputSize - 1}; returns the loss before the step.", "float learningRate", p, step);
    }

    /// <summary>As many rows as the buffers hold are one block, whose gradients may go to the parameters directly; more need memory for gradients.</summary>
    private static void EmitTrainBatch(SourceWriter writer, NetworkPlan plan)
    {
        BufferPlan buffers = plan.Buffers;
        string p = Parameters(plan), context = plan.IsRandom ? "context with { OverwritesGradients = false }" : "default";
        if (!buffers.TakesWorkspace)
        {
            Overload(buffers.TrainingRows, "", takes: false);
            return;
        }

        if (buffers.TrainingRows > 0)
            Overload(buffers.TrainingRows, $", stackalloc float[{BufferPlan.Length(buffers.Training, buffers.TrainingRows)}], {buffers.TrainingRows}", takes: false);
        Overload(buffers.WorkspaceRows, $", workspace, {buffers.WorkspaceRows}", takes: true);

        void Overload(int rows, string last, bool takes) => Pass(writer, plan, "TrainBatch",
            "One step of gradient descent on the mean loss of all rows; returns the loss before the step, summed over rows."
                + (takes ? " Buffers are in the workspace, of <c>WorkspaceLength</c> floats or more." : ""),
            $"float TrainBatch({ReadOnly} inputs, {ReadOnly} targets, float learningRate{WorkspaceIf(takes)}{(plan.IsRandom ? Context : "")})",
            $"inputs.Length > {(long)rows * plan.InputSize}\n"
                + $"        ? global::NetGen.Runtime.GradientDescent.Step(this, inputs, targets, learningRate, {context}, {(takes ? "workspace" : "default")})\n"
                + $"        : {Kernels}.BackwardBatch({p}, inputs, targets, {p}, {context}, global::NetGen.Runtime.Buffers.Step(learningRate, inputs.Length / {plan.InputSize}){(plan.InputGradients ? ", default" : "")}{last})");
    }

    private static void EmitInputGradients(SourceWriter writer, NetworkPlan plan)
    {
        string p = Parameters(plan);
        var last = Last(plan, "inputGradients");
        if (plan.Loss is { } loss)
        {
            Pass(writer, plan, "Backward",
                $"Adds the gradients of one sample's loss to <paramref name=\"gradients\"/>, writes those with respect to the input, and returns the loss ({loss.Name}).",
                $"float Backward({ReadOnly} input, {ReadOnly} target, {Writable} gradients, {Writable} inputGradients{last.Parameters})",
                $"{Kernels}.Backward({p}, input, target, {Gradients(plan)}, 1{last.Arguments})");
        }

        Pass(writer, plan, "BackwardFrom",
            "Goes back from any gradient with respect to the outputs: adds to <paramref name=\"gradients\"/>, unless that is empty, and writes the gradients with respect to the input, unless that is empty.",
            $"void BackwardFrom({ReadOnly} input, {ReadOnly} outputGradients, {Writable} gradients, {Writable} inputGradients{last.Parameters})",
            $"{Kernels}.BackwardFrom({p}, input, outputGradients, gradients{last.Arguments})");
    }
}
