using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Recurrent;

/// <summary>
/// Writes a recurrent layer's way through the steps: <c>Forward[Rows](ref w, ref b, ref a, ref p, ref q, …, ref y[, rows])</c>, <c>Train[Rows]</c>, which keeps what
/// the way back needs, and <c>Backward(ref w, ref a, …, ref d, ref s, ref e, rows)</c>. a are the gates of all steps, p the state before each, q what the state before adds.
/// </summary>
internal static class RecurrentWriter
{
    public static void Write(RecurrentPlan plan, SourceWriter writer)
    {
        var called = new List<string>();
        foreach (string method in new[] { "Forward", "ForwardRows", "Train", "TrainRows" }.Where(plan.Calls))
        {
            EmitForward(writer, plan, method);
            writer.Line();
            called.Add(method.EndsWith("Rows", System.StringComparison.Ordinal) ? "ForwardRows" : "Forward");
        }

        if (plan.Calls("Backward"))
        {
            EmitBackward(writer, plan);
            writer.Line();
            called.Add("InputGradients");
        }

        MatrixWriter.Write(plan.State with { Called = new EquatableArray<string>(called.Distinct()) }, writer);
    }

    private static void EmitForward(SourceWriter writer, RecurrentPlan plan, string method)
    {
        bool isSingle = !method.EndsWith("Rows", System.StringComparison.Ordinal), isTraining = method.StartsWith("Train", System.StringComparison.Ordinal);
        string rows = isSingle ? "1" : "rows", bias = plan.UsesBias ? "ref float b, " : "", passed = plan.UsesBias ? "ref b, " : "";
        string own = plan.Cell switch { Cell.Lstm => ", ref float c", Cell.Gru when isTraining => ", ref float u", _ => "" };
        using (writer.Method($"private static void {plan.Method(method)}(ref float w, {bias}ref float a, ref float p, ref float q{own}, ref float y{(isSingle ? "" : ", nuint rows")})"))
        {
            writer.Line($"Rows.Clear(ref p, {plan.Units}, {rows}, {plan.StateRow});");
            if (plan.Cell == Cell.Lstm)
                writer.Line($"Rows.Clear(ref c, {plan.Units}, {rows}, {(isTraining ? plan.CellRow : plan.StateStride)});");
            using (writer.Block($"for (nuint t = 0; t < {plan.Steps}; t++)"))
            {
                writer.Line($"ref float at = ref Unsafe.Add(ref a, t * {plan.GateStride}), pt = ref Unsafe.Add(ref p, t * {plan.StateStride});");
                writer.Line($"bool isLast = t == {plan.Steps - 1};");
                if (plan.ReturnSequence)
                {
                    writer.Line($"ref float h = ref Unsafe.Add(ref y, t * {plan.OutputStride}), next = ref isLast ? ref h : ref Unsafe.Add(ref pt, {plan.StateStride});");
                    writer.Line($"nuint stride = isLast ? {plan.OutputRow}u : {plan.StateRow}u;");
                }
                else
                {
                    writer.Line($"ref float h = ref isLast ? ref y : ref Unsafe.Add(ref pt, {plan.StateStride});");
                    writer.Line($"nuint stride = isLast ? {plan.OutputRow}u : {plan.StateRow}u;");
                }

                string next = plan.ReturnSequence ? "next" : "h", hStride = plan.ReturnSequence ? plan.OutputRow.ToString() : "stride";
                writer.Line($"{plan.State.Method(isSingle ? "Forward" : "ForwardRows")}(ref w, {passed}ref pt, ref q{(isSingle ? "" : ", rows")});");
                switch (plan.Cell)
                {
                    case Cell.Gru:
                        string saved = isTraining ? $"ref Unsafe.Add(ref u, t * {plan.GateStride})" : "ref Unsafe.NullRef<float>()";
                        writer.Line($"GruCell.Forward(ref at, ref q, ref pt, {saved}, ref h, ref {next}, {plan.Units}, {rows}, {plan.GateRow}, {plan.GateStride}, {plan.StateRow}, {hStride}, stride);");
                        break;
                    case Cell.Lstm:
                        string cell = isTraining ? $"ref Unsafe.Add(ref c, t * {plan.StateStride}), ref Unsafe.Add(ref c, (t + 1) * {plan.StateStride})" : "ref c, ref c";
                        writer.Line($"LstmCell.Forward(ref at, ref q, {cell}, ref h, ref {next}, {plan.Units}, {rows}, {plan.GateRow}, {plan.GateStride}, {(isTraining ? plan.CellRow : plan.StateStride)}, {hStride}, stride);");
                        break;
                    default:
                        EmitSimple(writer, plan, rows, next, hStride);
                        break;
                }
            }
        }
    }

    /// <summary>One sum and an activation; what the derivative is computed from stays where the sum is.</summary>
    private static void EmitSimple(SourceWriter writer, RecurrentPlan plan, string rows, string next, string hStride)
    {
        ActivationPlan activation = plan.Activation;
        writer.Line($"Rows.Add(ref q, ref at, {plan.Units}, {rows}, {plan.GateStride}, {plan.GateRow});");
        if (!activation.IsIdentity)
        {
            string from = $"ref Unsafe.Add(ref at, row * {plan.GateRow})", to = activation.Saved == SavedValue.PreActivation ? $"ref Unsafe.Add(ref h, row * {hStride})" : from;
            using (writer.Indent($"for (nuint row = 0; row < {rows}; row++)"))
                writer.Line($"{activation.Kind}.Apply({from}, {to}, {plan.Units}{ActivationText.Argument(activation)});");
        }

        if (activation.IsIdentity || activation.Saved != SavedValue.PreActivation)
            writer.Line($"Rows.Copy(ref at, ref h, {plan.Units}, {rows}, {plan.GateRow}, {hStride});");
        if (next == "next")
            writer.Line($"if (!isLast) Rows.Copy(ref h, ref next, {plan.Units}, {rows}, {hStride}, stride);");
    }

    private static void EmitBackward(SourceWriter writer, RecurrentPlan plan)
    {
        string own = plan.Cell switch { Cell.Lstm => ", ref float c", Cell.Gru => ", ref float u, ref float p", _ => "" };
        using (writer.Method($"private static void {plan.Method("Backward")}(ref float w, ref float a{own}, ref float d, ref float s, ref float e, nuint rows)"))
        {
            writer.Line($"Rows.Clear(ref e, {plan.Units}, rows, {plan.StateStride});");
            using (writer.Block($"for (nuint t = {plan.Steps}; t-- > 0;)"))
            {
                writer.Line($"bool isLast = t == {plan.Steps - 1};");
                writer.Line($"ref float at = ref Unsafe.Add(ref a, t * {plan.GateStride}), st = ref isLast ? ref Unsafe.NullRef<float>() : ref s;");
                writer.Line(plan.ReturnSequence
                    ? $"ref float dt = ref Unsafe.Add(ref d, t * {plan.OutputStride});"
                    : "ref float dt = ref isLast ? ref d : ref Unsafe.NullRef<float>();");
                string sizes = $"{plan.Units}, rows, {plan.GateRow}", gates = "at";
                switch (plan.Cell)
                {
                    case Cell.Gru:
                        gates = "ut";
                        writer.Line($"ref float ut = ref Unsafe.Add(ref u, t * {plan.GateStride});");
                        writer.Line($"GruCell.Backward(ref at, ref ut, ref Unsafe.Add(ref p, t * {plan.StateStride}), ref dt, ref st, ref e, {sizes}, {plan.StateRow}, {plan.OutputRow}, {plan.StateStride});");
                        break;
                    case Cell.Lstm:
                        writer.Line($"LstmCell.Backward(ref at, ref Unsafe.Add(ref c, t * {plan.StateStride}), ref Unsafe.Add(ref c, (t + 1) * {plan.StateStride}), ref dt, ref st, ref e, {sizes}, {plan.CellRow}, {plan.OutputRow}, {plan.StateStride});");
                        break;
                    default:
                        EmitSimpleBackward(writer, plan);
                        break;
                }

                writer.Line($"if (t > 0) {plan.State.Method("InputGradients")}(ref w, ref {gates}, ref s, rows);");
            }
        }
    }

    private static void EmitSimpleBackward(SourceWriter writer, RecurrentPlan plan)
    {
        ActivationPlan activation = plan.Activation;
        writer.Line($"if (isLast) Rows.Clear(ref e, {plan.Units}, rows, {plan.StateStride});");
        writer.Line($"else Rows.Copy(ref st, ref e, {plan.Units}, rows, {plan.StateStride}, {plan.StateStride});");
        writer.Line($"if (!Unsafe.IsNullRef(ref dt)) Rows.Add(ref dt, ref e, {plan.Units}, rows, {plan.OutputRow}, {plan.StateStride});");
        if (activation.Saved != SavedValue.Nothing)
        {
            using (writer.Indent("for (nuint row = 0; row < rows; row++)"))
                writer.Line($"{activation.Kind}.Backward(ref Unsafe.Add(ref at, row * {plan.GateRow}), ref Unsafe.Add(ref e, row * {plan.StateStride}), {plan.Units}{ActivationText.Argument(activation)});");
        }

        writer.Line($"Rows.Copy(ref e, ref at, {plan.Units}, rows, {plan.StateStride}, {plan.GateRow});");
    }
}
