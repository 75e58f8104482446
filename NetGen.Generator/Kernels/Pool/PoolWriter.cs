using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Conv;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Pool;

/// <summary>
/// Writes <c>Forward(ref x, ref y, ref s, rows)</c> and <c>InputGradients(ref x, ref y, ref d, ref dx, ref s, ref q, rows)</c>. s and q are memory for a row of inputs
/// and of their gradients with what stands around them; where windows reach over no edge they are left out, and so are x and y where a mean goes back.
/// </summary>
internal sealed class PoolWriter(SourceWriter writer, PoolPlan pool)
{
    /// <summary>Windows of more places are loops.</summary>
    private const int MostPlaces = 16;

    private int Start => (pool.Height.PadBefore * pool.Width.Padded + pool.Width.PadBefore) * pool.Channels;

    private int Row => pool.Width.Padded * pool.Channels;

    private bool IsUnrolled => pool.Height.Kernel * pool.Width.Kernel <= MostPlaces;

    public static void Write(PoolPlan pool, SourceWriter writer)
    {
        if (pool.Calls("Forward"))
            new PoolWriter(writer, pool).WriteForward();
        if (!pool.Calls("InputGradients"))
            return;
        if (pool.Calls("Forward"))
            writer.Line();
        new PoolWriter(writer, pool).WriteInputGradients();
    }

    private void WriteForward()
    {
        using (writer.Method($"private static void {pool.Method("Forward")}(ref float x, ref float y, {(pool.IsPadded ? "ref float s, " : "")}nuint rows)"))
        {
            if (pool.IsPadded)
                writer.Line($"Pooling.Fill(ref s, {pool.PaddedSize}, {(pool.IsMean ? "0" : "float.NegativeInfinity")});");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                CopyIn();
                writer.Line($"ref float xr = {(pool.IsPadded ? "ref s" : ConvText.Ref("x", 0, ("r", pool.InputStride)))}, yr = {ConvText.Ref("y", 0, ("r", pool.OutputStride))};");
                ConvLanes.Write(writer, pool.Channels, mayPair: false, WriteForward);
            }
        }
    }

    private void WriteForward(ConvLanes lanes)
    {
        var scopes = Windows(lanes);
        writer.Line($"ref float a = {Place("xr", lanes)};");
        string Join(string left, string right) => pool.IsMean ? $"{left} + {right}" : lanes.Simd is null ? $"Math.Max({left}, {right})" : $"{lanes.Simd.Name}.Max({left}, {right})";
        if (IsUnrolled)
        {
            writer.Line($"var v = {lanes.Load("a", 0)};");
            Wrap.List(writer, "", Places().Skip(1).Select(place => $"v = {Join("v", lanes.Load("a", place))}"), ";", ";");
        }
        else
        {
            writer.Line($"{lanes.Type} v = {(pool.IsMean ? lanes.Simd is null ? "0" : "default" : lanes.Broadcast("float.NegativeInfinity"))};");
            using (Loops(readsInputs: true))
                writer.Line($"v = {Join("v", lanes.Load("b", 0))};");
        }

        writer.Line(lanes.Store(pool.IsMean ? $"v * {Share}" : "v", Output("yr", lanes), 0, 0));
        ConvText.Close(scopes);
    }

    private void WriteInputGradients()
    {
        string values = pool.IsMean ? "" : "ref float x, ref float y, ", memory = (pool is { IsPadded: true, IsMean: false } ? "ref float s, " : "") + (pool.IsPadded ? "ref float q, " : "");
        using (writer.Method($"private static void {pool.Method("InputGradients")}({values}ref float d, ref float dx, {memory}nuint rows)"))
        {
            if (pool is { IsPadded: true, IsMean: false })
                writer.Line($"Pooling.Fill(ref s, {pool.PaddedSize}, float.NegativeInfinity);");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                if (!pool.IsMean)
                {
                    CopyIn();
                    writer.Line($"ref float xr = {(pool.IsPadded ? "ref s" : ConvText.Ref("x", 0, ("r", pool.InputStride)))}, yr = {ConvText.Ref("y", 0, ("r", pool.OutputStride))};");
                }

                writer.Line($"ref float dr = {ConvText.Ref("d", 0, ("r", pool.OutputStride))}, er = {(pool.IsPadded ? "ref q" : ConvText.Ref("dx", 0, ("r", pool.InputStride)))};");
                writer.Line($"Rows.Clear(ref er, {pool.PaddedSize}, 1, {pool.PaddedSize});");
                ConvLanes.Write(writer, pool.Channels, mayPair: false, WriteInputGradients);
                if (pool.IsPadded)
                {
                    int row = pool.Width.Input * pool.Channels;
                    writer.Line($"Rows.Copy({ConvText.Ref("q", Start)}, {ConvText.Ref("dx", 0, ("r", pool.InputStride))}, {row}, {pool.Height.Input}, {Row}, {row});");
                }
            }
        }
    }

    private void WriteInputGradients(ConvLanes lanes)
    {
        var scopes = Windows(lanes);
        writer.Line($"ref float e = {Place("er", lanes)};");
        string gradient = lanes.Load(Output("dr", lanes), 0);
        if (pool.IsMean)
        {
            writer.Line($"var v = {gradient} * {Share};");
        }
        else
        {
            writer.Line($"ref float a = {Place("xr", lanes)};");
            writer.Line($"{lanes.Type} v = {lanes.Load(Output("yr", lanes), 0)}, left = {gradient};");
        }

        // The last window begins early: what it shares with the one before has its gradient already.
        bool isKept = lanes is { IsWhole: false, Simd: not null };
        string Keep(string value) => isKept ? $"Lanes.KeepFrom({value}, m - n)" : value;
        string Term(string at, int place) => Keep(pool.IsMean ? "v" : $"Pooling.Take({lanes.Load(at, place)}, v, ref left)");
        if (IsUnrolled)
        {
            foreach (int place in Places())
                writer.Line(lanes.Store($"{lanes.Load("e", place)} + {Term("a", place)}", "e", place, 0));
        }
        else
        {
            using (Loops(readsInputs: !pool.IsMean))
            {
                writer.Line($"ref float f = {ConvText.Ref("e", 0, ("k", pool.Height.Dilation * Row), ("l", pool.Width.Dilation * pool.Channels))};");
                writer.Line(lanes.Store($"{lanes.Load("f", 0)} + {Term("b", 0)}", "f", 0, 0));
            }
        }

        ConvText.Close(scopes);
    }

    /// <summary>Copies a row of inputs to the middle of what stands around it.</summary>
    private void CopyIn()
    {
        if (pool.IsPadded)
            TapWriter.WriteCopy(writer, TapAxis.Gather(pool.Height), TapAxis.Gather(pool.Width), pool.Channels, "x", pool.InputStride, ConvText.Ref("s", Start));
    }

    private List<SourceWriter.Scope?> Windows(ConvLanes lanes)
    {
        List<SourceWriter.Scope?> scopes = [ConvText.Loop(writer, "i", pool.Height.Output), ConvText.Loop(writer, "j", pool.Width.Output), lanes.Windows(writer)];
        if (scopes.All(static scope => scope is null))
            scopes.Add(writer.Block());
        return scopes;
    }

    /// <summary>A window's first place.</summary>
    private string Place(string from, ConvLanes lanes) => ConvText.Ref(from, 0,
        ConvText.Term("i", pool.Height.Output, pool.Height.Stride * Row), ConvText.Term("j", pool.Width.Output, pool.Width.Stride * pool.Channels), lanes.Window);

    /// <summary>The output of a window, as something that can be referred to.</summary>
    private string Output(string from, ConvLanes lanes)
    {
        string place = ConvText.Ref(from, 0, ConvText.Term("i", pool.Height.Output, pool.Width.Output * pool.Channels), ConvText.Term("j", pool.Width.Output, pool.Channels), lanes.Window);
        return place.Substring("ref ".Length);
    }

    private IEnumerable<int> Places() =>
        from k in Enumerable.Range(0, pool.Height.Kernel)
        from l in Enumerable.Range(0, pool.Width.Kernel)
        select k * pool.Height.Dilation * Row + l * pool.Width.Dilation * pool.Channels;

    /// <summary>The loops over a window that has too many places to be written out; <c>b</c> is a place.</summary>
    private SourceWriter.Scope Loops(bool readsInputs)
    {
        writer.Line($"for (nuint k = 0; k < {pool.Height.Kernel}; k++)");
        SourceWriter.Scope scope = writer.Block($"for (nuint l = 0; l < {pool.Width.Kernel}; l++)");
        if (readsInputs)
            writer.Line($"ref float b = {ConvText.Ref("a", 0, ("k", pool.Height.Dilation * Row), ("l", pool.Width.Dilation * pool.Channels))};");
        return scope;
    }

    /// <summary>What one place has of the mean.</summary>
    private string Share => pool.CountsZeros || !pool.IsPadded
        ? Literal.Of(1f / (pool.Height.Kernel * pool.Width.Kernel))
        : $"(1f / ({Within("i", pool.Height)} * {Within("j", pool.Width)}))";

    private static string Within(string symbol, WindowAxis axis) =>
        axis.IsPadded ? $"Pooling.Within({ConvText.Index(0, ConvText.Term(symbol, axis.Output, axis.Stride))}, {axis.Kernel}, {axis.PadBefore}, {axis.Input})" : axis.Kernel.ToString();
}
