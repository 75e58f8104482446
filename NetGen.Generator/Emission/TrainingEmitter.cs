using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the training passes: one row, and rows in blocks.</summary>
internal static class TrainingEmitter
{
    public static void Emit(SourceWriter writer, NetworkPlan plan)
    {
        EmitRow(writer, plan);
        EmitBatch(writer, plan);
        EmitRows(writer, plan);
    }

    /// <summary>Adds every row's loss to <c>loss</c>, if asked to.</summary>
    public static void EmitEvaluation(SourceWriter writer, NetworkPlan plan, string outputs, int stride)
    {
        LossPlan loss = plan.Loss!;
        using (writer.Indent("for (nuint r = 0; evaluates && r < rows; r++)"))
        {
            int scratchAt = 2 * plan.Layers.Max(static layer => layer.Stride);
            string scratch = loss.CustomType is null ? "" : $", Buffers.Row(ref even, {PassEmitter.Product(PassEmitter.Capacity(plan, plan.Buffers.InferenceRows), scratchAt)}, {plan.OutputSize})";
            string call = LossCall(plan, "Evaluate", RowOf(outputs, "r", stride, plan.OutputSize), RowOf("t", "r", plan.OutputSize, plan.OutputSize), scratch);
            writer.Line($"loss += {(loss.Factor == 1 ? "" : loss.Factor + " * ")}{call};");
        }
    }

    private static string RowOf(string from, string row, int stride, int length)
    {
        string offset = row == "0" ? "0" : stride == 1 ? row : $"{row} * {stride}";
        return $"Buffers.Row(ref {from}, {offset}, {length})";
    }

    private static string LossCall(NetworkPlan plan, string method, string outputs, string targets, string rest) => plan.Loss!.CustomType is { } type
        ? $"{type}.Evaluate({outputs}, {targets}{rest})"
        : $"{plan.Loss.Class}.{method}({outputs}, {targets}{rest}{(plan.Loss.Argument is { } argument ? ", " + argument : "")})";

    private static void EmitRow(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        writer.Line("// One row: adds `scale` times its gradients to g. With g = p and a scale of -learningRate that is a step of gradient descent,");
        writer.Line("// since a layer's input gradients are computed before its weights change.");
        bool onStack = plan.Buffers.TrainingRows > 0;
        using (writer.Block($"public static float Backward(ref float p, ReadOnlySpan<float> input, ReadOnlySpan<float> target, ref float g, float scale{(onStack ? "" : ", Span<float> workspace")})"))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Length(nameof(input), {plan.InputSize}, input.Length);");
            writer.Line($"if (target.Length != {plan.OutputSize}) Throw.Length(nameof(target), {plan.OutputSize}, target.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
            writer.Line("ref float t = ref MemoryMarshal.GetReference(target);");
            PassEmitter.EmitAllocation(writer, "buffers", plan.Buffers.TrainingRow, onStack ? 1 : 0, "1");
            EmitSlots(writer, plan, "");
            foreach (LayerPlan layer in plan.Layers)
                EmitForward(writer, plan, layer, "1");

            LayerPlan head = plan.Head;
            writer.Line();
            writer.Line($"// {plan.Loss!.Name}: the loss, and its gradient with respect to {(plan.Loss.IsFused ? head.Name + "'s values before the activation" : "the outputs")}");
            string deltas = $", Buffers.Row(ref d{head.Number}, 0, {plan.OutputSize})";
            writer.Line($"float loss = {LossCall(plan, "Backward", RowOf(LossInput(plan), "0", head.Stride, plan.OutputSize), RowOf("t", "0", 0, plan.OutputSize), deltas)};");
            if (plan.Loss.Factor != 1)
            {
                writer.Line($"loss *= {plan.Loss.Factor};");
                writer.Line($"scale *= {plan.Loss.Factor};");
            }

            writer.Line($"if (scale != 1) Buffers.Scale(ref d{head.Number}, {plan.OutputSize}, scale);");
            EmitBackward(writer, plan, "1");
            writer.Line("return loss;");
        }
    }

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan)
    {
        int rows = plan.Buffers.TakesWorkspace ? 0 : plan.Buffers.TrainingRows;
        string capacity = PassEmitter.Capacity(plan, rows);
        writer.Line();
        writer.Line($"// {(rows > 0 ? rows.ToString() : "`capacity`")} rows at a time: each block adds its own sum of gradients to g.");
        using (writer.Block($"public static float BackwardBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float g, ReadOnlySpan<float> sampleWeights{PassEmitter.BatchParameters(plan)})"))
        {
            PassEmitter.EmitRowCount(writer, plan, "inputs");
            writer.Line($"if (targets.Length != rows * {plan.OutputSize}) Throw.RowCount(nameof(targets), rows, {plan.OutputSize}, targets.Length);");
            writer.Line("if (sampleWeights.Length != rows && sampleWeights.Length != 0) Throw.RowCount(nameof(sampleWeights), rows, 1, sampleWeights.Length);");
            PassEmitter.EmitAllocation(writer, "buffers", plan.Buffers.TrainingRow, rows, capacity);
            writer.Line("float loss = 0;");
            using (writer.Block($"for (int row = 0; row < rows; row += {capacity})"))
            {
                writer.Line($"int count = Math.Min({capacity}, rows - row);");
                writer.Line("ReadOnlySpan<float> weights = sampleWeights.IsEmpty ? default : sampleWeights.Slice(row, count);");
                string last = plan.Buffers.TakesWorkspace ? ", ref buffers, (nuint)capacity" : ", ref buffers";
                writer.Line($"loss += BackwardRows(ref p, ref {PassEmitter.Element("inputs", plan.InputSize)}, ref {PassEmitter.Element("targets", plan.OutputSize)}, ref g, weights, (nuint)count{last});");
            }

            writer.Line("return loss;");
        }
    }

    private static void EmitRows(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        string capacity = plan.Buffers.TakesWorkspace ? ", nuint capacity" : "";
        using (writer.Block($"private static float BackwardRows(ref float p, ref float x, ref float t, ref float g, ReadOnlySpan<float> sampleWeights, nuint rows, ref float buffers{capacity})"))
        {
            EmitSlots(writer, plan, PassEmitter.Capacity(plan, plan.Buffers.TrainingRows));
            foreach (LayerPlan layer in plan.Layers)
                EmitForward(writer, plan, layer, "rows");

            LayerPlan head = plan.Head;
            writer.Line();
            writer.Line($"// {plan.Loss!.Name}, row by row");
            writer.Line("float loss = 0;");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                string deltas = ", " + RowOf($"d{head.Number}", "r", head.Stride, plan.OutputSize);
                writer.Line($"float rowLoss = {LossCall(plan, "Backward", RowOf(LossInput(plan), "r", head.Stride, plan.OutputSize), RowOf("t", "r", plan.OutputSize, plan.OutputSize), deltas)};");
                string one = plan.Loss.Factor == 1 ? "1" : plan.Loss.Factor.ToString();
                writer.Line($"float weight = sampleWeights.IsEmpty ? {one} : {(plan.Loss.Factor == 1 ? "" : one + " * ")}sampleWeights[(int)r];");
                writer.Line($"if (weight != 1) Buffers.Scale(ref Unsafe.Add(ref d{head.Number}, r * {head.Stride}), {plan.OutputSize}, weight);");
                writer.Line("loss += weight * rowLoss;");
            }

            EmitBackward(writer, plan, "rows");
            writer.Line("return loss;");
        }
    }

    /// <summary>The buffer the loss reads: the head's outputs, or what stands before its activation if it is fused.</summary>
    private static string LossInput(NetworkPlan plan) => Output(plan.Head);

    private static string Output(LayerPlan layer) => "h" + layer.Number;

    /// <summary>Where a layer's own kernel writes: its outputs, or its pre-activations where the derivative needs those.</summary>
    private static string Written(LayerPlan layer) => layer.Saved == SavedValue.PreActivation ? "z" + layer.Number : Output(layer);

    private static void EmitSlots(SourceWriter writer, NetworkPlan plan, string capacity)
    {
        string Times(int floats) => PassEmitter.Product(capacity, floats);
        int offset = 0;
        var slots = new List<string>();
        void Slot(string name, int length)
        {
            slots.Add(offset == 0 ? $"{name} = ref buffers" : $"{name} = ref Unsafe.Add(ref buffers, {Times(offset)})");
            offset += length;
        }

        foreach (LayerPlan layer in plan.Layers)
        {
            Slot(Output(layer), layer.Stride);
            if (layer.Saved == SavedValue.PreActivation)
                Slot("z" + layer.Number, layer.Stride);
        }

        // Gradients pass through two buffers by turns: a layer's are read while those of the layer before are written.
        int widest = plan.Layers.Max(static layer => layer.Stride);
        int first = offset;
        for (int number = plan.Layers.Count; number > plan.FirstTrained && number > 0; number--)
        {
            int slot = first + (plan.Layers.Count - number) % 2 * widest;
            slots.Add($"d{number} = ref Unsafe.Add(ref buffers, {Times(slot)})");
        }

        if (plan.FirstTrained == plan.Layers.Count)
            slots.Add($"d{plan.Layers.Count} = ref Unsafe.Add(ref buffers, {Times(first)})");
        Wrap.List(writer, "ref float ", slots, ";");
    }

    private static void EmitForward(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string rows)
    {
        bool isFusedHead = layer.Number == plan.Layers.Count && plan.Loss!.IsFused;
        string from = layer.Number == 1 ? "x" : Output(plan.Layers[layer.Number - 2]);
        writer.Line();
        writer.Line($"// {PassEmitter.Title(layer)}");
        writer.Line($"{layer.Kernel}Forward{(rows == "1" ? "" : "Rows")}(ref p, ref {from}, ref {Written(layer)}{(rows == "1" ? "" : ", rows")});");
        if (!isFusedHead && !LayerEmitter.Of(layer).AppliesActivation(layer))
            writer.Line(PassEmitter.Apply(layer, Written(layer), Output(layer), rows));
    }

    private static void EmitBackward(SourceWriter writer, NetworkPlan plan, string rows)
    {
        for (int number = plan.Layers.Count; number > plan.FirstTrained; number--)
        {
            LayerPlan layer = plan.Layers[number - 1];
            writer.Line();
            writer.Line($"// Back through {layer.Name}");
            bool isFusedHead = number == plan.Layers.Count && plan.Loss!.IsFused;
            if (!isFusedHead && layer.Saved != SavedValue.Nothing)
                writer.Line(Derivative(layer, rows));
            if (number - 1 > plan.FirstTrained)
                writer.Line($"{layer.Kernel}InputGradients(ref p, ref d{number}, ref d{number - 1}, {rows});");
            string input = number == 1 ? "x" : Output(plan.Layers[number - 2]);
            if (layer.IsTrained)
                writer.Line($"{layer.Kernel}Gradients(ref g, ref {input}, ref d{number}, {rows});");
        }
    }

    private static string Derivative(LayerPlan layer, string rows) => layer.Activation == ActivationKind.Softmax
        ? $"Softmax.Backward(ref {Output(layer)}, ref d{layer.Number}, {layer.Outputs}, {rows}, {layer.Stride});"
        : PassEmitter.Elementwise(layer, "Backward", Written(layer), $"d{layer.Number}", rows == "1" ? layer.Stride.ToString() : $"rows * {layer.Stride}");
}
