using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the inference passes: one row, and rows in blocks; both also evaluate the loss where there is one.</summary>
internal static class PassEmitter
{
    /// <summary>The length of the runtime's <c>SmallBuffer</c>; a test holds the two equal.</summary>
    internal const int SmallBufferLength = 64;

    public static string Title(LayerPlan layer) => $"{layer.Name}: {layer.Inputs} → {layer.Outputs}, {layer.Activation}";

    public static void EmitForward(SourceWriter writer, NetworkPlan plan)
    {
        EmitRow(writer, plan);
        EmitBatch(writer, plan);
        EmitRows(writer, plan);
    }

    private static void EmitRow(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line();
        string workspace = plan.Buffers.InferenceRows > 0 ? "" : ", Span<float> workspace";
        using (writer.Method($"public static void Forward(ref float p, ReadOnlySpan<float> input, Span<float> output{workspace})"))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line($"if (output.Length != {plan.OutputSize}) Throw.Output({plan.OutputSize}, output.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input), y = ref MemoryMarshal.GetReference(output);");
            EmitAllocation(writer, "even", plan.Buffers.InferenceRow, plan.Buffers.InferenceRows > 0 ? 1 : 0, "1");
            EmitBuffers(writer, plan, "");
            EmitLayers(writer, plan, isRows: false);
        }
    }

    /// <summary>Takes the buffers of some rows from the stack, or, with 0 rows there, from a workspace of <paramref name="capacity"/> rows.</summary>
    public static void EmitAllocation(SourceWriter writer, string name, int perRow, int rowsOnStack, string capacity)
    {
        if (rowsOnStack == 1 && perRow <= SmallBufferLength)
        {
            writer.Line("Unsafe.SkipInit(out SmallBuffer small);");
            writer.Line($"ref float {name} = ref Unsafe.As<SmallBuffer, float>(ref small);");
            return;
        }

        if (rowsOnStack > 0)
        {
            writer.Line($"ref float {name} = ref Buffers.Align(stackalloc float[{rowsOnStack * perRow + LayerPlan.Lanes}]);");
            return;
        }

        long needed = BufferPlan.Length(int.Parse(capacity), perRow);
        writer.Line($"if (workspace.Length < {needed}) Throw.Workspace(nameof(workspace), {needed}, workspace.Length);");
        writer.Line($"ref float {name} = ref Buffers.Align(workspace);");
    }

    /// <summary>The parameter of a batch pass that says where its buffers are.</summary>
    public static string BatchParameters(NetworkPlan plan) => plan.Buffers.TakesWorkspace ? ", Span<float> workspace" : "";

    /// <summary>How many rows the buffers of a batch pass hold.</summary>
    public static string Capacity(NetworkPlan plan, int rowsOnStack) => (plan.Buffers.TakesWorkspace ? plan.Buffers.WorkspaceRows : rowsOnStack).ToString();

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan)
    {
        bool hasLoss = plan.Loss is not null;
        int rows = plan.Buffers.TakesWorkspace ? 0 : plan.Buffers.InferenceRows;
        string capacity = Capacity(plan, rows);
        writer.Line();
        writer.Line($"// {capacity} rows at a time.{(hasLoss ? " With targets it returns the loss, summed over rows, each times its weight." : "")}");
        string targets = hasLoss ? EvaluationParameters : "";
        using (writer.Method($"public static {(hasLoss ? "float" : "void")} ForwardBatch(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs{targets}{BatchParameters(plan)})"))
        {
            writer.Line(RowCount(plan));
            writer.Line($"if (outputs.Length != {Floats(plan.OutputSize)}) Throw.RowCount(nameof(outputs), rows, {plan.OutputSize}, outputs.Length);");
            if (hasLoss)
                EmitEvaluationChecks(writer, plan);
            EmitAllocation(writer, "buffers", plan.Buffers.InferenceRow, rows, capacity);
            if (hasLoss)
                writer.Line("float loss = 0;");
            using (writer.Block(BlockLoop(capacity)))
            {
                writer.Line(BlockCount(capacity));
                if (hasLoss)
                    writer.Line("ReadOnlySpan<float> weights = sampleWeights.IsEmpty ? default : sampleWeights.Slice((int)row, count);");
                string t = hasLoss ? $"ref {Element("targets", plan.OutputSize)}, !targets.IsEmpty, weights, " : "";
                writer.Line($"{(hasLoss ? "loss += " : "")}ForwardRows(ref p, ref {Element("inputs", plan.InputSize)}, ref {Element("outputs", plan.OutputSize)}, {t}(nuint)count, ref buffers);");
            }

            if (hasLoss)
                writer.Line("return loss;");
        }
    }

    /// <summary>What a batch of a network with a loss takes beside its inputs and outputs; nothing of it where the loss is not wanted.</summary>
    public const string EvaluationParameters = ", ReadOnlySpan<float> targets, ReadOnlySpan<float> sampleWeights";

    public static void EmitEvaluationChecks(SourceWriter writer, NetworkPlan plan)
    {
        writer.Line($"if (targets.Length != outputs.Length && !targets.IsEmpty) Throw.RowCount(nameof(targets), rows, {plan.OutputSize}, targets.Length);");
        writer.Line("if (sampleWeights.Length != rows && !sampleWeights.IsEmpty) Throw.RowCount(nameof(sampleWeights), rows, 1, sampleWeights.Length);");
    }

    /// <summary>How many floats all rows have, in 64 bits: a product of two lengths may exceed 32.</summary>
    public static string Floats(int length) => length == 1 ? "rows" : $"(long)rows * {length}";

    /// <summary>The head of a loop over blocks of rows. Its variable is as wide as an address, as the last step may pass the largest int.</summary>
    public static string BlockLoop(string capacity) => $"for (nint row = 0; row < rows; row += {capacity})";

    /// <summary>The statement that counts the rows of a block.</summary>
    public static string BlockCount(string capacity) => $"int count = (int)Math.Min({capacity}, rows - row);";

    /// <summary>The first float of the block of rows that starts at <c>row</c>.</summary>
    public static string Element(string span, int length) => $"Unsafe.Add(ref MemoryMarshal.GetReference({span}), {(length == 1 ? "row" : $"row * {length}")})";

    private static void EmitRows(SourceWriter writer, NetworkPlan plan)
    {
        bool hasLoss = plan.Loss is not null;
        writer.Line();
        string targets = hasLoss ? "ref float t, bool evaluates, ReadOnlySpan<float> sampleWeights, " : "";
        using (writer.Method($"private static {(hasLoss ? "float" : "void")} ForwardRows(ref float p, ref float x, ref float y, {targets}nuint rows, ref float even)"))
        {
            EmitBuffers(writer, plan, Capacity(plan, plan.Buffers.InferenceRows));
            EmitLayers(writer, plan, isRows: true);
            if (hasLoss)
                writer.Line("return loss;");
        }
    }

    /// <summary>Two buffers by turns: a layer reads one and writes the other.</summary>
    private static void EmitBuffers(SourceWriter writer, NetworkPlan plan, string capacity)
    {
        int widest = plan.Layers.Max(static layer => LayerPlan.RoundUp(layer.Stride));
        if (plan.Layers.Count(static layer => LayerEmitter.Of(layer).Infers) > 1)
            writer.Line($"ref float odd = ref Unsafe.Add(ref even, {Product(capacity, widest)});");
    }

    /// <summary>A number of floats times a capacity that is a constant, an expression, or nothing for one row.</summary>
    public static string Product(string capacity, int floats) => capacity.Length == 0
        ? floats.ToString()
        : int.TryParse(capacity, out int rows) ? ((long)rows * floats).ToString() : $"{capacity} * {floats}";

    private static void EmitLayers(SourceWriter writer, NetworkPlan plan, bool isRows)
    {
        string from = "x";
        foreach (LayerPlan layer in plan.Layers.Where(static layer => LayerEmitter.Of(layer).Infers))
        {
            string to = from == "even" ? "odd" : "even";
            EmitLayerForward(writer, plan, layer, from, to, isRows);
            from = to;
        }
    }

    private static void EmitLayerForward(SourceWriter writer, NetworkPlan plan, LayerPlan layer, string from, string to, bool isRows)
    {
        bool isHead = layer == plan.Head;
        writer.Line();
        writer.Line($"// {Title(layer)}");
        // A head without padding and without an activation of its own goes straight to the output.
        bool applies = LayerEmitter.Of(layer).AppliesActivation(layer);
        bool evaluatesLoss = isRows && plan.Loss is not null && isHead;
        if (isHead && applies && layer.Stride == layer.Outputs)
            to = "y";
        writer.Line(LayerEmitter.Of(layer).ForwardCall(layer, from, to, isRows ? "rows" : "1"));
        if (evaluatesLoss && plan.Loss!.IsFused)
            TrainingEmitter.EmitEvaluation(writer, plan, to, layer.Stride);

        if (!isHead)
        {
            if (!applies)
                writer.Line(Apply(layer, to, to, isRows ? "rows" : "1"));
        }
        else if (to != "y")
        {
            EmitHead(writer, layer, to, applies, isRows);
        }

        if (evaluatesLoss && !plan.Loss!.IsFused)
            TrainingEmitter.EmitEvaluation(writer, plan, "y", layer.Outputs);
    }

    /// <summary>From the padded buffer to the user's memory, which is exactly as long as the outputs.</summary>
    private static void EmitHead(SourceWriter writer, LayerPlan layer, string buffer, bool applies, bool isRows)
    {
        ActivationInfo activation = ActivationRegistry.Get(layer.Activation);
        if (!applies && !isRows && activation.IsElementwise && layer.Outputs == 1)
        {
            writer.Line($"y = {layer.Activation}.Value({buffer}{LayerEmitter.Of(layer).ActivationArgument(layer)});");
            return;
        }

        if (!applies && !isRows)
        {
            writer.Line(activation.IsElementwise ? Elementwise(layer, "Apply", buffer, "y", layer.Outputs.ToString()) : Apply(layer, buffer, "y", "1"));
            return;
        }

        if (!applies)
            writer.Line(Apply(layer, buffer, buffer, isRows ? "rows" : "1"));
        writer.Line($"Buffers.CopyRows(ref {buffer}, ref y, {layer.Outputs}, {(isRows ? "rows" : "1")}, {layer.Stride});");
    }

    /// <summary>Applies a layer's activation to all rows of a padded buffer.</summary>
    public static string Apply(LayerPlan layer, string from, string to, string rows) => ActivationRegistry.Get(layer.Activation).IsElementwise
        ? Elementwise(layer, "Apply", from, to, rows == "1" ? layer.Stride.ToString() : $"{rows} * {layer.Stride}")
        : $"{layer.Activation}.Apply(ref {from}, ref {to}, {layer.Outputs}, {rows}, {layer.Stride});";

    public static string Elementwise(LayerPlan layer, string method, string from, string to, string count) =>
        $"{layer.Activation}.{method}(ref {from}, ref {to}, {count}{LayerEmitter.Of(layer).ActivationArgument(layer)});";

    /// <summary>The statement that counts the rows of the inputs, which must be whole.</summary>
    public static string RowCount(NetworkPlan plan) => $"int rows = {(plan.InputSize == 1 ? "inputs.Length" : $"Buffers.CountRows(inputs, {plan.InputSize})")};";
}
