using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Prints the steps of a pass.</summary>
internal sealed class StepWriter(SourceWriter writer, NetworkPlan plan, PassPlan pass)
{
    /// <summary>How many rows a call that counts them gets.</summary>
    private string RowCount => pass.IsSingle ? "1" : "rows";

    public void WriteAll()
    {
        for (int at = 0; at < pass.Steps.Count; at++)
        {
            Guard guard = pass.Steps[at].Guard;
            int next = at + 1;
            while (guard != Guard.None && next < pass.Steps.Count && pass.Steps[next].Guard == guard && pass.Steps[next].Title is null)
                next++;
            Heading(pass.Steps[at]);
            if (guard == Guard.None)
            {
                Write(pass.Steps[at]);
                continue;
            }

            WriteGuarded(guard, at, next);
            at = next - 1;
        }
    }

    private void Heading(Step step)
    {
        if (step.Title is null)
            return;
        writer.Line();
        writer.Line("// " + step.Title);
    }

    private void WriteGuarded(Guard guard, int from, int to)
    {
        string condition = guard == Guard.InputGradients ? "!inputGradients.IsEmpty" : "!Unsafe.IsNullRef(ref g)";
        using (writer.Block($"if ({condition})"))
        {
            for (int at = from; at < to; at++)
                Write(pass.Steps[at]);
        }
    }

    private void Write(Step step)
    {
        switch (step)
        {
            case CallStep call:
                Wrap.List(writer, (call.Kernel is null ? call.Method : $"{call.Kernel}_{call.Method}") + "(", call.Operands.Select(Text), ");");
                break;
            case ActivationStep activation:
                writer.Line(Apply(activation));
                break;
            case DerivativeStep { IsInline: true } derivative:
                WriteInline(derivative);
                break;
            case DerivativeStep derivative:
                writer.Line(Elementwise(derivative.Activation, "Backward", derivative.Saved, derivative.Gradient, derivative.Size, derivative.Groups, derivative.Stride));
                break;
            case CopyStep copy when copy.ToStride == copy.Size:
                writer.Line($"Buffers.CopyRows(ref {Name(copy.From)}, ref {Name(copy.To)}, {copy.Size}, {RowCount}, {copy.FromStride});");
                break;
            case CopyStep copy:
                writer.Line($"Rows.Copy(ref {Name(copy.From)}, ref {Name(copy.To)}, {copy.Size}, {RowCount}, {copy.FromStride}, {copy.ToStride});");
                break;
            case LossStep loss:
                LossWriter.Write(writer, plan, pass, loss);
                break;
            case GivenGradientStep given when pass.IsSingle:
                writer.Line($"outputGradients.CopyTo(Buffers.Row(ref {Name(given.Gradient)}, 0, {given.Size}));");
                writer.Line($"if (scale != 1) Buffers.Scale(ref {Name(given.Gradient)}, {given.Size}, scale);");
                break;
            case GivenGradientStep given:
                writer.Line($"Buffers.SpreadRows(ref given, ref {Name(given.Gradient)}, {given.Size}, rows, {given.Stride}, sampleWeights);");
                break;
            case InputGradientStep input when pass.IsSingle:
                writer.Line($"Buffers.Row(ref {Name(input.Gradient)}, 0, {input.Size}).CopyTo(inputGradients);");
                break;
            case InputGradientStep input:
                writer.Line($"Buffers.CopyRows(ref {Name(input.Gradient)}, ref MemoryMarshal.GetReference(inputGradients), {input.Size}, rows, {input.Stride});");
                break;
        }
    }

    private string Name(ValueId value) => plan[value].Kind == ValueKind.Output ? "y" : plan[value].Name;

    private string Apply(ActivationStep step)
    {
        if (pass.IsSingle && plan[step.To] is { Kind: ValueKind.Output, Size: 1 } && step.Activation.IsElementwise)
            return $"y = {ActivationText.Value(step.Activation, Name(step.From))};";
        return Elementwise(step.Activation, "Apply", step.From, step.To, step.Size, step.Groups, step.Stride);
    }

    /// <summary>A function over all rows: elementwise over whole rows with their padding, softmax over groups of values.</summary>
    private string Elementwise(ActivationPlan activation, string method, ValueId from, ValueId to, int size, int groups, int stride)
    {
        string call = $"{activation.Kind}.{method}(ref {Name(from)}, ref {Name(to)}, ";
        if (activation.IsElementwise)
            return $"{call}{Rows(stride)}{ActivationText.Argument(activation)});";
        return groups == 1 ? $"{call}{size}, {RowCount}, {(pass.IsSingle && stride == size ? ValuePlan.RoundUp(size) : stride)});" : $"{call}{size}, {Rows(groups)}, {size});";
    }

    private string Rows(int factor) => pass.IsSingle ? factor.ToString() : factor == 1 ? "rows" : $"rows * {factor}";

    /// <summary>One row of up to 7 values: written out, the derivative stays in the registers the gradient is in.</summary>
    private void WriteInline(DerivativeStep step)
    {
        string d = Name(step.Gradient), saved = Name(step.Saved);
        for (int at = 0; at < step.Size; at += 4)
        {
            string derivative = ActivationText.Derivative(step.Activation, Simd.Small.Load(saved, at.ToString()));
            string to = at == 0 ? "" : $", {at}";
            writer.Line($"({Simd.Small.Load(d, at.ToString())} * {derivative}).StoreUnsafe(ref {d}{to});");
        }
    }

    private string Text(Operand operand) => operand switch
    {
        ValueOperand { Offset: 0 } value => "ref " + Name(value.Value),
        ValueOperand value => $"ref Unsafe.Add(ref {Name(value.Value)}, {value.Offset})",
        TensorOperand tensor => $"ref Unsafe.Add(ref {(tensor.Access == TensorAccess.Read ? "p" : "g")}, {tensor.Constant})",
        NullOperand => "ref Unsafe.NullRef<float>()",
        NumberOperand number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        FloatOperand number => Literal.Of(number.Value),
        FlagOperand flag => Literal.Of(flag.Value),
        RowsOperand rows => Rows(rows.Factor),
        HashOperand hash => hash.Value + "u",
        SymbolOperand { Symbol: Symbol.Key } => "key",
        SymbolOperand { Symbol: Symbol.Overwrites } => pass.IsSingle ? "false" : "overwrites",
        _ => throw new System.InvalidOperationException($"No text for {operand}."),
    };
}
