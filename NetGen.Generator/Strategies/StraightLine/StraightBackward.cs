using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>
/// Writes the training passes of a straight-line network. It has a single output, so every gradient is a product of d, the loss's derivative,
/// and a factor that does not wait for the loss: the slope of the output's pre-activation.
/// </summary>
internal sealed class StraightBackward(SourceWriter writer, StraightNetwork plan)
{
    private const string Rows = "ref float p, ref float x, ReadOnlySpan<float> targets, ref float g, ReadOnlySpan<float> sampleWeights, bool overwrites, float scale";

    private readonly ParameterVectors _parameters = new(plan);

    private LossPlan Loss => plan.Loss!;

    private StraightLayer Head => plan.Head;

    public static void Emit(SourceWriter writer, StraightNetwork plan)
    {
        var backward = new StraightBackward(writer, plan);
        backward.EmitRow();
        backward.EmitBatch();
        if (StraightFours.Fits(plan))
            new StraightFours(writer, plan, backward._parameters).Emit(Rows, backward.EmitParameters);
        else
            backward.EmitRows();
        DoorText.EmitClear(writer, plan.Plan);
    }

    private void EmitRow()
    {
        writer.Line();
        writer.Line("// One row: adds `scale` times its gradients to g. With g = p and a scale of -learningRate that is a step of gradient descent.");
        using (writer.Method("public static float Backward(ref float p, ReadOnlySpan<float> input, ReadOnlySpan<float> target, ref float g, float scale)", KernelMethod.Whole))
        {
            writer.Line($"if (input.Length != {plan.InputSize}) Throw.Input({plan.InputSize}, input.Length);");
            writer.Line("if (target.Length != 1) Throw.Target(1, target.Length);");
            writer.Line("ref float x = ref MemoryMarshal.GetReference(input);");
            writer.Line();
            EmitParameters();
            writer.Line();
            EmitNetwork("MemoryMarshal.GetReference(target)");
            writer.Line();
            writer.Line(DoorText.NoGradients);
            writer.Line("// Each gradient times d and scale: what does not depend on d is multiplied before d is known.");
            writer.Line("var s = Vector128.Create(scale);");
            foreach (int at in _parameters.Vectors)
            {
                string to = at == 0 ? "" : $", {at}", load = $"Vector128.LoadUnsafe(ref g{to})", factor = Factors(at);
                writer.Line(factor.Length == 0
                    ? $"Vector128.MultiplyAddEstimate(s, Vector128.Create(d), {load}).StoreUnsafe(ref g{to});"
                    : $"Vector128.MultiplyAddEstimate({factor} * s, Vector128.Create(d), {load}).StoreUnsafe(ref g{to});");
            }

            foreach (int at in _parameters.Singles)
                writer.Line($"{MatrixText.Element("g", at.ToString())} += {Scaled(Factor(at), "scale")} * d;");
            writer.Line("return loss;");
        }
    }

    private void EmitBatch()
    {
        int rows = plan.Buffers.TrainingRows;
        writer.Line();
        writer.Line($"// {rows} rows at a time: each block adds `scale` times its own sum of gradients to g; the first may overwrite g instead.");
        using (writer.Method("public static float BackwardBatch(ref float p, ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ref float g, global::NetGen.TrainingContext context, float scale)"))
        {
            writer.Line(DoorText.RowCount(plan.Plan));
            writer.Line("ReadOnlySpan<float> sampleWeights = context.SampleWeights;");
            writer.Line("if (targets.Length != rows) Throw.RowCount(nameof(targets), rows, 1, targets.Length);");
            writer.Line(DoorText.CheckWeights);
            writer.Line("float loss = 0;");
            writer.Line(DoorText.ClearIfNoRows);
            using (writer.Block(DoorText.BlockLoop(rows.ToString())))
            {
                writer.Line(DoorText.BlockCount(rows.ToString()));
                writer.Line(DoorText.WeightsOfBlock);
                writer.Line($"loss += BackwardRows(ref p, ref {DoorText.Element("inputs", plan.InputSize)}, targets.Slice((int)row, count), ref g, weights, context.OverwritesGradients && row == 0, scale);");
            }

            writer.Line("return loss;");
        }
    }

    private void EmitRows()
    {
        writer.Line();
        using (writer.Method($"private static float BackwardRows({Rows})", KernelMethod.Whole))
        {
            EmitParameters();
            writer.Line();
            Wrap.List(writer, "", _parameters.Vectors.Select(static at => $"var g{at} = default(Vector128<float>);"), "", "");
            writer.Line("float " + string.Join(", ", _parameters.Singles.Select(static at => $"g{at} = 0").Append("sum = 0")) + ";");
            using (writer.Block("for (int r = 0; r < targets.Length; r++)"))
            {
                EmitNetwork("targets[r]");
                writer.Line("float weight = sampleWeights.IsEmpty ? 1 : sampleWeights[r];");
                writer.Line("d *= weight;");
                writer.Line("sum += weight * loss;");
                foreach (int at in _parameters.Vectors)
                {
                    string factor = Factors(at);
                    writer.Line(factor.Length == 0 ? $"g{at} += Vector128.Create(d);" : $"g{at} = Vector128.MultiplyAddEstimate({factor}, Vector128.Create(d), g{at});");
                }

                foreach (int at in _parameters.Singles)
                    writer.Line($"g{at} += {Scaled(Factor(at), "d")};");
                writer.Line($"x = ref Unsafe.Add(ref x, {plan.InputSize});");
            }

            writer.Line();
            writer.Line("if (Unsafe.IsNullRef(ref g)) return sum;");
            foreach (int at in _parameters.Vectors)
                writer.Line($"Lanes.Put(g{at} * scale, ref g, {at}, overwrites);");
            foreach (int at in _parameters.Singles)
                writer.Line($"Lanes.Put(g{at} * scale, ref {MatrixText.Element("g", at.ToString())}, overwrites);");
            writer.Line("return sum;");
        }
    }

    /// <summary>Loads the parameters and sorts them by layer.</summary>
    private void EmitParameters()
    {
        writer.Line("// The parameters in vectors of four, then by layer: w weights of an input, b biases.");
        _parameters.EmitLoads(writer);
        foreach (StraightLayer layer in plan.Layers)
        {
            bool isVector = layer == Head && StraightText.SumsVectors(layer);
            if (layer == Head && !isVector)
                continue;
            var windows = new List<string>();
            int count = isVector ? layer.Inputs : layer.Outputs;
            for (int input = 0; input < (isVector ? 1 : layer.Inputs); input++)
                Add($"w{layer.Number}_{input}", input);
            if (!isVector && layer.UsesBias)
                Add($"b{layer.Number}", -1);
            Wrap.List(writer, "", windows, "", "");

            void Add(string name, int input)
            {
                for (int v = 0; v < StraightText.Vectors(count); v++)
                {
                    int start = ParameterVectors.Offset(layer, input, v), length = Math.Min(4, count - 4 * v);
                    windows.Add($"var {StraightText.Name(name, v)} = {(StraightText.SumsLanes(layer) ? _parameters.CleanWindow(start, length) : _parameters.Window(start, length))};");
                }
            }
        }
    }

    /// <summary>One row forward, the slopes of the head's pre-activation, and the loss with its derivative d.</summary>
    private void EmitNetwork(string target)
    {
        Wrap.List(writer, "float ", Enumerable.Range(0, plan.InputSize).Select(static i => $"x{i} = {MatrixText.Element("x", i.ToString())}"), ";");
        foreach (StraightLayer layer in plan.Layers)
        {
            writer.Line();
            StraightText.EmitLayer(writer, plan, layer,
                (layer, input, v) => layer == Head
                    ? StraightText.Name($"w{layer.Number}_0", input / 4)
                    : StraightText.Name(input < 0 ? $"b{layer.Number}" : $"w{layer.Number}_{input}", v),
                (layer, index) => _parameters.Element(index < 0 ? layer.BiasOffset : layer.WeightOffset + index),
                static input => $"x{input}");
        }

        EmitSlopes();
        writer.Line();
        writer.Line($"// {Loss.Name}: the loss, and its derivative d with respect to {Head.Name}'s value before the activation");
        if (!Loss.IsFused && !Head.Activation.IsIdentity)
            writer.Line($"float h{Head.Number} = {StraightText.Value(Head, $"z{Head.Number}")};");
        bool usesOutput = !Loss.IsFused && !Head.Activation.IsIdentity;
        writer.Line($"float loss = {Loss.Class}.Backward({(usesOutput ? "h" : "z")}{Head.Number}, {target}, out float d);");
        if (usesOutput && Head.Saved != SavedValue.Nothing)
            writer.Line($"d *= {StraightText.Derivative(Head, 0)};");
    }

    /// <summary>How the head's pre-activation changes with each hidden layer's pre-activations, last layer first.</summary>
    private void EmitSlopes()
    {
        for (int number = plan.Layers.Count - 1; number >= 1; number--)
        {
            var layer = plan.Layers[number - 1];
            var next = plan.Layers[number];
            if (number == plan.Layers.Count - 1)
            {
                writer.Line();
                writer.Line($"// Slopes k of z{Head.Number} with respect to the values before an activation");
            }

            for (int v = 0; next != Head && v < StraightText.Vectors(layer.Outputs); v++)
            {
                var sums = Enumerable.Range(4 * v, 4).Select(output => output < layer.Outputs ? Dot(next, output) : "0");
                writer.Line($"var {StraightText.Name("e", layer, v)} = Vector128.Create({string.Join(", ", sums)});");
            }

            for (int v = 0; v < StraightText.Vectors(layer.Outputs); v++)
            {
                string slope = next == Head ? StraightText.Name($"w{next.Number}_0", v) : StraightText.Name("e", layer, v);
                string derivative = layer.Saved == SavedValue.Nothing ? "" : $" * {StraightText.Derivative(layer, v)}";
                writer.Line($"var {StraightText.Name("k", layer, v)} = {slope}{derivative};");
            }
        }
    }

    /// <summary>The slope with respect to one input of a layer: its weights times the layer's own slopes.</summary>
    private string Dot(StraightLayer layer, int input) => MatrixText.Tree(Enumerable.Range(0, layer.Outputs).Select(output =>
        $"{_parameters.Element(layer.WeightOffset + input * layer.Outputs + output)} * {StraightText.Element("k", layer, output)}").ToList());

    /// <summary>What d is multiplied with to be the gradients of four parameters; empty for 1.</summary>
    private string Factors(int at)
    {
        var factors = Enumerable.Range(at, 4).Select(Factor).ToList();
        string slopes = Gather(factors.Select(static factor => factor.Slope).ToList());
        string inputs = Gather(factors.Select(static factor => factor.Input).ToList());
        if (slopes.Length == 0 || inputs.Length == 0)
            return slopes + inputs;
        return slopes.StartsWith("Vector128.Create(", StringComparison.Ordinal) && inputs.StartsWith("Vector128.Create(", StringComparison.Ordinal)
            ? $"Vector128.Create({string.Join(", ", factors.Select(static factor => Scaled(factor, "")))})"
            : $"{slopes} * {inputs}";
    }

    /// <summary>A vector of four values: a shuffle if all come from one vector, empty if all are 1.</summary>
    public static string Gather(IReadOnlyList<string> values)
    {
        if (values.All(static value => value.Length == 0))
            return "";
        var sources = values.Select(static value => value.Split('.')[0]).Distinct().ToList();
        if (sources.Count > 1 || !values[0].Contains('.'))
            return sources.Count == 1 ? $"Vector128.Create({values[0]})" : $"Vector128.Create({string.Join(", ", values.Select(static value => value.Length == 0 ? "1" : value))})";
        string lanes = string.Join(", ", values.Select(static value => value[value.Length - 2]));
        return lanes == "0, 1, 2, 3" ? sources[0] : $"Vector128.Shuffle({sources[0]}, Vector128.Create({lanes}))";
    }

    private static string Scaled((string Slope, string Input) factor, string by)
    {
        string product = string.Join(" * ", new[] { factor.Slope, factor.Input, by }.Where(static part => part.Length > 0));
        return product.Length == 0 ? "1" : product;
    }

    /// <summary>The slope of z with respect to what a parameter adds to, empty for the head's own, and what it is multiplied with, empty for a bias.</summary>
    private (string Slope, string Input) Factor(int parameter)
    {
        StraightLayer layer = plan.Layers.Single(layer =>
            (parameter >= layer.WeightOffset && parameter < layer.WeightOffset + layer.WeightCount)
            || (layer.UsesBias && parameter >= layer.BiasOffset && parameter < layer.BiasOffset + layer.BiasCount));
        bool isBias = parameter >= plan.WeightCount;
        int index = parameter - (isBias ? layer.BiasOffset : layer.WeightOffset);
        int output = isBias ? index : index % layer.Outputs, input = isBias ? -1 : index / layer.Outputs;
        return (
            layer == Head ? "" : StraightText.Element("k", layer, output),
            input < 0 ? "" : layer.Number == 1 ? $"x{input}" : StraightText.Element("h", plan.Layers[layer.Number - 2], input));
    }
}
