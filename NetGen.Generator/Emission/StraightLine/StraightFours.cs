using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Layers.Dense;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission.StraightLine;

/// <summary>
/// Writes the gradients of four rows at a time, each in a quarter of a 512-bit vector: what one row needs of an elementary function costs as
/// much for four. For networks with one hidden layer that fits a quarter.
/// </summary>
internal static class StraightFours
{
    private const int MostInputs = 8;

    public const string Parameters = "ref float p, ref float x, ReadOnlySpan<float> targets, ref float g, ReadOnlySpan<float> sampleWeights, bool overwrites, float scale";

    /// <summary>Whether a straight-line network has rows that fit.</summary>
    public static bool Fits(NetworkPlan plan) => plan.Layers.Count == 2 && plan.Layers[0].Outputs <= 4 && plan.InputSize <= MostInputs;

    public static void Emit(SourceWriter writer, NetworkPlan plan, ParameterVectors parameters, Action emitParameters)
    {
        DensePlan hidden = (DensePlan)plan.Layers[0], head = (DensePlan)plan.Head;
        writer.Line();
        writer.Line("// The same four rows at a time, each in a quarter of a vector. Where rows are missing the last one stands in, with a weight of 0.");
        writer.Line(StraightForward.Whole);
        using (writer.Block($"private static float BackwardFours({Parameters})"))
        {
            emitParameters();
            writer.Line();
            writer.Line("// In every quarter: v weights, c biases, and s sums of gradients.");
            int units = hidden.Outputs;
            var repeated = Enumerable.Range(0, hidden.Inputs).Select(i => $"var v1_{i} = Lanes.Repeat(w1_{i}, {units});").ToList();
            if (hidden.Spec.UseBias)
                repeated.Add($"var c1 = Lanes.Repeat(b1, {units});");
            repeated.Add($"var v2_0 = Lanes.Repeat(w2_0, {units});");
            Wrap.List(writer, "", repeated, "", "");
            var sums = Sums(hidden, head).ToList();
            Wrap.List(writer, "Vector512<float> ", sums.Append("sum").Select(static name => name + " = default"), ";");
            writer.Line("int last = targets.Length - 1;");
            using (writer.Block("for (int r = 0; r <= last; r += 4)"))
            {
                EmitInputs(writer, hidden);
                EmitForward(writer, hidden, head, parameters);
                EmitLoss(writer, plan, head);
                EmitSums(writer, hidden, head);
            }

            writer.Line();
            Wrap.List(writer, "", sums.Select(static name => $"var f{name.Substring(1)} = Lanes.AddQuarters({name});"), "", "");
            foreach (int at in parameters.Vectors)
            {
                string vector = StraightBackward.Gather(Enumerable.Range(at, 4).Select(parameter => Gradient(plan, hidden, head, parameter)).ToList());
                writer.Line($"Lanes.Put({vector} * scale, ref g, {at}, overwrites);");
            }

            foreach (int at in parameters.Singles)
                writer.Line($"Lanes.Put({Gradient(plan, hidden, head, at)} * scale, ref {DenseText.Element("g", at.ToString())}, overwrites);");
            writer.Line("return Vector512.Sum(sum) / 4;");
        }
    }

    private static IEnumerable<string> Sums(DensePlan hidden, DensePlan head)
    {
        for (int i = 0; i < hidden.Inputs; i++)
            yield return $"s1_{i}";
        if (hidden.Spec.UseBias)
            yield return "s1b";
        yield return "s2_0";
        if (head.Spec.UseBias)
            yield return "s2b";
    }

    private static void EmitInputs(SourceWriter writer, DensePlan hidden)
    {
        writer.Line("int r1 = Math.Min(r + 1, last), r2 = Math.Min(r + 2, last), r3 = Math.Min(r + 3, last);");
        string[] rows = ["r", "r1", "r2", "r3"];
        for (int i = 0; i < hidden.Inputs; i++)
        {
            var inputs = rows.Select(row => $"Unsafe.Add(ref x, {DenseText.Plus(DenseText.Times(row, hidden.Inputs), i)})");
            writer.Line($"var x{i} = Lanes.Quarters({string.Join(", ", inputs)});");
        }

        string Of(string span) => $"Lanes.Quarters({string.Join(", ", rows.Select(row => $"{span}[{row}]"))})";
        writer.Line($"var t = {Of("targets")};");
        writer.Line($"var weight = sampleWeights.IsEmpty ? Vector512<float>.One : {Of("sampleWeights")};");
        writer.Line("if (r + 3 > last) weight = Lanes.KeepFirst(weight, 4 * (last + 1 - r));");
    }

    private static void EmitForward(SourceWriter writer, DensePlan hidden, DensePlan head, ParameterVectors parameters)
    {
        writer.Line();
        writer.Line($"// {PassEmitter.Title(hidden)}");
        string sum = hidden.Spec.UseBias ? "c1" : "";
        for (int i = 0; i < hidden.Inputs; i++)
        {
            writer.Line(sum.Length == 0 ? $"var z1 = x{i} * v1_{i};" : $"{(i == 0 ? "var " : "")}z1 = Vector512.MultiplyAddEstimate(x{i}, v1_{i}, {sum});");
            sum = "z1";
        }

        writer.Line($"var h1 = {StraightText.Value(hidden, "z1")};");
        writer.Line();
        writer.Line($"// {PassEmitter.Title(head)}, before its activation");
        string bias = head.Spec.UseBias ? $" + Vector512.Create({parameters.Element(head.BiasOffset)})" : "";
        writer.Line($"var z2 = Lanes.SumQuarters(h1 * v2_0){bias};");
    }

    private static void EmitLoss(SourceWriter writer, NetworkPlan plan, DensePlan head)
    {
        LossPlan loss = plan.Loss!;
        bool usesOutput = !loss.IsFused && head.Activation != ActivationKind.Identity;
        writer.Line();
        writer.Line($"// {loss.Name}: the loss, and its derivative d with respect to {head.Name}'s value before the activation");
        if (usesOutput)
            writer.Line($"var h2 = {StraightText.Value(head, "z2")};");
        writer.Line($"var loss = {loss.Class}.Backward({(usesOutput ? "h2" : "z2")}, t, out var d);");
        writer.Line($"d *= {(usesOutput && head.Saved != SavedValue.Nothing ? StraightText.Derivative(head, 0) + " * " : "")}weight;");
        writer.Line("sum += weight * loss;");
    }

    private static void EmitSums(SourceWriter writer, DensePlan hidden, DensePlan head)
    {
        writer.Line();
        writer.Line($"var k1 = v2_0{(hidden.Saved == SavedValue.Nothing ? "" : " * " + StraightText.Derivative(hidden, 0))} * d;");
        for (int i = 0; i < hidden.Inputs; i++)
            writer.Line($"s1_{i} = Vector512.MultiplyAddEstimate(k1, x{i}, s1_{i});");
        if (hidden.Spec.UseBias)
            writer.Line("s1b += k1;");
        writer.Line("s2_0 = Vector512.MultiplyAddEstimate(h1, d, s2_0);");
        if (head.Spec.UseBias)
            writer.Line("s2b += d;");
    }

    /// <summary>Where a parameter's gradient is.</summary>
    private static string Gradient(NetworkPlan plan, DensePlan hidden, DensePlan head, int parameter)
    {
        bool isBias = parameter >= plan.WeightCount;
        bool isHead = isBias ? head.Spec.UseBias && parameter >= head.BiasOffset : parameter >= head.WeightOffset;
        if (isHead)
            return isBias ? "f2b.GetElement(0)" : $"f2_0.GetElement({parameter - head.WeightOffset})";
        int index = parameter - (isBias ? hidden.BiasOffset : hidden.WeightOffset);
        return isBias ? $"f1b.GetElement({index})" : $"f1_{index / hidden.Outputs}.GetElement({index % hidden.Outputs})";
    }
}
