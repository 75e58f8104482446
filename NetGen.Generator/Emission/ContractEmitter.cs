using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes what the runtime's interfaces ask for beside the public members: constants, and the one member that a type of its name cannot have.</summary>
internal static class ContractEmitter
{
    private const string Network = "global::NetGen.INeuralNetwork.", Trainable = "global::NetGen.ITrainableNetwork.";

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        string table = TensorEmitter.Table(plan), draw = MembersEmitter.Private(plan, "Draw"), block = MembersEmitter.Block(plan);
        foreach (string name in SurfacePlan.Constants.Where(static name => name != "Summary"))
            writer.Line($"int {Network}{name} => {MembersEmitter.Constant(plan, name)};");
        writer.Line($"string {Network}Summary => {(plan.Type.Name == "Summary" ? MembersEmitter.SummaryText(plan) : "Summary")};");
        writer.Line($"global::System.ReadOnlySpan<int> {Network}InputShape => {MembersEmitter.ShapeOf(plan.Input)};");
        writer.Line($"global::System.ReadOnlySpan<int> {Network}OutputShape => {MembersEmitter.ShapeOf(plan.Output)};");
        writer.Line($"global::System.ReadOnlySpan<global::NetGen.LayerInfo> {Network}Layers => {table};");
        if (plan.Type.Name == "Parameters")
            writer.Line($"global::System.Span<float> {Network}Parameters => {block}.Span;");
        EmitClone(writer, plan);
        // A member of its own: trimming leaves it out where nobody writes the network as ONNX.
        if (plan.Onnx.Length > 0)
            writer.Line($"string {Network}OnnxGraph => {Literal.Of(plan.Onnx)};");
        if (plan.Type.Name == "Initialize")
            writer.Line($"void {Network}Initialize(int seed) => {draw}({block}.Span, seed);");
        if (plan.Loss is not null)
        {
            writer.Line($"string {Trainable}Definition => {Literal.Of(plan.Definition)};");
            writer.Line($"int {Trainable}RowsPerBlock => {plan.Buffers.RowsPerBlock};");
            writer.Line($"bool {Trainable}HasClassTargets => {Literal.Of(plan.Loss.HasClassTargets)};");
            writer.Line($"global::NetGen.TargetRange {Trainable}TargetRange => global::NetGen.TargetRange.{plan.Loss.Targets};");
            if (plan.Loss.IsElementwise)
                writer.Line($"bool {Trainable}TakesOutputWeights => true;");
        }

        foreach (SurfaceMethod method in plan.Surface.Methods.Where(method => method.Name == plan.Type.Name && IsAskedFor(method)))
            MethodsEmitter.EmitMethod(writer, plan, method, method.Pass is PublicPass.Forward or PublicPass.ForwardBatch ? Network : Trainable);
    }

    private static void EmitClone(SourceWriter writer, NetworkPlan plan)
    {
        string block = MembersEmitter.Block(plan), name = plan.Type.EscapedName + plan.Type.TypeParameters, head = $"global::NetGen.INeuralNetwork {Network}Clone()";
        if (plan.Type.IsRecord)
            writer.Line($"{head} => this with {{ }};");
        else if (plan.Type.Name != "Clone")
            writer.Line($"{head} => Clone();");
        else
        {
            using (writer.Block(head))
            {
                writer.Line($"{name} clone = ({name})MemberwiseClone();");
                writer.Line($"clone.{block} = {block}.Copy();");
                writer.Line("return clone;");
            }
        }
    }

    private static bool IsAskedFor(SurfaceMethod method) => method.Pass switch
    {
        PublicPass.Forward or PublicPass.ForwardBatch or PublicPass.EvaluateBatch => method.TakesWorkspace,
        PublicPass.BackwardBatch => method.TakesWorkspace && !method.Takes(Parameter.InputGradients),
        _ => false,
    };
}
