using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>Writes the inference passes of a network that stays in registers from its inputs to its output: no buffers, no loops over layers' units.</summary>
internal static class StraightForward
{
    public static void Emit(SourceWriter writer, StraightNetwork plan)
    {
        string value = StraightText.Value(plan.Head, "PreActivation(ref p, ref MemoryMarshal.GetReference(input))");
        writer.Line();
        using (writer.Method("public static void Forward(ref float p, ReadOnlySpan<float> input, Span<float> output)", KernelMethod.Whole))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line("if (output.Length != 1) Throw.Output(1, output.Length);");
            writer.Line($"MemoryMarshal.GetReference(output) = {value};");
        }

        EmitBatch(writer, plan);
        EmitNetwork(writer, plan);
    }

    private static void EmitBatch(SourceWriter writer, StraightNetwork plan)
    {
        bool hasLoss = plan.Loss is not null;
        writer.Line();
        if (hasLoss)
            writer.Line("// With targets it returns the loss, summed over rows, each times its weight.");
        string targets = hasLoss ? DoorText.EvaluationParameters : "";
        using (writer.Method($"public static {(hasLoss ? "float" : "void")} ForwardBatch(ref float p, ReadOnlySpan<float> inputs, Span<float> outputs{targets})", KernelMethod.Whole))
        {
            writer.Line(DoorText.RowCount(plan.Plan));
            writer.Line("if (outputs.Length != rows) Throw.RowCount(nameof(outputs), rows, 1, outputs.Length);");
            if (hasLoss)
            {
                DoorText.EmitEvaluationChecks(writer, 1);
                writer.Line("float loss = 0;");
            }

            using (writer.Block("for (nint row = 0; row < rows; row++)"))
            {
                int last = plan.Layers.Count;
                writer.Line($"float z{last} = PreActivation(ref p, ref {DoorText.Element("inputs", plan.InputSize)});");
                writer.Line($"float h{last} = {StraightText.Value(plan.Head, $"z{last}")};");
                if (hasLoss)
                {
                    using (writer.Indent("if (!targets.IsEmpty)"))
                        writer.Line($"loss += (sampleWeights.IsEmpty ? 1 : sampleWeights[(int)row]) * {plan.Loss!.Class}.Backward({(plan.Loss.IsFused ? "z" : "h")}{last}, {DoorText.Element("targets", 1)}, out _);");
                }

                writer.Line($"{DoorText.Element("outputs", 1)} = h{last};");
            }

            if (hasLoss)
                writer.Line("return loss;");
        }
    }

    private static void EmitNetwork(SourceWriter writer, StraightNetwork plan)
    {
        writer.Line();
        writer.Line($"// One row through all layers, up to what {plan.Head.Name}'s activation takes. Vectors may read past a layer's parameters; those lanes are ignored.");
        using (writer.Method("private static float PreActivation(ref float p, ref float x)", KernelMethod.Inlined))
        {
            foreach (StraightLayer layer in plan.Layers)
            {
                if (layer.Number > 1)
                    writer.Line();
                StraightText.EmitLayer(writer, plan, layer, Parameters,
                    static (layer, index) => $"Unsafe.Add(ref p, {(index < 0 ? layer.Biases : MatrixText.Plus(layer.Weights, index))})",
                    static input => MatrixText.Element("x", input.ToString()));
            }

            writer.Line($"return z{plan.Layers.Count};");
        }
    }

    private static string Parameters(StraightLayer layer, int input, int vector)
    {
        if (input < 0)
            return $"Vector128.LoadUnsafe(ref p, {MatrixText.Plus(layer.Biases, 4 * vector)})";
        string index = MatrixText.Plus(layer.Weights, input * layer.Outputs + 4 * vector);
        // Summed over its lanes, a vector of the first layer must not have more than there is to sum.
        int count = StraightText.SumsLanes(layer) ? layer.Inputs - input : 4;
        return count >= 4 ? $"Vector128.LoadUnsafe(ref p, {index})" : $"Lanes.First128(ref p, {index}, {count})";
    }
}
