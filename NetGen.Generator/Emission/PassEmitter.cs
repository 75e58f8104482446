using System.Linq;
using NetGen.Generator.Activations;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Writes the inference passes: one row, and rows in blocks; both also evaluate the loss where there is one.</summary>
internal static class PassEmitter
{
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
        using (writer.Block("public static void Forward(ref float p, ReadOnlySpan<float> input, Span<float> output, Span<float> workspace)"))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Length(nameof(input), {plan.InputSize}, input.Length);");
            writer.Line($"if (output.Length != {plan.OutputSize}) Throw.Length(nameof(output), {plan.OutputSize}, output.Length);");
            writer.Line($"if (workspace.Length < {RowLength(plan)}) Throw.Workspace(nameof(workspace), {RowLength(plan)}, workspace.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
            writer.Line("ref float y = ref MemoryMarshal.GetReference(output);");
            EmitBuffers(writer, plan, "");
            foreach (LayerPlan layer in plan.Layers)
                EmitLayerForward(writer, plan, layer, isRows: false);
        }
    }

    /// <summary>What a single row of inference needs of a workspace, with room to start on a line.</summary>
    public static int RowLength(NetworkPlan plan) => plan.Buffers.InferenceRow + LayerPlan.Lanes;

    private static void EmitBatch(SourceWriter writer, NetworkPlan plan)
    {
        bool hasLoss = plan.Loss is not null;
        writer.Line();
        writer.Line(hasLoss
            ? "// Takes blocks of at most `capacity` rows through the layers. With targets it returns the loss, summed over rows."
            : "// Takes blocks of at most `capacity` rows through the layers.");
        string targets = hasLoss ? "ReadOnlySpan<float> targets, bool evaluates, " : "";
        using (writer.Block($"public static {(hasLoss ? "float" : "void")} ForwardBatch(ref float p, ReadOnlySpan<float> inputs, {targets}Span<float> outputs, Span<float> workspace, int capacity)"))
        {
            EmitRowCount(writer, plan, "inputs");
            writer.Line($"if (outputs.Length != rows * {plan.OutputSize}) Throw.RowCount(nameof(outputs), rows, {plan.OutputSize}, outputs.Length);");
            if (hasLoss)
                writer.Line($"if (evaluates && targets.Length != outputs.Length) Throw.RowCount(nameof(targets), rows, {plan.OutputSize}, targets.Length);");
            EmitWorkspaceCheck(writer, plan.Buffers.InferenceRow);
            writer.Line("ref float x = ref MemoryMarshal.GetReference(inputs);");
            writer.Line("ref float y = ref MemoryMarshal.GetReference(outputs);");
            if (hasLoss)
            {
                writer.Line("ref float t = ref MemoryMarshal.GetReference(targets);");
                writer.Line("float loss = 0;");
            }

            using (writer.Block("for (int row = 0; row < rows; row += capacity)"))
            {
                writer.Line("nuint start = (nuint)row, count = (nuint)Math.Min(capacity, rows - row);");
                string xr = Element("x", "start", plan.InputSize), yr = Element("y", "start", plan.OutputSize);
                if (hasLoss)
                    writer.Line($"loss += ForwardRows(ref p, ref {xr}, ref {Element("t", "start", plan.OutputSize)}, evaluates, ref {yr}, count, workspace, (nuint)capacity);");
                else
                    writer.Line($"ForwardRows(ref p, ref {xr}, ref {yr}, count, workspace, (nuint)capacity);");
            }

            if (hasLoss)
                writer.Line("return loss;");
        }
    }

    private static void EmitRows(SourceWriter writer, NetworkPlan plan)
    {
        bool hasLoss = plan.Loss is not null;
        writer.Line();
        string targets = hasLoss ? "ref float t, bool evaluates, " : "";
        using (writer.Block($"private static {(hasLoss ? "float" : "void")} ForwardRows(ref float p, ref float x, {targets}ref float y, nuint rows, Span<float> workspace, nuint capacity)"))
        {
            EmitBuffers(writer, plan, "capacity");
            foreach (LayerPlan layer in plan.Layers)
                EmitLayerForward(writer, plan, layer, isRows: true);
            if (hasLoss)
                writer.Line("return loss;");
        }
    }

    /// <summary>Two buffers by turns: a layer reads one and writes the other.</summary>
    private static void EmitBuffers(SourceWriter writer, NetworkPlan plan, string capacity)
    {
        int widest = plan.Layers.Max(static layer => layer.Stride);
        writer.Line("ref float even = ref Buffers.Align(workspace);");
        string second = capacity.Length == 0 ? widest.ToString() : $"{capacity} * {widest}";
        if (plan.Layers.Count > 1 || plan.Loss?.CustomType is not null)
            writer.Line($"ref float odd = ref Unsafe.Add(ref even, {second});");
    }

    private static string BufferOf(int number) => number % 2 == 1 ? "even" : "odd";

    private static void EmitLayerForward(SourceWriter writer, NetworkPlan plan, LayerPlan layer, bool isRows)
    {
        bool isHead = layer.Number == plan.Layers.Count;
        string from = layer.Number == 1 ? "x" : BufferOf(layer.Number - 1);
        string to = BufferOf(layer.Number);
        writer.Line();
        writer.Line($"// {Title(layer)}");
        // A head without padding and without an activation of its own goes straight to the output.
        bool applies = LayerEmitter.Of(layer).AppliesActivation(layer);
        bool evaluatesLoss = isRows && plan.Loss is not null && isHead;
        if (isHead && applies && layer.Stride == layer.Outputs)
            to = "y";
        writer.Line($"{layer.Kernel}Forward{(isRows ? "Rows" : "")}(ref p, ref {from}, ref {to}{(isRows ? ", rows" : "")});");
        if (evaluatesLoss)
            writer.Line("float loss = 0;");
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
        if (!applies && activation.IsElementwise && !isRows)
        {
            writer.Line(Elementwise(layer, "Apply", buffer, "y", layer.Outputs.ToString()));
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

    public static string Element(string from, string row, int length) => length == 1 ? $"Unsafe.Add(ref {from}, {row})" : $"Unsafe.Add(ref {from}, {row} * {length})";

    /// <summary>The number of rows of some inputs, which must be whole.</summary>
    public static void EmitRowCount(SourceWriter writer, NetworkPlan plan, string inputs)
    {
        if (plan.InputSize == 1)
        {
            writer.Line($"int rows = {inputs}.Length;");
            return;
        }

        writer.Line($"int rows = {inputs}.Length / {plan.InputSize};");
        writer.Line($"if (rows * {plan.InputSize} != {inputs}.Length) Throw.Rows(nameof({inputs}), {plan.InputSize}, {inputs}.Length);");
    }

    public static void EmitWorkspaceCheck(SourceWriter writer, int perRow)
    {
        string needed = $"capacity * {perRow} + {LayerPlan.Lanes}";
        writer.Line($"if (workspace.Length < {needed}) Throw.Workspace(nameof(workspace), {needed}, workspace.Length);");
    }
}
