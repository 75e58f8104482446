using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Emission;

/// <summary>Prints the loss: evaluated over rows, or with its gradient over one row or many.</summary>
internal sealed class LossWriter
{
    private readonly SourceWriter _writer;
    private readonly LossPlan _loss;
    private readonly LossStep _step;
    private readonly ValuePlan _outputs;
    private readonly int _size;
    private readonly string _name;
    private readonly bool _weighsOutputs;

    private LossWriter(SourceWriter writer, NetworkPlan plan, LossStep step)
    {
        _writer = writer;
        _loss = plan.Loss!;
        _step = step;
        _outputs = plan[step.Outputs];
        _size = plan.OutputSize;
        _weighsOutputs = plan.WeighsOutputs;
        _name = _outputs.Kind == ValueKind.Output ? "y" : _outputs.Name;
    }

    public static void Write(SourceWriter writer, NetworkPlan plan, PassPlan pass, LossStep step)
    {
        var loss = new LossWriter(writer, plan, step);
        if (step.Gradient is not { } gradient)
            loss.WriteEvaluation(plan);
        else if (pass.IsSingle)
            loss.WriteRow(plan, plan[gradient].Name);
        else
            loss.WriteRows(plan, plan[gradient]);
    }

    private string Factor => _loss.Factor == 1 ? "" : _loss.Factor + " * ";

    /// <summary>Declares <c>loss</c>: the sum of every row's, if asked to.</summary>
    private void WriteEvaluation(NetworkPlan plan)
    {
        if (_loss.HasRowsForm)
        {
            _writer.Line($"float loss = evaluates ? {_loss.Class}.EvaluateRows(ref {_name}, ref t, {_size}, rows, {_outputs.RowLength}, sampleWeights) : 0;");
            return;
        }

        _writer.Line("float loss = 0;");
        using (_writer.Indent("for (nuint r = 0; evaluates && r < rows; r++)"))
        {
            string scratch = _step.Scratch is { } value ? $", Buffers.Row(ref {plan[value].Name}, 0, {_size})" : "";
            string call = Weighed(scratch.Length == 0 ? "Evaluate" : "Backward", RowOf(_name, "r", _outputs.RowLength), RowOf("t", "r", _size), scratch);
            _writer.Line($"loss += (sampleWeights.IsEmpty ? {_loss.Factor} : {Factor}sampleWeights[(int)r]) * {call};");
        }
    }

    private void WriteRow(NetworkPlan plan, string gradient)
    {
        string before = _step.TakesActivation == ActivationKind.Identity ? "the outputs" : $"{plan.Head.Name}'s values before the activation";
        _writer.Line();
        _writer.Line($"// {_loss.Name}: the loss, and its gradient with respect to {before}");
        _writer.Line(_size == 1 && _loss.HasScalarForm
            ? $"float loss = {_loss.Class}.Backward({_name}, t, out {gradient});"
            : $"float loss = {Call("Backward", RowOf(_name, "0", 0), RowOf("t", "0", 0), ", " + RowOf(gradient, "0", 0))};");
        if (_loss.Factor != 1)
        {
            _writer.Line($"loss *= {_loss.Factor};");
            _writer.Line($"scale *= {_loss.Factor};");
        }

        WriteEnd(plan);
        _writer.Line(_size == 1 ? $"{gradient} *= scale;" : $"if (scale != 1) Buffers.Scale(ref {gradient}, {_size}, scale);");
    }

    /// <summary>The loss of all rows and its gradients, both times the row's weight.</summary>
    private void WriteRows(NetworkPlan plan, ValuePlan gradient)
    {
        _writer.Line();
        if (_loss.HasRowsForm)
        {
            _writer.Line($"// {_loss.Name}, each row times its weight");
            _writer.Line($"float loss = {_loss.Class}.BackwardRows(ref {_name}, ref t, ref {gradient.Name}, {_size}, rows, {_outputs.RowLength}, sampleWeights);");
        }
        else
        {
            WriteRowByRow(gradient);
        }

        WriteEnd(plan);
        _writer.Line($"if (scale != 1) Buffers.Scale(ref {gradient.Name}, {(gradient.RowLength == 1 ? "rows" : $"rows * {gradient.RowLength}")}, scale);");
    }

    /// <summary>Where neither the parameters' gradients nor the input's are wanted, the loss is all there is to do, and so it is where a step cannot be taken.</summary>
    private void WriteEnd(NetworkPlan plan) => _writer.Line(plan.InputGradients ? DoorText.NoStep : DoorText.NoGradients());

    private void WriteRowByRow(ValuePlan gradient)
    {
        _writer.Line($"// {_loss.Name}, row by row");
        _writer.Line("float loss = 0;");
        using (_writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            string deltas = ", " + RowOf(gradient.Name, "r", gradient.RowLength);
            string at = gradient.RowLength == 1 ? "r" : $"r * {gradient.RowLength}";
            _writer.Line($"float rowLoss = {Weighed("Backward", RowOf(_name, "r", _outputs.RowLength), RowOf("t", "r", _size), deltas)};");
            _writer.Line($"float weight = sampleWeights.IsEmpty ? {_loss.Factor} : {Factor}sampleWeights[(int)r];");
            _writer.Line($"if (weight != 1) Buffers.Scale(ref Unsafe.Add(ref {gradient.Name}, {at}), {_size}, weight);");
            _writer.Line("loss += weight * rowLoss;");
        }
    }

    private string RowOf(string from, string row, int stride)
    {
        string offset = row == "0" ? "0" : stride == 1 ? row : $"{row} * {stride}";
        return $"Buffers.Row(ref {from}, {offset}, {_size})";
    }

    /// <summary>A call over one of many rows, whose outputs have weights where there are several and the loss has a term for each.</summary>
    private string Weighed(string method, string outputs, string targets, string rest)
    {
        string call = Call(method, outputs, targets, rest);
        return _weighsOutputs ? $"(outputWeights.IsEmpty ? {call} : {Call(method, outputs, targets, rest + ", outputWeights")})" : call;
    }

    private string Call(string method, string outputs, string targets, string rest) => _loss.CustomType is { } type
        ? $"{type}.{method}({outputs}, {targets}{rest})"
        : $"{_loss.Class}.{method}({outputs}, {targets}{rest}{(_loss.Argument is { } argument ? ", " + argument : "")})";
}
