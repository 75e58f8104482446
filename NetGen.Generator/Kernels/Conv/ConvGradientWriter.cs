using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Conv;

/// <summary>
/// Writes the gradients of weights: sums over all rows and pixels of an input times an output's gradient, as many at once as registers hold. The sums of a call
/// are complete before they are added to what is there.
/// </summary>
internal sealed class ConvGradientWriter(SourceWriter writer, ConvPlan conv)
{
    private readonly int _groups = conv.IsDepthwise ? 1 : conv.Groups;

    private int Padded => conv.PaddedSize;

    /// <summary>The channels that vectors run over: those of y.</summary>
    private int Channels => conv.IsDepthwise ? conv.Outputs : conv.GroupOutputs;

    private int SmallChannels => conv.IsTransposed ? conv.Inputs : conv.Outputs;

    private (string Name, int Stride) Large => conv.IsPadded ? ("u", Padded) : conv.IsTransposed ? ("d", conv.OutputStride) : ("x", conv.InputStride);

    private (string Name, int Stride) Small => conv.IsTransposed ? ("x", conv.InputStride) : ("d", conv.OutputStride);

    public void Write()
    {
        if (conv.IsPadded)
        {
            var (from, stride) = conv.IsTransposed ? ("d", conv.OutputStride) : ("x", conv.InputStride);
            writer.Line($"Rows.Clear(ref u, {Padded}, rows, {Padded});");
            using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
            {
                TapWriter.WriteCopy(writer, TapAxis.Gather(conv.Height), TapAxis.Gather(conv.Width), conv.LargeChannels, from, stride,
                    ConvText.Ref("u", (conv.Height.PadBefore * conv.Width.Padded + conv.Width.PadBefore) * conv.LargeChannels, ("r", Padded)));
            }
        }

        ConvLanes.Write(writer, Channels, mayPair: !conv.IsDepthwise, WriteWindows);
    }

    private void WriteWindows(ConvLanes lanes)
    {
        bool isRun = !conv.IsTransposed && !conv.IsDepthwise && conv.Groups == 1 && conv.Width.Dilation == 1;
        int columns = isRun || conv.IsDepthwise ? 1 : conv.Width.Kernel;
        int inputs = isRun ? conv.Width.Kernel * conv.Inputs : conv.IsDepthwise ? conv.Width.Kernel : conv.GroupInputs;
        var scopes = new List<SourceWriter.Scope?>
        {
            ConvText.Loop(writer, "q", _groups), lanes.Windows(writer), ConvText.Loop(writer, "ky", conv.Height.Kernel), ConvText.Loop(writer, "kx", columns),
        };
        int block = ConvText.BlockOf(inputs, lanes.Inputs), whole = inputs / block * block;
        WriteBlock(lanes, columns, block, whole == block ? null : writer.Block($"for (nuint c = 0; c < {whole}; c += {block})"), 0);
        if (inputs > whole)
            WriteBlock(lanes, columns, inputs - whole, null, whole);
        ConvText.Close(scopes);
    }

    /// <param name="lanes">The vectors.</param>
    /// <param name="columns">How many taps of a row the loop around goes over.</param>
    /// <param name="count">How many inputs are summed at once.</param>
    /// <param name="loop">The loop over them that the block stands in; null where they begin at <paramref name="first"/>.</param>
    /// <param name="first">The first input.</param>
    private void WriteBlock(ConvLanes lanes, int columns, int count, SourceWriter.Scope? loop, int first)
    {
        SourceWriter.Scope scope = loop ?? writer.Block();
        int outputs = conv.Outputs, tap = conv.GroupInputs * outputs, inputDistance = conv.IsDepthwise ? conv.Width.Dilation * conv.Inputs : 1;
        int weightDistance = conv.IsDepthwise ? tap : outputs;
        (string, int) block = loop is null ? ("", 0) : ("c", 1);
        var (small, large) = (Small, Large);
        Wrap.List(writer, lanes.Type + " ", lanes.Sums(count).Select(sum => $"{lanes.Sum(sum.I, sum.Vector)} = {(lanes.Simd is null ? "0" : "default")}"), ";");
        bool broadcastsSmall = conv.IsTransposed && !conv.IsDepthwise;
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            SourceWriter.Scope? rowsOfPixels = ConvText.Loop(writer, "i", conv.Height.Output);
            int paddedRow = conv.Width.Padded * conv.LargeChannels, smallRow = conv.Width.Output * SmallChannels;
            (string, int)[] inLarge = [("r", large.Stride), ConvText.Term("i", conv.Height.Output, conv.Height.Stride * paddedRow), ConvText.Term("ky", conv.Height.Kernel, conv.Height.Dilation * paddedRow), ConvText.Term("kx", columns, conv.Width.Dilation * conv.LargeChannels)];
            (string, int)[] inSmall = [("r", small.Stride), ConvText.Term("i", conv.Height.Output, smallRow)];
            (string, int)[] ofInputs = conv.IsDepthwise ? [lanes.Window, (block.Item1, inputDistance)] : [ConvText.Term("q", _groups, conv.GroupInputs), (block.Item1, 1)];
            (string, int)[] ofOutputs = [ConvText.Term("q", _groups, conv.GroupOutputs), lanes.Window];
            string a = ConvText.Ref(broadcastsSmall ? small.Name : large.Name, first * inputDistance, [.. broadcastsSmall ? inSmall : inLarge, .. ofInputs]);
            string e = ConvText.Ref(broadcastsSmall ? large.Name : small.Name, 0, [.. broadcastsSmall ? inLarge : inSmall, .. ofOutputs]);
            writer.Line($"ref float a = {a}, e = {e};");
            using (writer.Block($"for (nuint j = 0; j < {conv.Width.Output}; j++)"))
            {
                WriteProducts(lanes, count, inputDistance);
                int largeStep = conv.Width.Stride * conv.LargeChannels;
                writer.Line($"a = ref Unsafe.Add(ref a, {(broadcastsSmall ? SmallChannels : largeStep)}); e = ref Unsafe.Add(ref e, {(broadcastsSmall ? largeStep : SmallChannels)});");
            }

            rowsOfPixels?.Dispose();
        }

        writer.Line($"ref float gi = {ConvText.Ref("gw", first * weightDistance,
            ConvText.Term("ky", conv.Height.Kernel, conv.Width.Kernel * tap), ConvText.Term("kx", columns, tap), (block.Item1, weightDistance), ConvText.Term("q", _groups, conv.GroupOutputs), lanes.Window)};");
        Wrap.List(writer, "", lanes.Sums(count).Select(sum => lanes.Put(lanes.Sum(sum.I, sum.Vector), "gi", sum.I * weightDistance, sum.Vector)), "", "");
        scope.Dispose();
    }

    private void WriteProducts(ConvLanes lanes, int count, int distance)
    {
        for (int vector = 0; vector < lanes.Vectors; vector++)
            writer.Line($"var e{vector} = {lanes.Load("e", 0, vector)};");
        if (lanes.Vectors == 1)
        {
            Wrap.List(writer, "", Enumerable.Range(0, count).Select(i => $"s{i} = {lanes.MultiplyAdd(Input(i), "e0", $"s{i}")}"), ";", ";");
            return;
        }

        for (int i = 0; i < count; i++)
        {
            int input = i;
            writer.Line($"var a{i} = {Input(i)};");
            Wrap.List(writer, "", Enumerable.Range(0, lanes.Vectors).Select(vector => $"{lanes.Sum(input, vector)} = {lanes.MultiplyAdd($"a{input}", $"e{vector}", lanes.Sum(input, vector))}"), ";", ";");
        }

        string Input(int i) => conv.IsDepthwise ? lanes.Load("a", i * distance) : lanes.Broadcast(i == 0 ? "a" : $"Unsafe.Add(ref a, {i * distance})");
    }
}
