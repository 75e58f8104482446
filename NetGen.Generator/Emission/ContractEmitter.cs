using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the runtime's interfaces, explicitly: they stand on kernels, not on public members, which a clash of names may leave out.</summary>
internal static class ContractEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        const string network = "global::NetGen.INeuralNetwork.", trainable = "global::NetGen.ITrainableNetwork.";
        const string kernels = MethodsEmitter.Kernels, input = MethodsEmitter.ReadOnly, output = MethodsEmitter.Writable;
        BufferPlan buffers = plan.Buffers;
        string p = MethodsEmitter.Parameters(plan), block = MembersEmitter.Block(plan);
        string single = buffers.InferenceRows > 0 ? "" : ", workspace";
        string batch = buffers.TakesWorkspace ? $", workspace, {buffers.WorkspaceRows}" : "";

        writer.Line($"int {network}InputSize => {Literal.Of(plan.InputSize)};");
        writer.Line($"int {network}OutputSize => {Literal.Of(plan.OutputSize)};");
        writer.Line($"int {network}ParameterCount => {Literal.Of(plan.ParameterCount)};");
        writer.Line($"int {network}WorkspaceLength => {Literal.Of(buffers.WorkspaceLength)};");
        writer.Line($"global::System.ReadOnlySpan<global::NetGen.LayerInfo> {network}Layers => {TensorEmitter.Table(plan)};");
        writer.Line($"{output} {network}Parameters => {block}.Span;");
        writer.Line(KernelMethod.Member);
        writer.Line($"void {network}Forward({input} input, {output} output, {output} workspace) => {kernels}.Forward({p}, input, output{single});");
        string none = MethodsEmitter.Unevaluated(plan);
        writer.Line(KernelMethod.Member);
        writer.Line($"void {network}ForwardBatch({input} inputs, {output} outputs, {output} workspace) => {kernels}.ForwardBatch({p}, inputs, {none}outputs{batch});");
        if (plan.Loss is null)
            return;

        writer.Line($"int {trainable}RowsPerBlock => {buffers.RowsPerBlock};");
        writer.Line($"bool {trainable}HasClassTargets => {Literal.Of(plan.Loss.HasClassTargets)};");
        writer.Line($"global::NetGen.TargetRange {trainable}TargetRange => global::NetGen.TargetRange.{plan.Loss.Targets};");
        writer.Line($"void {trainable}Initialize(int seed) => {MembersEmitter.Private(plan, "Draw")}({block}.Span, seed);");
        writer.Line(KernelMethod.Member);
        writer.Line($"float {trainable}EvaluateBatch({input} inputs, {input} targets, {output} outputs, {output} workspace) => {kernels}.ForwardBatch({p}, inputs, targets, true, {(plan.WeighsOutputs ? "default, " : "")}outputs{batch});");
        EmitOutputWeights(writer, plan, p, batch);
        writer.Line(KernelMethod.Member);
        writer.Line($"float {trainable}BackwardBatch({input} inputs, {input} targets, {output} gradients, global::NetGen.TrainingContext context, {output} workspace) =>");
        writer.Line($"    {kernels}.BackwardBatch({p}, inputs, targets, {MethodsEmitter.Gradients(plan)}, context, 1{(plan.InputGradients ? ", default" : "")}{batch});");
    }

    /// <summary>Evaluation with weights of outputs; that of a single one weighs the loss.</summary>
    private static void EmitOutputWeights(SourceWriter writer, NetworkPlan plan, string parameters, string batch)
    {
        if (!plan.Loss!.IsElementwise)
            return;
        const string trainable = "global::NetGen.ITrainableNetwork.", kernels = MethodsEmitter.Kernels, input = MethodsEmitter.ReadOnly, output = MethodsEmitter.Writable;
        string weight = plan.WeighsOutputs ? "" : "global::NetGen.Runtime.Buffers.OutputWeight(outputWeights) * ";
        writer.Line($"bool {trainable}TakesOutputWeights => true;");
        writer.Line(KernelMethod.Member);
        writer.Line($"float {trainable}EvaluateBatch({input} inputs, {input} targets, {output} outputs, {input} outputWeights, {output} workspace) =>");
        writer.Line($"    {weight}{kernels}.ForwardBatch({parameters}, inputs, targets, true, {(plan.WeighsOutputs ? "outputWeights, " : "")}outputs{batch});");
    }
}
