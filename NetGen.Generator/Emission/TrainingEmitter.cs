using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the passes that go back: one row, rows in blocks, and from given gradients of the outputs.</summary>
internal static class TrainingEmitter
{
    private const string Input = "ReadOnlySpan<float> input";

    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        if (plan.Loss is not null)
        {
            EmitRow(writer, plan);
            EmitBatch(writer, plan);
            EmitRows(writer, plan);
        }

        if (plan.InputGradients)
        {
            EmitFromOutputs(writer, plan);
            EmitFromOutputsBatch(writer, plan);
        }

        EmitClear(writer, plan);
    }

    /// <summary>Declares <c>loss</c>: the sum of every row's, if asked to.</summary>
    public static void EmitEvaluation(SourceWriter writer, NetworkPlan plan, string outputs, int stride)
    {
        LossPlan loss = plan.Loss!;
        if (loss.HasRowsForm)
        {
            writer.Line($"float loss = evaluates ? {loss.Class}.EvaluateRows(ref {outputs}, ref t, {plan.OutputSize}, rows, {stride}, sampleWeights) : 0;");
            return;
        }

        writer.Line("float loss = 0;");
        using (writer.Indent("for (nuint r = 0; evaluates && r < rows; r++)"))
        {
            int scratchAt = 2 * plan.Layers.Max(static layer => LayerPlan.RoundUp(layer.Stride));
            string scratch = loss.EvaluatesItself ? "" : $", Buffers.Row(ref even, {PassEmitter.Product(PassEmitter.Capacity(plan, plan.Buffers.InferenceRows), scratchAt)}, {plan.OutputSize})";
            string call = LossCall(plan, loss.EvaluatesItself ? "Evaluate" : "Backward", RowOf(outputs, "r", stride, plan.OutputSize), RowOf("t", "r", plan.OutputSize, plan.OutputSize), scratch);
            string factor = loss.Factor == 1 ? "" : loss.Factor + " * ";
            writer.Line($"loss += (sampleWeights.IsEmpty ? {loss.Factor} : {factor}sampleWeights[(int)r]) * {call};");
        }
    }

    private static string RowOf(string from, string row, int stride, int length)
    {
        string offset = row == "0" ? "0" : stride == 1 ? row : $"{row} * {stride}";
        return $"Buffers.Row(ref {from}, {offset}, {length})";
    }

    private static string LossCall(NetworkPlan plan, string method, string outputs, string targets, string rest) => plan.Loss!.CustomType is { } type
        ? $"{type}.{method}({outputs}, {targets}{rest})"
        : $"{plan.Loss.Class}.{method}({outputs}, {targets}{rest}{(plan.Loss.Argument is { } argument ? ", " + argument : "")})";

    /// <summary>The last parameters of a pass over one row: key, input gradients, workspace, where there are any.</summary>
    private static string LastParameters(NetworkPlan plan) =>
        (plan.IsRandom ? ", RandomKey key" : "")
        + (plan.InputGradients ? ", Span<float> inputGradients" : "")
        + (plan.Buffers.TrainingRows > 0 ? "" : ", Span<float> workspace");

    private static void EmitRow(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan head = plan.Head;
        writer.Line();
        writer.Line("// One row: adds `scale` times its gradients to g. With g = p and a scale of -learningRate that is a step of gradient descent,");
        writer.Line("// since a layer's input gradients are computed before its weights change.");
        if (head is DensePlan { IsInRegisters: true })
        {
            RegisterPass.EmitRow(writer, plan);
            return;
        }

        using (writer.Method($"public static float Backward(ref float p, {Input}, ReadOnlySpan<float> target, ref float g, float scale{LastParameters(plan)})"))
        {
            EmitStart(writer, plan, "target");
            writer.Line("ref float t = ref MemoryMarshal.GetReference(target);");
            var flow = new BackwardFlow(writer, plan, "1");
            flow.EmitSlots("");
            flow.EmitForward(plan.Loss!.IsFused);

            writer.Line();
            writer.Line($"// {plan.Loss.Name}: the loss, and its gradient with respect to {(plan.Loss.IsFused ? head.Name + "'s values before the activation" : "the outputs")}");
            string deltas = ", " + RowOf($"d{head.Number}", "0", 0, plan.OutputSize);
            writer.Line(plan.OutputSize == 1 && plan.Loss.HasScalarForm
                ? $"float loss = {plan.Loss.Class}.Backward(h{head.Number}, t, out d{head.Number});"
                : $"float loss = {LossCall(plan, "Backward", RowOf($"h{head.Number}", "0", 0, plan.OutputSize), RowOf("t", "0", 0, plan.OutputSize), deltas)};");
            if (plan.Loss.Factor != 1)
            {
                writer.Line($"loss *= {plan.Loss.Factor};");
                writer.Line($"scale *= {plan.Loss.Factor};");
            }

            writer.Line(plan.OutputSize == 1
                ? $"d{head.Number} *= scale;"
                : $"if (scale != 1) Buffers.Scale(ref d{head.Number}, {plan.OutputSize}, scale);");
            EmitWithoutGradients(writer, plan);
            flow.EmitBackward(plan.Loss.IsFused, plan.InputGradients);
            writer.Line("return loss;");
        }
    }

    /// <summary>Checks and references that passes over one row start with.</summary>
    private static void EmitStart(SourceWriter writer, NetworkPlan plan, string outputs)
    {
        writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
        writer.Line($"if ({outputs}.Length != {plan.OutputSize}) {(outputs == "target" ? "Throw.Target(" : $"Throw.Length(nameof({outputs}), ")}{plan.OutputSize}, {outputs}.Length);");
        if (plan.InputGradients)
            writer.Line($"if (inputGradients.Length != {plan.InputSize} && !inputGradients.IsEmpty) Throw.Length(nameof(inputGradients), {plan.InputSize}, inputGradients.Length);");
        writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
        PassEmitter.EmitAllocation(writer, "buffers", plan.Buffers.TrainingRow, plan.Buffers.TrainingRows > 0 ? 1 : 0, "1");
    }

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan)
    {
        int rows = plan.Buffers.TakesWorkspace ? 0 : plan.Buffers.TrainingRows;
        string capacity = PassEmitter.Capacity(plan, rows);
        writer.Line();
        writer.Line($"// {capacity} rows at a time: each block adds `scale` times its own sum of gradients to g; the first may overwrite g instead.");
        string inputGradients = plan.InputGradients ? ", Span<float> inputGradients" : "";
        using (writer.Method($"public static float BackwardBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float g, global::NetGen.TrainingContext context, float scale{inputGradients}{PassEmitter.BatchParameters(plan)})"))
        {
            EmitBatchStart(writer, plan, "targets");
            PassEmitter.EmitAllocation(writer, "buffers", plan.Buffers.TrainingRow, rows, capacity);
            writer.Line("float loss = 0;");
            writer.Line(ClearIfNoRows);
            using (writer.Block(PassEmitter.BlockLoop(capacity)))
            {
                writer.Line(PassEmitter.BlockCount(capacity));
                writer.Line("ReadOnlySpan<float> weights = sampleWeights.IsEmpty ? default : sampleWeights.Slice((int)row, count);");
                string key = plan.IsRandom ? ", RandomKey.Of(context).Skip((int)row)" : "";
                string dx = plan.InputGradients ? $", {InputGradientsOfBlock(plan)}" : "";
                Wrap.List(writer, "loss += BackwardRows(",
                    [
                        "ref p", $"ref {PassEmitter.Element("inputs", plan.InputSize)}", $"ref {PassEmitter.Element("targets", plan.OutputSize)}", "ref g",
                        $"weights{key}", "(nuint)count", "context.OverwritesGradients && row == 0", $"scale{dx}", "ref buffers",
                    ],
                    ");");
            }

            writer.Line("return loss;");
        }
    }

    /// <summary>The gradients of no rows are zeros, and take the place of what stands there like any others.</summary>
    public const string ClearIfNoRows = "if (rows == 0 && context.OverwritesGradients) Clear(ref g);";

    /// <summary>Clears the gradients of all that is trained, where there are any.</summary>
    public static void EmitClear(SourceWriter writer, NetworkPlan plan)
    {
        var ranges = new List<(int Start, int Length)>();
        foreach (var range in plan.Layers.SelectMany(static layer => LayerEmitter.Of(layer).Trained(layer)).OrderBy(static range => range.Start))
        {
            if (ranges.Count > 0 && ranges[ranges.Count - 1] is var last && last.Start + last.Length == range.Start)
                ranges[ranges.Count - 1] = (last.Start, last.Length + range.Length);
            else
                ranges.Add(range);
        }

        writer.Line();
        using (writer.Method("public static void Clear(ref float g)"))
        {
            writer.Line("if (Unsafe.IsNullRef(ref g)) return;");
            foreach (var (start, length) in ranges)
                writer.Line($"Buffers.Row(ref g, {start}, {length}).Clear();");
        }
    }

    /// <summary>Where the loss is all that is wanted, the pass is over.</summary>
    private static void EmitWithoutGradients(SourceWriter writer, NetworkPlan plan)
    {
        if (!plan.InputGradients)
            writer.Line(NoGradients);
    }

    /// <summary>Gradients that are not wanted are a null reference.</summary>
    public const string NoGradients = "if (Unsafe.IsNullRef(ref g)) return loss;";

    /// <summary>Checks that passes over rows start with.</summary>
    private static void EmitBatchStart(SourceWriter writer, NetworkPlan plan, string outputs)
    {
        writer.Line(PassEmitter.RowCount(plan));
        writer.Line("ReadOnlySpan<float> sampleWeights = context.SampleWeights;");
        writer.Line($"if ({outputs}.Length != {PassEmitter.Floats(plan.OutputSize)}) Throw.RowCount(nameof({outputs}), rows, {plan.OutputSize}, {outputs}.Length);");
        if (plan.InputGradients)
            writer.Line($"if (inputGradients.Length != inputs.Length && !inputGradients.IsEmpty) Throw.RowCount(nameof(inputGradients), rows, {plan.InputSize}, inputGradients.Length);");
        writer.Line("if (sampleWeights.Length != rows && !sampleWeights.IsEmpty) Throw.RowCount(nameof(sampleWeights), rows, 1, sampleWeights.Length);");
    }

    private static string InputGradientsOfBlock(NetworkPlan plan) =>
        $"ref (inputGradients.IsEmpty ? ref Unsafe.NullRef<float>() : ref {PassEmitter.Element("inputGradients", plan.InputSize)})";

    private static void EmitRows(SourceWriter writer, NetworkPlan plan)
    {
        LossPlan loss = plan.Loss!;
        writer.Line();
        string key = plan.IsRandom ? ", RandomKey key" : "", dx = plan.InputGradients ? ", ref float dx" : "";
        using (writer.Method($"private static float BackwardRows(ref float p, ref float x, ref float t, ref float g, ReadOnlySpan<float> sampleWeights{key}, nuint rows, bool overwrites, float scale{dx}, ref float buffers)"))
        {
            var flow = new BackwardFlow(writer, plan, "rows");
            flow.EmitSlots(PassEmitter.Capacity(plan, plan.Buffers.TrainingRows));
            flow.EmitForward(loss.IsFused);

            writer.Line();
            EmitLossOfRows(writer, plan);
            writer.Line($"if (scale != 1) Buffers.Scale(ref d{plan.Head.Number}, {(plan.Head.Stride == 1 ? "rows" : $"rows * {plan.Head.Stride}")}, scale);");
            EmitWithoutGradients(writer, plan);
            flow.EmitBackward(loss.IsFused, plan.InputGradients);
            writer.Line("return loss;");
        }
    }

    /// <summary>The loss of all rows and its gradients, both times the row's weight.</summary>
    private static void EmitLossOfRows(SourceWriter writer, NetworkPlan plan)
    {
        LayerPlan head = plan.Head;
        LossPlan loss = plan.Loss!;
        if (loss.HasRowsForm)
        {
            writer.Line($"// {loss.Name}, each row times its weight");
            writer.Line($"float loss = {loss.Class}.BackwardRows(ref h{head.Number}, ref t, ref d{head.Number}, {plan.OutputSize}, rows, {head.Stride}, sampleWeights);");
            return;
        }

        writer.Line($"// {loss.Name}, row by row");
        writer.Line("float loss = 0;");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            string deltas = ", " + RowOf($"d{head.Number}", "r", head.Stride, plan.OutputSize);
            writer.Line($"float rowLoss = {LossCall(plan, "Backward", RowOf($"h{head.Number}", "r", head.Stride, plan.OutputSize), RowOf("t", "r", plan.OutputSize, plan.OutputSize), deltas)};");
            string factor = loss.Factor == 1 ? "" : loss.Factor + " * ";
            writer.Line($"float weight = sampleWeights.IsEmpty ? {loss.Factor} : {factor}sampleWeights[(int)r];");
            writer.Line($"if (weight != 1) Buffers.Scale(ref Unsafe.Add(ref d{head.Number}, r * {head.Stride}), {plan.OutputSize}, weight);");
            writer.Line("loss += weight * rowLoss;");
        }
    }

    private static void EmitFromOutputs(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Line("// One row back from given gradients of the outputs, times `scale`. Gradients that are not wanted are not computed.");
        using (writer.Method($"public static void BackwardFrom(ref float p, {Input}, ReadOnlySpan<float> outputGradients, ref float g, float scale{LastParameters(plan)})"))
        {
            EmitStart(writer, plan, "outputGradients");
            var flow = new BackwardFlow(writer, plan, "1");
            flow.EmitSlots("");
            flow.EmitForward(stopsBeforeHead: false);
            writer.Line();
            writer.Line($"outputGradients.CopyTo({RowOf($"d{plan.Head.Number}", "0", 0, plan.OutputSize)});");
            writer.Line($"if (scale != 1) Buffers.Scale(ref d{plan.Head.Number}, {plan.OutputSize}, scale);");
            flow.EmitBackward(startsBeforeHead: false, toInputs: true);
        }
    }

    private static void EmitFromOutputsBatch(SourceWriter writer, NetworkPlan plan)
    {
        int rows = plan.Buffers.TakesWorkspace ? 0 : plan.Buffers.TrainingRows;
        string capacity = PassEmitter.Capacity(plan, rows), key = plan.IsRandom ? ", RandomKey key" : "";
        writer.Line();
        writer.Line($"// The same for rows, {capacity} at a time.");
        using (writer.Method($"public static void BackwardFromBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputGradients, ref float g, global::NetGen.TrainingContext context, Span<float> inputGradients{PassEmitter.BatchParameters(plan)})"))
        {
            EmitBatchStart(writer, plan, "outputGradients");
            PassEmitter.EmitAllocation(writer, "buffers", plan.Buffers.TrainingRow, rows, capacity);
            writer.Line(ClearIfNoRows);
            using (writer.Block(PassEmitter.BlockLoop(capacity)))
            {
                writer.Line(PassEmitter.BlockCount(capacity));
                writer.Line("ReadOnlySpan<float> weights = sampleWeights.IsEmpty ? default : sampleWeights.Slice((int)row, count);");
                Wrap.List(writer, "BackwardFromRows(",
                    [
                        "ref p", $"ref {PassEmitter.Element("inputs", plan.InputSize)}", $"ref {PassEmitter.Element("outputGradients", plan.OutputSize)}", "ref g",
                        "weights" + (plan.IsRandom ? ", RandomKey.Of(context).Skip((int)row)" : ""), "(nuint)count", "context.OverwritesGradients && row == 0",
                        InputGradientsOfBlock(plan), "ref buffers",
                    ],
                    ");");
            }
        }

        writer.Line();
        using (writer.Method($"private static void BackwardFromRows(ref float p, ref float x, ref float dy, ref float g, ReadOnlySpan<float> sampleWeights{key}, nuint rows, bool overwrites, ref float dx, ref float buffers)"))
        {
            var flow = new BackwardFlow(writer, plan, "rows");
            flow.EmitSlots(capacity);
            flow.EmitForward(stopsBeforeHead: false);
            writer.Line();
            writer.Line($"Buffers.SpreadRows(ref dy, ref d{plan.Head.Number}, {plan.OutputSize}, rows, {plan.Head.Stride}, sampleWeights);");
            flow.EmitBackward(startsBeforeHead: false, toInputs: true);
        }
    }
}
