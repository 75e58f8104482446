using System;
using System.Collections.Generic;
using System.Linq;

using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>
/// Writes the gradients of four rows at a time: their outputs stand side by side in one vector, so that what one row needs of the head's
/// elementary functions costs as much for four. For networks with one hidden layer that fits a vector.
/// </summary>
internal sealed class StraightFours(SourceWriter writer, StraightNetwork plan, ParameterVectors parameters)
{
    private const int MostInputs = 8;

    private static readonly string[] Rows = ["a", "b", "c", "d"];

    private readonly StraightLayer _hidden = plan.Layers[0];

    private readonly StraightLayer _head = plan.Head;

    /// <summary>Whether a straight-line network has rows that fit.</summary>
    public static bool Fits(StraightNetwork plan) => plan.Layers.Count == 2 && plan.Layers[0].Outputs <= 4 && plan.InputSize <= MostInputs;

    /// <param name="signature">The parameters of the method.</param>
    /// <param name="emitParameters">Loads the network's parameters.</param>
    public void Emit(string signature, Action emitParameters)
    {
        writer.Line();
        writer.Line("// Four rows at a time, a to d. Where rows are missing the last one stands in, and is not counted.");
        using (writer.Method($"private static float BackwardRows({signature})", KernelMethod.Whole))
        {
            emitParameters();
            if (_hidden.Outputs < 4)
                writer.Line($"w2_0 = Lanes.KeepFirst(w2_0, {_hidden.Outputs});");
            writer.Line();
            Wrap.List(writer, "Vector128<float> ", Sums().Append("sum").Select(static name => name + " = default"), ";");
            writer.Line("int last = targets.Length - 1;");
            using (writer.Block("for (int r = 0; r <= last; r += 4)"))
            {
                EmitRows();
                EmitHidden();
                EmitMasks();
                EmitHead();
                EmitSums();
            }

            writer.Line();
            writer.Line("if (Unsafe.IsNullRef(ref g)) return Vector128.Sum(sum);");
            if (_head.UsesBias)
                writer.Line("float biasSum = Vector128.Sum(g2b);");
            foreach (int at in parameters.Vectors)
                writer.Line($"Lanes.Put({StraightBackward.Gather(Enumerable.Range(at, 4).Select(Gradient).ToList())} * scale, ref g, {at}, overwrites);");
            foreach (int at in parameters.Singles)
                writer.Line($"Lanes.Put({Gradient(at)} * scale, ref {MatrixText.Element("g", at.ToString())}, overwrites);");
            writer.Line("return Vector128.Sum(sum);");
        }
    }

    private IEnumerable<string> Sums()
    {
        for (int i = 0; i < _hidden.Inputs; i++)
            yield return $"g1_{i}";
        if (_hidden.UsesBias)
            yield return "g1b";
        yield return "g2_0";
        if (_head.UsesBias)
            yield return "g2b";
    }

    private void EmitRows()
    {
        writer.Line("int rb = Math.Min(r + 1, last), rc = Math.Min(r + 2, last), rd = Math.Min(r + 3, last);");
        Wrap.List(writer, "ref float ", Rows.Select(row => $"x{row} = ref Unsafe.Add(ref x, {MatrixText.Times(Index(row), _hidden.Inputs)})"), ";");
        string Of(string span) => $"Vector128.Create({string.Join(", ", Rows.Select(row => $"{span}[{Index(row)}]"))})";
        writer.Line($"var t = {Of("targets")};");
        writer.Line($"var weight = sampleWeights.IsEmpty ? Vector128<float>.One : {Of("sampleWeights")};");
    }

    private static string Index(string row) => row == "a" ? "r" : "r" + row;

    private static string Input(string row, int input) => $"Vector128.Create({MatrixText.Element("x" + row, input.ToString())})";

    private void EmitHidden()
    {
        writer.Line();
        writer.Line($"// {_hidden.Title}");
        foreach (string row in Rows)
        {
            var products = Enumerable.Range(0, _hidden.Inputs).Select(i => (Input(row, i), $"w1_{i}")).ToList();
            StraightText.EmitSum(writer, "z1" + row, "half1" + row, products, _hidden.UsesBias ? "b1" : "");
        }

        if (_hidden.Activation.IsIdentity)
        {
            Wrap.List(writer, "Vector128<float> ", Rows.Select(static row => $"h1{row} = z1{row}"), ";");
            return;
        }

        writer.Line($"Vector128<float> {string.Join(", ", Rows.Select(static row => $"h1{row}"))};");
        using (writer.Block("if (Vector256.IsHardwareAccelerated)"))
        {
            for (int row = 0; row < 4; row += 2)
                writer.Line($"var h1{Rows[row]}{Rows[row + 1]} = {StraightText.Value(_hidden, $"Vector256.Create(z1{Rows[row]}, z1{Rows[row + 1]})")};");
            writer.Line("h1a = h1ab.GetLower(); h1b = h1ab.GetUpper(); h1c = h1cd.GetLower(); h1d = h1cd.GetUpper();");
        }

        using (writer.Block("else"))
            EmitNarrowActivation();
    }

    /// <summary>On vectors of four one call serves all rows: with an elementary function for each the method would be more than compilers inline.</summary>
    private void EmitNarrowActivation()
    {
        if (_hidden.Activation.IsCheap)
        {
            Wrap.List(writer, "", Rows.Select(row => $"h1{row} = {StraightText.Value(_hidden, "z1" + row)};"), "", "");
            return;
        }

        string At(int row) => row == 0 ? "" : $", {4 * row}";
        writer.Line("Unsafe.SkipInit(out SmallBuffer small);");
        writer.Line("ref float h = ref Unsafe.As<SmallBuffer, float>(ref small);");
        Wrap.List(writer, "", Rows.Select((row, i) => $"z1{row}.StoreUnsafe(ref h{At(i)});"), "", "");
        writer.Line($"{_hidden.Activation.Kind}.Apply(ref h, ref h, 16{ActivationText.Argument(_hidden.Activation)});");
        Wrap.List(writer, "", Rows.Select((row, i) => $"h1{row} = Vector128.LoadUnsafe(ref h{At(i)});"), "", "");
    }

    /// <summary>Clears the lanes past the last unit: whatever they hold must not come into sums over lanes.</summary>
    private void EmitMasks()
    {
        if (_hidden.Outputs < 4)
            Wrap.List(writer, "", Rows.Select(row => $"h1{row} = Lanes.KeepFirst(h1{row}, {_hidden.Outputs});"), "", "");
    }

    private void EmitHead()
    {
        LossPlan loss = plan.Loss!;
        bool usesOutput = !loss.IsFused && !_head.Activation.IsIdentity;
        string bias = _head.UsesBias ? $" + Vector128.Create({parameters.Element(_head.BiasOffset)})" : "";
        writer.Line();
        writer.Line($"// {_head.Title}, before its activation: a row a lane");
        writer.Line($"var z2 = Lanes.Sum4({string.Join(", ", Rows.Select(static row => $"h1{row} * w2_0"))}){bias};");
        writer.Line();
        writer.Line($"// {loss.Name}: the loss, and its derivative d with respect to {_head.Name}'s value before the activation");
        if (usesOutput)
            writer.Line($"var h2 = {StraightText.Value(_head, "z2")};");
        writer.Line($"var loss = {loss.Class}.Backward({(usesOutput ? "h2" : "z2")}, t, out var d);");
        writer.Line($"d *= {(usesOutput && _head.Saved != SavedValue.Nothing ? StraightText.Derivative(_head, 0) + " * " : "")}weight;");
        writer.Line("loss *= weight;");
        writer.Line("if (r + 3 > last) { d = Lanes.KeepFirst(d, last + 1 - r); loss = Lanes.KeepFirst(loss, last + 1 - r); }");
        writer.Line("sum += loss;");
        if (_head.UsesBias)
            writer.Line("g2b += d;");
    }

    private void EmitSums()
    {
        for (int lane = 0; lane < 4; lane++)
        {
            string row = Rows[lane], saved = (_hidden.Saved == SavedValue.PreActivation ? "z1" : "h1") + row;
            string slope = _hidden.Saved == SavedValue.Nothing ? "" : " * " + StraightText.DerivativeOf(_hidden, saved);
            writer.Line();
            if (lane > 0)
                writer.Line($"if ({Index(Rows[lane - 1])} == last) break;");
            writer.Line($"var d{row} = Vector128.Shuffle(d, Vector128.Create({lane}));");
            writer.Line($"var k{row} = w2_0{slope} * d{row};");
            for (int i = 0; i < _hidden.Inputs; i++)
                writer.Line($"g1_{i} = Vector128.MultiplyAddEstimate(k{row}, {Input(row, i)}, g1_{i});");
            if (_hidden.UsesBias)
                writer.Line($"g1b += k{row};");
            writer.Line($"g2_0 = Vector128.MultiplyAddEstimate(h1{row}, d{row}, g2_0);");
        }
    }

    /// <summary>Where a parameter's gradient is.</summary>
    private string Gradient(int parameter)
    {
        bool isBias = parameter >= plan.WeightCount;
        bool isHead = isBias ? _head.UsesBias && parameter >= _head.BiasOffset : parameter >= _head.WeightOffset;
        if (isHead)
            return isBias ? "biasSum" : $"g2_0.GetElement({parameter - _head.WeightOffset})";
        int index = parameter - (isBias ? _hidden.BiasOffset : _hidden.WeightOffset);
        return isBias ? $"g1b.GetElement({index})" : $"g1_{index / _hidden.Outputs}.GetElement({index % _hidden.Outputs})";
    }
}
