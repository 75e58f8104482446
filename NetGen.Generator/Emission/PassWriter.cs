using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Strategies;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Prints passes: a method that looks at lengths and takes memory, and what happens behind that door, over one row or over blocks of rows.</summary>
internal sealed class PassWriter(SourceWriter writer, NetworkPlan plan, PassPlan pass)
{
    private const string Input = "ReadOnlySpan<float> input";

    private BufferPlan Buffers => plan.Buffers;

    private bool IsInference => pass.Kind == PassKind.Inference;

    private bool Evaluates => pass.Steps.Any(static step => step is LossStep) && IsInference;

    private bool GivesInputGradients => pass.Steps.Any(static step => step is InputGradientStep);

    private int OutputSize => pass.Exposed is { } name ? plan.Layers.Single(layer => layer.Name == name).Outputs : plan.OutputSize;

    /// <summary>How many rows of the pass the stack holds; 0 where the memory comes from the caller.</summary>
    private int RowsOnStack
    {
        get
        {
            int rows = IsInference ? Buffers.InferenceRows : Buffers.TrainingRows;
            return pass.IsSingle ? System.Math.Min(rows, 1) : Buffers.TakesWorkspace ? 0 : rows;
        }
    }

    private bool TakesWorkspace => pass.IsSingle ? RowsOnStack == 0 : Buffers.TakesWorkspace;

    private bool HasMemory => pass.Length != default;

    private string Key => pass.Kind != PassKind.Inference && plan.IsRandom ? ", RandomKey key" : "";

    public static void WriteAll(SourceWriter writer, NetworkPlan plan, IStrategy? strategy)
    {
        foreach (PassPlan pass in InOrder(plan))
        {
            if (strategy is null || !strategy.WritePass(writer, plan, pass))
                new PassWriter(writer, plan, pass).Write();
        }

        if (plan.HasBackward)
            DoorText.EmitClear(writer, plan);
    }

    /// <summary>Inference first, one row before many.</summary>
    private static IEnumerable<PassPlan> InOrder(NetworkPlan plan) =>
        plan.Passes.OrderBy(static pass => pass.Exposed is null ? (int)pass.Kind : 3).ThenBy(static pass => pass.Exposed, System.StringComparer.Ordinal).ThenBy(static pass => !pass.IsSingle);

    public void Write()
    {
        writer.Line();
        switch (pass.Kind, pass.IsSingle)
        {
            case (PassKind.Inference, true):
                WriteForward();
                break;
            case (PassKind.Inference, false):
                WriteForwardBatch();
                writer.Line();
                WriteForwardRows();
                break;
            case (PassKind.Training, true):
                WriteBackward();
                break;
            case (PassKind.Training, false):
                WriteBackwardBatch();
                writer.Line();
                WriteBackwardRows();
                break;
            case (PassKind.FromOutputs, true):
                WriteBackwardFrom();
                break;
            default:
                WriteBackwardFromBatch();
                writer.Line();
                WriteBackwardFromRows();
                break;
        }
    }

    private void WriteForward()
    {
        using (writer.Method($"public static void {pass.Name}(ref float p, {Input}, Span<float> output{(TakesWorkspace ? ", Span<float> workspace" : "")})"))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line($"if (output.Length != {OutputSize}) Throw.Output({OutputSize}, output.Length);");
            writer.Line(DoorText.CheckOverlap("input", "output"));
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input), y = ref MemoryMarshal.GetReference(output);");
            WriteBody();
        }
    }

    private string BatchName => pass.Exposed is { } name ? $"ForwardTo{name}Batch" : "ForwardBatch";

    private string BatchParameters => Buffers.TakesWorkspace ? ", Span<float> workspace" : "";

    /// <summary>How many rows the memory of a batch holds.</summary>
    private int RowsOfBlock => Buffers.TakesWorkspace ? Buffers.WorkspaceRows : RowsOnStack;

    private string Capacity => RowsOfBlock.ToString();

    /// <summary>The last argument of a pass over a block: its memory.</summary>
    private string BlockMemory => HasMemory ? ", ref buffers" : "";

    private string BlockParameters => HasMemory ? ", ref float buffers" : "";

    private void WriteForwardBatch()
    {
        string targets = Evaluates ? DoorText.EvaluationParameters + OutputWeights : "";
        writer.Line($"// {RowsAtATime}{(Evaluates ? " With targets it returns the loss, summed over rows, each times its weight." : "")}");
        using (writer.Method($"public static {(Evaluates ? "float" : "void")} {BatchName}(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs{targets}{BatchParameters})"))
        {
            writer.Line(DoorText.RowCount(plan));
            writer.Line(DoorText.CheckRows("outputs", OutputSize));
            writer.Line(DoorText.CheckOverlap("inputs", "outputs"));
            if (Evaluates)
                DoorText.EmitEvaluationChecks(writer, OutputSize);
            if (Evaluates && plan.WeighsOutputs)
                writer.Line(DoorText.CheckOutputWeights(plan));
            DoorText.EmitAllocation(writer, pass.Length, RowsOnStack, Capacity);
            if (Evaluates)
                writer.Line("float loss = 0;");
            using (writer.Block(DoorText.BlockLoop(Capacity)))
            {
                writer.Line(DoorText.BlockCount(Capacity));
                if (Evaluates)
                    writer.Line(DoorText.WeightsOfBlock);
                string t = Evaluates ? $", ref {DoorText.Element("targets", OutputSize)}, !targets.IsEmpty, weights{(plan.WeighsOutputs ? ", outputWeights" : "")}" : "";
                Wrap.List(writer, $"{(Evaluates ? "loss += " : "")}{pass.Name}(",
                    ["ref p", $"ref {DoorText.Element("inputs", plan.InputSize)}", $"ref {DoorText.Element("outputs", OutputSize)}{t}", $"(nuint)count{BlockMemory}"], ");");
            }

            if (Evaluates)
                writer.Line("return loss;");
        }
    }

    private string OutputWeights => plan.WeighsOutputs ? ", ReadOnlySpan<float> outputWeights" : "";

    private string RowsAtATime => $"{Capacity} rows at a time.";

    private void WriteForwardRows()
    {
        string targets = Evaluates ? ", ref float t, bool evaluates, ReadOnlySpan<float> sampleWeights" + OutputWeights : "";
        using (writer.Method($"private static {(Evaluates ? "float" : "void")} {pass.Name}(ref float p, ref float x, ref float y{targets}, nuint rows{BlockParameters})"))
        {
            WriteBody();
            if (Evaluates)
                writer.Line("return loss;");
        }
    }

    /// <summary>The last parameters of a pass over one row that goes back: key, input gradients, workspace, where there are any.</summary>
    private string LastParameters => Key + (GivesInputGradients ? ", Span<float> inputGradients" : "") + (TakesWorkspace ? ", Span<float> workspace" : "");

    private void WriteBackward()
    {
        writer.Line("// One row: adds `scale` times its gradients to g. With g = p and a scale of -learningRate that is a step of gradient descent,");
        writer.Line("// since a layer's input gradients are computed before its weights change.");
        using (writer.Method($"public static float Backward(ref float p, {Input}, ReadOnlySpan<float> target, ref float g, float scale{LastParameters})"))
        {
            WriteStart("target");
            writer.Line("ref float t = ref MemoryMarshal.GetReference(target);");
            WriteBody();
            writer.Line("return loss;");
        }
    }

    /// <summary>Checks and references that passes over one row start with.</summary>
    private void WriteStart(string outputs)
    {
        writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
        writer.Line($"if ({outputs}.Length != {plan.OutputSize}) {(outputs == "target" ? "Throw.Target(" : $"Throw.Length(\"{outputs}\", ")}{plan.OutputSize}, {outputs}.Length);");
        if (GivesInputGradients)
        {
            writer.Line($"if (inputGradients.Length != {plan.InputSize} && !inputGradients.IsEmpty) Throw.Length(\"inputGradients\", {plan.InputSize}, inputGradients.Length);");
            writer.Line(DoorText.CheckOverlap("input", "inputGradients"));
            writer.Line(DoorText.CheckOverlap(outputs, "inputGradients"));
        }

        writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
    }

    private void WriteBackwardBatch()
    {
        writer.Line($"// {RowsAtATime.TrimEnd('.')}: each block adds `scale` times its own sum of gradients to g; the first may overwrite g instead.");
        string toInput = GivesInputGradients ? ", Span<float> inputGradients" : "";
        using (writer.Method($"public static float BackwardBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float g, global::NetGen.TrainingContext context, float scale{toInput}{BatchParameters})"))
        {
            writer.Line(DoorText.RowCount(plan));
            writer.Line("ReadOnlySpan<float> sampleWeights = context.SampleWeights;");
            writer.Line(DoorText.CheckRows("targets", plan.OutputSize));
            writer.Line(DoorText.CheckWeights);
            DoorText.EmitOutputWeights(writer, plan);
            WriteInputGradientCheck("targets");
            DoorText.EmitAllocation(writer, pass.Length, RowsOnStack, Capacity);
            writer.Line("float loss = 0;");
            writer.Line(DoorText.ClearIfNoRows);
            using (writer.Block(DoorText.BlockLoop(Capacity)))
            {
                writer.Line(DoorText.BlockCount(Capacity));
                writer.Line(DoorText.WeightsOfBlock);
                Wrap.List(writer, "loss += BackwardRows(",
                    [
                        "ref p", $"ref {DoorText.Element("inputs", plan.InputSize)}", $"ref {DoorText.Element("targets", plan.OutputSize)}", "ref g",
                        "weights" + (plan.WeighsOutputs ? ", outputWeights" : "") + KeyOfBlock,
                        "(nuint)count", "context.OverwritesGradients && row == 0", $"scale{InputGradientsOfBlock}{BlockMemory}",
                    ],
                    ");");
            }

            writer.Line(DoorText.WeighedLoss(plan));
        }
    }

    private void WriteInputGradientCheck(string outputs)
    {
        if (!GivesInputGradients)
            return;
        writer.Line("if (inputGradients.Length != inputs.Length && !inputGradients.IsEmpty) Throw.Length(\"inputGradients\", inputs.Length, inputGradients.Length);");
        writer.Line(DoorText.CheckOverlap("inputs", "inputGradients"));
        writer.Line(DoorText.CheckOverlap(outputs, "inputGradients"));
    }

    private string KeyOfBlock => plan.IsRandom ? ", RandomKey.Of(context).Skip((int)row)" : "";

    private string InputGradientsOfBlock => !GivesInputGradients ? "" :
        plan.InputSize == 1 ? ", inputGradients.IsEmpty ? default : inputGradients.Slice((int)row, count)"
        : $", inputGradients.IsEmpty ? default : inputGradients.Slice((int)row * {plan.InputSize}, count * {plan.InputSize})";

    private void WriteBackwardRows()
    {
        string toInput = GivesInputGradients ? ", Span<float> inputGradients" : "";
        using (writer.Method($"private static float BackwardRows(ref float p, ref float x, ref float t, ref float g, ReadOnlySpan<float> sampleWeights{OutputWeights}{Key}, nuint rows, bool overwrites, float scale{toInput}{BlockParameters})"))
        {
            WriteBody();
            writer.Line("return loss;");
        }
    }

    private void WriteBackwardFrom()
    {
        writer.Line("// One row back from given gradients of the outputs, times `scale`. Gradients that are not wanted are not computed.");
        using (writer.Method($"public static void BackwardFrom(ref float p, {Input}, ReadOnlySpan<float> outputGradients, ref float g, float scale{LastParameters})"))
        {
            WriteStart("outputGradients");
            WriteBody();
        }
    }

    private void WriteBackwardFromBatch()
    {
        writer.Line("// The same over rows, a block at a time.");
        using (writer.Method($"public static void BackwardFromBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, ref float g, global::NetGen.TrainingContext context, Span<float> inputGradients{BatchParameters})"))
        {
            writer.Line(DoorText.RowCount(plan));
            writer.Line("ReadOnlySpan<float> sampleWeights = context.SampleWeights;");
            writer.Line(DoorText.CheckRows("outputGradients", plan.OutputSize));
            writer.Line(DoorText.CheckWeights);
            WriteInputGradientCheck("outputGradients");
            DoorText.EmitAllocation(writer, pass.Length, RowsOnStack, Capacity);
            writer.Line(DoorText.ClearIfNoRows);
            using (writer.Block(DoorText.BlockLoop(Capacity)))
            {
                writer.Line(DoorText.BlockCount(Capacity));
                writer.Line(DoorText.WeightsOfBlock);
                Wrap.List(writer, "BackwardFromRows(",
                    [
                        "ref p", $"ref {DoorText.Element("inputs", plan.InputSize)}", $"ref {DoorText.Element("outputGradients", plan.OutputSize)}", "ref g", "weights" + KeyOfBlock,
                        "(nuint)count", $"context.OverwritesGradients && row == 0{InputGradientsOfBlock}{BlockMemory}",
                    ],
                    ");");
            }
        }
    }

    private void WriteBackwardFromRows()
    {
        using (writer.Method($"private static void BackwardFromRows(ref float p, ref float x, ref float given, ref float g, ReadOnlySpan<float> sampleWeights{Key}, nuint rows, bool overwrites, Span<float> inputGradients{BlockParameters})"))
            WriteBody();
    }

    /// <summary>The memory, the values in it by name, and the steps.</summary>
    private void WriteBody()
    {
        if (pass.IsSingle)
            DoorText.EmitAllocation(writer, pass.Length, RowsOnStack, "1");
        if (pass.Places.Count > 0)
            Wrap.List(writer, "ref float ", pass.Places.Select(placed => $"{plan[placed.Value].Name} = {Reference(placed)}"), ";");
        new StepWriter(writer, plan, pass).WriteAll();
    }

    /// <summary>Where a value lies. What does not grow with rows lies behind what does.</summary>
    private string Reference(PlacedValue placed)
    {
        bool isFixed = plan[placed.Value].RowStride == 0;
        long perRow = isFixed ? pass.Length.PerRow : placed.Place.PerRow, rest = isFixed ? placed.Place.Fixed : 0;
        long at = perRow * (pass.IsSingle ? 1 : RowsOfBlock) + rest;
        return at == 0 ? "ref buffers" : $"ref Unsafe.Add(ref buffers, {at})";
    }
}
