using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;

namespace NetGen.Generator.Writing;

/// <summary>Small pieces of text at the doors of passes: lengths and blocks of rows, in 64 bits where a product of two may exceed 32.</summary>
internal static class DoorText
{
    /// <summary>The length of the runtime's <c>SmallBuffer</c>; a test holds the two equal.</summary>
    internal const int SmallBufferLength = 64;

    /// <summary>The statement that counts the rows of the inputs, which must be whole.</summary>
    public static string RowCount(NetworkPlan plan) => $"int rows = {(plan.InputSize == 1 ? "inputs.Length" : $"Buffers.CountRows(inputs, {plan.InputSize})")};";

    /// <summary>How many floats all rows have.</summary>
    public static string Floats(int length) => length == 1 ? "rows" : $"(long)rows * {length}";

    /// <summary>The head of a loop over blocks of rows. Its variable is as wide as an address, as the last step may pass the largest int.</summary>
    public static string BlockLoop(string capacity) => $"for (nint row = 0; row < rows; row += {capacity})";

    /// <summary>The statement that counts the rows of a block.</summary>
    public static string BlockCount(string capacity) => $"int count = (int)Math.Min({capacity}, rows - row);";

    /// <summary>The first float of the block of rows that starts at <c>row</c>.</summary>
    public static string Element(string span, int length) => $"Unsafe.Add(ref MemoryMarshal.GetReference({span}), {(length == 1 ? "row" : $"row * {length}")})";

    /// <summary>The statement that refuses rows of another number or length.</summary>
    public static string CheckRows(string span, int length) =>
        $"if ({span}.Length != {Floats(length)}) Throw.RowCount(\"{span}\", rows, {length}, {span}.Length);";

    /// <summary>What a batch of a network with a loss takes beside its inputs and outputs; nothing of it where the loss is not wanted.</summary>
    public const string EvaluationParameters = ", ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights";

    /// <summary>A step, where g are the parameters themselves, is not taken from a loss that is no finite number.</summary>
    public const string NoStep = "if (Unsafe.AreSame(ref g, ref p) && !float.IsFinite(loss)) return loss;";

    /// <summary>Gradients that are not wanted are a null reference; and no step is taken from a loss that is no finite number.</summary>
    public static string NoGradients(string loss = "loss") => $"if (Unsafe.IsNullRef(ref g) || (Unsafe.AreSame(ref g, ref p) && !float.IsFinite({loss}))) return {loss};";

    /// <summary>The statement that refuses a span that is written and shares memory with one that is read.</summary>
    public static string CheckOverlap(string read, string written) => $"if (Buffers.Overlap({read}, {written})) Throw.Overlap(\"{read}\", \"{written}\");";

    /// <summary>The gradients of no rows are zeros, and take the place of what stands there like any others.</summary>
    public const string ClearIfNoRows = "if (rows == 0 && context.OverwritesGradients) Clear(ref g);";

    /// <summary>The weights of a block of rows; empty where all count 1.</summary>
    public const string WeightsOfBlock = "ReadOnlySpan<float> weights = sampleWeights.IsEmpty ? default : sampleWeights.Slice((int)row, count);";

    /// <summary>The statement that refuses weights of another number of rows.</summary>
    public const string CheckWeights = "if (sampleWeights.Length != rows && !sampleWeights.IsEmpty) Throw.RowCount(\"sampleWeights\", rows, 1, sampleWeights.Length);";

    /// <summary>The checks of targets and weights that an evaluation may have.</summary>
    public static void EmitEvaluationChecks(SourceWriter writer, int outputs)
    {
        writer.Line($"if (targets.Length != outputs.Length && !targets.IsEmpty) Throw.RowCount(\"targets\", rows, {outputs}, targets.Length);");
        writer.Line(CheckOverlap("targets", "outputs"));
        writer.Line(CheckWeights);
    }

    /// <summary>The statement that refuses weights of more or fewer outputs than there are.</summary>
    public static string CheckOutputWeights(NetworkPlan plan) =>
        $"if (outputWeights.Length != {plan.OutputSize} && !outputWeights.IsEmpty) Throw.Length(nameof(outputWeights), {plan.OutputSize}, outputWeights.Length);";

    /// <summary>Takes the weights of outputs from a context; those of a single output scale its gradients and its loss.</summary>
    public static void EmitOutputWeights(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.WeighsOutputs)
        {
            writer.Line("ReadOnlySpan<float> outputWeights = context.OutputWeights;");
            writer.Line(CheckOutputWeights(plan));
        }
        else if (plan.Loss!.IsElementwise)
        {
            writer.Line("float outputWeight = Buffers.OutputWeight(context.OutputWeights);");
            writer.Line("scale *= outputWeight;");
        }
        else
        {
            writer.Line("if (!context.OutputWeights.IsEmpty) Throw.OutputWeights();");
        }
    }

    /// <summary>Returns the loss of a pass that took weights of outputs.</summary>
    public static string WeighedLoss(NetworkPlan plan) => plan.Loss!.IsElementwise && !plan.WeighsOutputs ? "return loss * outputWeight;" : "return loss;";

    /// <summary>Writes the method that clears the gradients of all that is trained, where there are any.</summary>
    public static void EmitClear(SourceWriter writer, NetworkPlan plan)
    {
        var ranges = new List<(int Start, int Length)>();
        foreach (TensorPlan tensor in plan.Layers.SelectMany(static layer => layer.Tensors).Where(static tensor => tensor.IsParameter && tensor.IsTrained).OrderBy(static tensor => tensor.Offset))
        {
            if (ranges.Count > 0 && ranges[ranges.Count - 1] is var last && last.Start + last.Length == tensor.Offset)
                ranges[ranges.Count - 1] = (last.Start, last.Length + tensor.Length);
            else
                ranges.Add((tensor.Offset, tensor.Length));
        }

        writer.Line();
        using (writer.Method("public static void Clear(ref float g)"))
        {
            writer.Line("if (Unsafe.IsNullRef(ref g)) return;");
            foreach (var (start, length) in ranges)
                writer.Line($"Buffers.Row(ref g, {start}, {length}).Clear();");
        }
    }

    /// <summary>Takes the memory of a pass: in one struct where it is small, from the stack, or, with 0 rows there, from a workspace of <paramref name="capacity"/> rows.</summary>
    public static void EmitAllocation(SourceWriter writer, Place memory, int rowsOnStack, string capacity)
    {
        if (memory == default)
            return;
        if (rowsOnStack == 1 && memory.Of(1) <= SmallBufferLength)
        {
            writer.Line("Unsafe.SkipInit(out SmallBuffer small);");
            writer.Line("ref float buffers = ref Unsafe.As<SmallBuffer, float>(ref small);");
            return;
        }

        if (rowsOnStack > 0)
        {
            writer.Line($"ref float buffers = ref Buffers.Align(stackalloc float[{BufferPlan.Length(memory, rowsOnStack)}]);");
            return;
        }

        long needed = BufferPlan.Length(memory, int.Parse(capacity));
        writer.Line($"if (workspace.Length < {needed}) Throw.Workspace(\"workspace\", {needed}, workspace.Length);");
        writer.Line("ref float buffers = ref Buffers.Align(workspace);");
    }
}
