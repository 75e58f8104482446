using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the public passes: a few lines each, that bring parameters, gradients and buffers to a kernel.</summary>
internal static class MethodsEmitter
{
    public const string Kernels = "global::NetGen.Generated.Kernels";
    private const string Runtime = "global::NetGen.Runtime.";
    private const string Span = "global::System.Span<float>";

    /// <summary>More floats than this do not belong on the stack beside the buffers of a pass.</summary>
    private const int MostOnStack = 1024;

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        foreach (SurfaceMethod method in plan.Surface.Methods.Where(method => method.Pass != PublicPass.None && method.Name != plan.Type.Name))
        {
            writer.Line($"/// <summary>{MethodSummary.Of(plan, method)}</summary>");
            EmitMethod(writer, plan, method, null);
            writer.Line();
        }
    }

    /// <summary>The first float of the parameters.</summary>
    public static string Parameters(NetworkPlan plan) => $"ref {(plan.Surface.IsStatic ? WeightsEmitter.Weights(plan) : MembersEmitter.Block(plan))}.Reference";

    /// <summary>Writes a pass as a public member, or for an interface where a type of the member's name cannot have it.</summary>
    public static void EmitMethod(SourceWriter writer, NetworkPlan plan, SurfaceMethod method, string? contract)
    {
        var statements = new List<string>();
        string call = Body(plan, method, statements);
        string returns = method.Pass switch
        {
            PublicPass.Forward or PublicPass.ForwardBatch or PublicPass.ForwardTo or PublicPass.ForwardToBatch or PublicPass.BackwardFrom or PublicPass.BackwardFromBatch => "void",
            PublicPass.Classify => "int",
            _ => "float",
        };

        writer.Line(KernelMethod.Member);
        if (plan.Type.AllowUnsafe && (call.Contains("stackalloc") || statements.Any(static statement => statement.Contains("stackalloc"))))
            writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        string head = contract is null ? $"public {(plan.Surface.IsStatic ? "static " : "")}{returns} {method.Name}(" : $"{returns} {contract}{method.Name}(";
        var parameters = method.Parameters.Select(parameter => contract is null ? parameter.DeclarationOf() : parameter.DeclarationOf().Replace(" = default", ""));
        Wrap.List(writer, head, parameters, statements.Count == 0 ? ") =>" : ")");
        if (statements.Count == 0)
        {
            using (writer.Indent(null))
                writer.Line(call + ";");
            return;
        }

        using (writer.Block())
        {
            foreach (string statement in statements)
                writer.Lines(statement);
            writer.Line((returns == "void" ? "" : "return ") + call + ";");
        }
    }

    /// <summary>The expression a pass ends with; what must be done before goes to <paramref name="statements"/>.</summary>
    private static string Body(NetworkPlan plan, SurfaceMethod method, List<string> statements)
    {
        string p = Parameters(plan);
        string target = method.Takes(Parameter.Label) ? Labelled(plan, statements) : "target";
        string buffers = Buffers(plan, method, statements);
        switch (method.Pass)
        {
            case PublicPass.Forward:
                return $"{Kernels}.Forward({p}, input, output{buffers})";
            case PublicPass.ForwardBatch:
                return $"{Kernels}.ForwardBatch({p}, inputs, outputs{(plan.Loss is null ? "" : ", targets: default, sampleWeights: default")}{(plan.WeighsOutputs ? ", outputWeights: default" : "")}{buffers})";
            case PublicPass.ForwardTo:
                return $"{Kernels}.{method.Name}({p}, input, output{buffers})";
            case PublicPass.ForwardToBatch:
                return $"{Kernels}.{method.Name}({p}, inputs, outputs{buffers})";
            case PublicPass.Classify:
                return Classify(plan, statements, buffers);
            case PublicPass.EvaluateBatch:
                bool isWeighted = method.Takes(Parameter.Context);
                string weights = isWeighted ? "context.SampleWeights" : "sampleWeights: default", outputWeight = "";
                if (plan.WeighsOutputs)
                    weights += isWeighted ? ", context.OutputWeights" : ", outputWeights: default";
                else if (isWeighted && plan.Loss!.IsElementwise)
                    outputWeight = $"{Runtime}Buffers.OutputWeight(context.OutputWeights) * ";
                else if (isWeighted)
                    statements.Add($"if (!context.OutputWeights.IsEmpty) {Runtime}Throw.OutputWeights();");
                return $"{outputWeight}{Kernels}.ForwardBatch({p}, inputs, outputs, {Runtime}Buffers.Targets(targets, outputs), {weights}{buffers})";
            case PublicPass.BackwardBatch:
                return $"{Kernels}.BackwardBatch({p}, inputs, targets, {Gradients(plan)}, {Context(method)}, 1{InputGradients(plan, method)}{buffers})";
            case PublicPass.BackwardFromBatch:
                return $"{Kernels}.BackwardFromBatch({p}, inputs, outputGradients, {Gradients(plan)}, {Context(method)}, inputGradients{buffers})";
            case PublicPass.TrainBatch:
                return TrainBatch(plan, method, statements, buffers);
            default:
                return SingleRow(plan, method, statements, target, buffers);
        }
    }

    /// <summary>The gradients' first float, after a look at their length.</summary>
    private static string Gradients(NetworkPlan plan) => $"ref {Runtime}Buffers.Gradients(gradients, {MembersEmitter.Constant(plan, "ParameterCount")})";

    private static string Context(SurfaceMethod method) => method.Takes(Parameter.Context) ? "context" : "default";

    private static string InputGradients(NetworkPlan plan, SurfaceMethod method) =>
        !plan.InputGradients ? "" : method.Takes(Parameter.InputGradients) ? ", inputGradients" : ", inputGradients: default";

    /// <summary>Backward, Train and BackwardFrom: one row, whose weight is a factor of all its gradients.</summary>
    private static string SingleRow(NetworkPlan plan, SurfaceMethod method, List<string> statements, string target, string buffers)
    {
        if (method.Pass == PublicPass.Train && !plan.StepsInPlace)
            return $"{Runtime}GradientDescent.Step(this, {Row(plan, "input", "InputSize")}, {Row(plan, target, "OutputSize")}, learningRate, {Context(method)}, {(buffers.Length == 0 ? "default" : buffers.Substring(2))})";
        string p = Parameters(plan), weight = "1", times = "", g = method.Pass == PublicPass.Train ? p : Gradients(plan);
        if (method.Takes(Parameter.Context))
        {
            if (method.Pass != PublicPass.Train)
            {
                statements.Add($"ref float g = {g};");
                statements.Add($"if (context.OverwritesGradients) {Kernels}.Clear(ref g);");
                g = "ref g";
            }

            statements.Add($"float weight = {Runtime}Buffers.Weight({(method.Pass == PublicPass.BackwardFrom ? "context.SampleWeights" : "context")});");
            (weight, times) = ("weight", "weight * ");
        }

        string scale = method.Pass != PublicPass.Train ? weight : $"{times}{Runtime}Buffers.Step(learningRate)";
        string last = (plan.IsRandom ? $", {Runtime}RandomKey.Of({Context(method)})" : "") + InputGradients(plan, method) + buffers;
        return method.Pass == PublicPass.BackwardFrom
            ? $"{Kernels}.BackwardFrom({p}, input, outputGradients, {g}, {scale}{last})"
            : $"{times}{Kernels}.Backward({p}, input, {target}, {g}, {scale}{last})";
    }

    /// <summary>A span that must be one row.</summary>
    private static string Row(NetworkPlan plan, string span, string size) => $"{Runtime}Buffers.OneRow({span}, {MembersEmitter.Constant(plan, size)}, \"{(span == "input" ? span : "target")}\")";

    /// <summary>As many rows as the buffers hold are one block, whose gradients may go to the parameters directly; more need memory for gradients.</summary>
    private static string TrainBatch(NetworkPlan plan, SurfaceMethod method, List<string> statements, string buffers)
    {
        string p = Parameters(plan), context = Context(method), workspace = method.TakesWorkspace ? "workspace" : "workspace: default";
        string added = method.Takes(Parameter.Context) ? "context with { OverwritesGradients = false }" : "default";
        if (!plan.StepsInPlace)
        {
            statements.Clear();
            return $"{Runtime}GradientDescent.Step(this, inputs, targets, learningRate, {context}, {workspace})";
        }

        statements.Insert(0, $"int rows = inputs.Length / {MembersEmitter.Constant(plan, "InputSize")};");
        statements.Insert(1, $"if (rows > {plan.Buffers.RowsPerBlock})\n    return {Runtime}GradientDescent.Step(this, inputs, targets, learningRate, {context}, {workspace});");
        string none = plan.InputGradients ? ", inputGradients: default" : "";
        statements.Add($"float sum = {Kernels}.BackwardBatch({p}, inputs, targets, {p}, {added}, {Runtime}Buffers.Step(learningRate, rows){none}{buffers});");
        return $"{Runtime}Buffers.Mean(sum, rows)";
    }

    private static string Classify(NetworkPlan plan, List<string> statements, string buffers)
    {
        statements.Add($"{Span} output = {Memory(plan, statements)};");
        statements.Add($"{Kernels}.Forward({Parameters(plan)}, input, output{buffers});");
        return plan.OutputSize == 1 ? $"{Runtime}Buffers.ClassOf(output[0], 0.5f)" : $"{Runtime}Buffers.IndexOfMax(output)";
    }

    private static string Labelled(NetworkPlan plan, List<string> statements)
    {
        string memory = Memory(plan, statements);
        return $"{Runtime}Buffers.OneHot(label, {memory})";
    }

    /// <summary>A row of outputs: on the stack, or rented where it is long.</summary>
    private static string Memory(NetworkPlan plan, List<string> statements)
    {
        if (plan.OutputSize <= MostOnStack)
            return $"stackalloc float[{plan.OutputSize}]";
        statements.Add($"using {Runtime}Workspace row = {Runtime}Workspace.Rent({plan.OutputSize});");
        return $"row.Span.Slice(0, {plan.OutputSize})";
    }

    /// <summary>The last argument of a pass whose buffers the stack is too small for.</summary>
    private static string Buffers(NetworkPlan plan, SurfaceMethod method, List<string> statements)
    {
        BufferPlan buffers = plan.Buffers;
        bool isInference = method.Pass is PublicPass.Forward or PublicPass.ForwardTo or PublicPass.Classify;
        if (method.IsBatch ? !buffers.TakesWorkspace : (isInference ? buffers.InferenceRows : buffers.TrainingRows) > 0)
            return "";
        string length = method.IsBatch
            ? MembersEmitter.Constant(plan, "WorkspaceLength")
            : Literal.Of(BufferPlan.Length(isInference ? buffers.Inference : buffers.Training, 1));
        statements.Add($"using {Runtime}Workspace buffers = {Runtime}Workspace.{(method.TakesWorkspace ? $"Of(workspace, {length})" : $"Rent({length})")};");
        return ", buffers.Span";
    }
}
