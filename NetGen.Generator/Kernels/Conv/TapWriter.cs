using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>
/// Writes a kernel of taps. A register block holds the sums of some pixels: every vector of weights serves all of them, inputs are broadcast. Zeros stand
/// around the inputs where windows reach over the edge, in a copy of one row, so that no loop looks where it is.
/// </summary>
internal sealed class TapWriter(SourceWriter writer, TapPlan plan)
{
    /// <param name="weights">The weights' variable.</param>
    /// <param name="from">The variable to read.</param>
    /// <param name="to">The variable to write.</param>
    /// <param name="padded">The variable of the copy.</param>
    public void Write(string weights, string from, string to, string padded)
    {
        if (plan.IsPadded)
            writer.Line($"Rows.Clear(ref {padded}, {plan.PaddedSize}, 1, {plan.PaddedSize});");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            if (plan.IsPadded)
            {
                WriteCopy(writer, plan.Height, plan.Width, plan.Inputs, from, plan.InputStride, ConvText.Ref(padded, Start));
                writer.Line($"ref float xr = ref {padded}, yr = {ConvText.Ref(to, 0, ("r", plan.OutputStride))};");
            }
            else
            {
                writer.Line($"ref float xr = {ConvText.Ref(from, 0, ("r", plan.InputStride))}, yr = {ConvText.Ref(to, 0, ("r", plan.OutputStride))};");
            }

            ConvLanes.Write(writer, plan.Channels, mayPair: !plan.IsDepthwise, lanes => WritePhases(lanes, weights));
        }
    }

    private int Start => (plan.Height.PadBefore * plan.Width.Padded + plan.Width.PadBefore) * plan.Inputs;

    /// <summary>Copies row <c>r</c> to the middle of its zeros.</summary>
    public static void WriteCopy(SourceWriter writer, TapAxis height, TapAxis width, int channels, string from, int stride, string to)
    {
        int row = width.Inputs * channels;
        writer.Line($"Rows.Copy({ConvText.Ref(from, 0, ("r", stride))}, {to}, {row}, {height.Inputs}, {row}, {width.Padded * channels});");
    }

    private void WritePhases(ConvLanes lanes, string weights)
    {
        foreach (TapPhase y in PhasesOf(plan.Height, "y"))
        {
            SourceWriter.Scope? rows = Loop(plan.Height, "y");
            foreach (TapPhase x in PhasesOf(plan.Width, "x"))
            {
                SourceWriter.Scope? columns = Loop(plan.Width, "x");
                WritePhase(lanes, y, x, weights);
                columns?.Dispose();
            }

            rows?.Dispose();
        }
    }

    private static IReadOnlyList<TapPhase> PhasesOf(TapAxis axis, string symbol) => axis.IsLoop ? [axis.Looped(symbol + "Phase")] : axis.Phases;

    /// <summary>The loop over phases that are many; null where each has its own text.</summary>
    private SourceWriter.Scope? Loop(TapAxis axis, string letter)
    {
        if (!axis.IsLoop)
            return null;
        string symbol = letter + "Phase";
        SourceWriter.Scope scope = writer.Block($"for (nuint {symbol} = 0; {symbol} < {axis.Phases.Count}; {symbol}++)");
        WindowAxis window = axis.Window;
        writer.Line($"nuint {symbol}Taps = Pixels.TapsOf((nint){symbol} + {window.PadBefore}, {window.Kernel}, {window.Stride}, {window.Dilation}, {axis.PadBefore}, {(axis.IsReversed ? "true" : "false")}, out nuint {symbol}Tap, out nuint {symbol}From);");
        writer.Line($"nuint {symbol}Count = ({window.Input + window.Stride - 1} - {symbol}) / {window.Stride};");
        return scope;
    }

    private void WritePhase(ConvLanes lanes, TapPhase y, TapPhase x, string weights)
    {
        int groups = plan.IsDepthwise ? 1 : plan.Groups, pixels = ConvText.BlockOf(plan.Width.LeastCount, lanes.Pixels);
        var scopes = new List<SourceWriter.Scope?> { ConvText.Loop(writer, "q", groups), lanes.Windows(writer), ConvText.Loop(writer, "i", y.Count), Blocks(x.Count, pixels) };
        if (scopes.All(static scope => scope is null))
            scopes.Add(writer.Block());

        (string, int) column = x.Count == pixels ? ("", 0) : ("j", 1);
        var (group, window) = (ConvText.Term("q", groups, plan.GroupOutputs), lanes.Window);
        writer.Line($"ref float o = {ConvText.Ref("yr", (y.First.Value * plan.Width.Outputs + x.First.Value) * plan.Outputs,
            ConvText.Term(y.First, plan.Width.Outputs * plan.Outputs), ConvText.Term(x.First, plan.Outputs), ConvText.Term("i", y.Count, y.Step * plan.Width.Outputs * plan.Outputs), (column.Item1, x.Step * plan.Outputs), group, window)};");
        WriteStart(lanes, pixels, ConvText.Index(0, group, window));
        if (HasTaps(y) && HasTaps(x))
            WriteTaps(lanes, y, x, pixels, weights, column.Item1);
        Wrap.List(writer, "", lanes.Sums(pixels).Select(sum => lanes.Store(ConvLanes.Activate(plan.Activation, lanes.Sum(sum.I, sum.Vector)), "o", sum.I * x.Step * plan.Outputs, sum.Vector)), "", "");
        ConvText.Close(scopes);
    }

    /// <summary>The loop over blocks of pixels; the last block begins early and computes some pixels again.</summary>
    private SourceWriter.Scope? Blocks(Amount count, int pixels)
    {
        if (count == pixels)
            return null;
        if (count.Symbol is null && count.Value % pixels == 0)
            return writer.Block($"for (nuint j = 0; j < {count}; j += {pixels})");
        SourceWriter.Scope scope = writer.Block($"for (nuint k = 0; k < {count}; k += {pixels})");
        writer.Line($"nuint j = Math.Min(k, {(count.Symbol is null ? (count.Value - pixels).ToString() : $"{count} - {pixels}")});");
        return scope;
    }

    private static bool HasTaps(TapPhase phase) => phase.Taps.Symbol is not null || phase.Taps.Value > 0;

    private void WriteStart(ConvLanes lanes, int pixels, string window)
    {
        string zero = lanes.Simd is null ? "0" : "default";
        if (!plan.UsesBias)
        {
            Wrap.List(writer, lanes.Type + " ", lanes.Sums(pixels).Select(sum => $"{lanes.Sum(sum.I, sum.Vector)} = {zero}"), ";");
            return;
        }

        writer.Line($"ref float bn = {(window == "0" ? "ref b" : $"ref Unsafe.Add(ref b, {window})")};");
        for (int vector = 0; vector < lanes.Vectors; vector++)
        {
            int v = vector;
            Wrap.List(writer, lanes.Type + " ", Enumerable.Range(0, pixels).Select(i => $"{lanes.Sum(i, v)} = {(i == 0 ? lanes.Load("bn", 0, v) : lanes.Sum(0, v))}"), ";");
        }
    }

    private void WriteTaps(ConvLanes lanes, TapPhase y, TapPhase x, int pixels, string weights, string column)
    {
        int tap = plan.GroupInputs * plan.Outputs, kernelRow = plan.KernelWidth * tap, inputRow = plan.Width.Padded * plan.Inputs;
        int groups = plan.IsDepthwise ? 1 : plan.Groups;
        bool isRun = x.IsContiguous && groups == 1 && !plan.IsDepthwise;
        Amount columns = isRun ? 1 : x.Taps;
        int run = isRun ? x.Taps.Value * plan.GroupInputs : plan.GroupInputs;

        var scopes = new List<SourceWriter.Scope?> { ConvText.Loop(writer, "ky", y.Taps), ConvText.Loop(writer, "kx", columns) };
        string a = ConvText.Ref("xr", (y.InFirst.Value * plan.Width.Padded + x.InFirst.Value) * plan.Inputs,
            ConvText.Term(y.InFirst, inputRow), ConvText.Term(x.InFirst, plan.Inputs),
            ConvText.Term("i", y.Count, y.InStep * inputRow), (column, x.InStep * plan.Inputs), ConvText.Term("ky", y.Taps, y.TapIn * inputRow), ConvText.Term("kx", columns, x.TapIn * plan.Inputs),
            ConvText.Term("q", groups, plan.GroupInputs), plan.IsDepthwise ? lanes.Window : ("", 0));
        string f = ConvText.Ref(weights, y.TapFirst.Value * kernelRow + x.TapFirst.Value * tap,
            ConvText.Term(y.TapFirst, kernelRow), ConvText.Term(x.TapFirst, tap),
            ConvText.Term("ky", y.Taps, y.TapStep * kernelRow), ConvText.Term("kx", columns, x.TapStep * tap), ConvText.Term("q", groups, plan.GroupOutputs), lanes.Window);
        writer.Line($"ref float a = {a}, f = {f};");
        scopes.Add(run == 1 ? null : writer.Block($"for (nuint c = 0; c < {run}; c++)"));
        if (scopes.All(static scope => scope is null))
            scopes.Add(writer.Block());
        WriteTile(lanes, pixels, x.InStep * plan.Inputs);
        if (run > 1)
            writer.Line($"a = ref Unsafe.Add(ref a, 1); f = ref Unsafe.Add(ref f, {plan.Outputs});");
        ConvText.Close(scopes);
    }

    /// <summary>One weight, or two side by side, times an input of every pixel.</summary>
    private void WriteTile(ConvLanes lanes, int pixels, int distance)
    {
        for (int vector = 0; vector < lanes.Vectors; vector++)
            writer.Line($"var w{vector} = {lanes.Load("f", 0, vector)};");
        if (lanes.Vectors == 1)
        {
            Wrap.List(writer, "", Enumerable.Range(0, pixels).Select(i => $"s{i} = {lanes.MultiplyAdd(Input(i), "w0", $"s{i}")}"), ";", ";");
            return;
        }

        for (int i = 0; i < pixels; i++)
        {
            int pixel = i;
            writer.Line($"var a{i} = {Input(i)};");
            Wrap.List(writer, "", Enumerable.Range(0, lanes.Vectors).Select(vector => $"{lanes.Sum(pixel, vector)} = {lanes.MultiplyAdd($"a{pixel}", $"w{vector}", lanes.Sum(pixel, vector))}"), ";", ";");
        }

        string Input(int i) => plan.IsDepthwise
            ? lanes.Load("a", i * distance)
            : lanes.Broadcast(i == 0 ? "a" : $"Unsafe.Add(ref a, {i * distance})");
    }
}
