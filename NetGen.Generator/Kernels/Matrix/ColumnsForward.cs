using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// Forward kernels over weights [inputs, outputs]: a vector runs over outputs and every input is broadcast.
/// Vectors past the last output read on into the next row of weights, or past the block's end into its slack; what they compute
/// lands in the padding of the output row, which nothing reads.
/// </summary>
internal static class ColumnsForward
{
    /// <summary>
    /// Of how many rows of a block two inputs are read at once. With one vector of outputs each of 8 multiply-adds reads an input of its own
    /// beside the weights: 9 reads, where a processor makes 8. Pairs in two rows make it 8, and few shuffles where those are in the way of multiply-adds.
    /// </summary>
    private const int SpreadRows = 2;

    public static void EmitSingle(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Forward", "ref float x, ref float y")))
        {
            int vectors = matrix.OutputVectors;
            MatrixText.Twins(writer, matrix.Outputs > 8, simd =>
            {
                if (simd.IsPortable)
                {
                    int block = vectors % 4 == 0 ? 8 : vectors % 2 == 0 ? 4 : 2;
                    using (writer.Block($"for (nuint n = 0; n < {matrix.Outputs}; n += {simd.Step(block)})"))
                        EmitBlock(writer, matrix, simd, "n", block, 8 / block);
                    return;
                }

                int width = BlockWidth(vectors);
                if (vectors == width)
                {
                    EmitBlock(writer, matrix, simd, "0", width, Math.Max(1, 8 / width));
                    return;
                }

                using (writer.Block($"for (nuint n = 0; n < {vectors / width * width * 16}; n += {simd.Step(width)})"))
                    EmitBlock(writer, matrix, simd, "n", width, 1);
                if (vectors % width is var rest and > 0)
                {
                    using (writer.Block())
                        EmitBlock(writer, matrix, simd, (vectors / width * width * 16).ToString(), rest, Math.Max(1, 8 / rest));
                }
            });
        }
    }

    /// <summary>How many vectors of outputs are summed at once: all when they fit in registers, else a divisor near 8.</summary>
    private static int BlockWidth(int vectors)
    {
        if (vectors <= 12)
            return vectors;
        return new[] { 8, 10, 7, 9, 6, 5, 11, 12 }.FirstOrDefault(width => vectors % width == 0) is var found and > 0 ? found : 8;
    }

    /// <summary>Sums some vectors of outputs over all inputs, several inputs at a time so that additions need not wait for each other.</summary>
    private static void EmitBlock(SourceWriter writer, MatrixPlan matrix, Simd simd, string n, int width, int unroll)
    {
        while (unroll > matrix.Inputs)
            unroll /= 2;
        string Sum(int u, int v) => unroll == 1 ? $"s{v}" : width == 1 ? $"s{u}" : $"s{u}{(char)('a' + v)}";

        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, unroll * width).Select(i => (U: i / width, V: i % width)).Select(sum =>
            $"{Sum(sum.U, sum.V)} = {(sum.U == 0 ? Bias(matrix, simd, n, sum.V) : "default")}"), ";");

        bool isSpread = !simd.IsPortable && width == 1 && unroll > 1;

        void Step(string k, int u)
        {
            string input = isSpread && k == "k" ? Spread("q" + u / 2, u) : simd.Broadcast(MatrixText.Element("x", MatrixText.Plus(k, u)));
            if (width > 1)
                writer.Line($"var a{u} = {input};");
            Wrap.List(writer, "", Enumerable.Range(0, width).Select(v =>
            {
                string index = MatrixText.Plus(MatrixText.Plus(MatrixText.Times(k, matrix.Outputs), u * matrix.Outputs), simd.Offset(n, v));
                return $"{Sum(u, v)} = {simd.MultiplyAdd(width > 1 ? "a" + u : input, Parameters(matrix, simd, "w", index), Sum(u, v))}";
            }), ";", ";");
        }

        int whole = matrix.Inputs / unroll * unroll;
        using (writer.Block($"for (nuint k = 0; k < {whole}; k += {unroll})"))
        {
            if (isSpread)
                EmitPairLoads(writer, Enumerable.Range(0, unroll / 2).Select(static pair => ("q" + pair, "x", MatrixText.Plus("k", 2 * pair))));
            for (int u = 0; u < unroll; u++)
                Step("k", u);
        }

        for (int k = whole; k < matrix.Inputs; k++)
            using (writer.Block())
                Step(k.ToString(), 0);

        for (int v = 0; v < width; v++)
        {
            string total = MatrixText.Tree(Enumerable.Range(0, unroll).Select(u => Sum(u, v)).ToList());
            writer.Line(MatrixText.Store(MatrixText.Activate(matrix, total), "y", simd.Offset(n, v)));
        }
    }

    private static string Parameters(MatrixPlan matrix, Simd simd, string from, string index) =>
        matrix.ReadsPieces && !simd.IsPortable ? simd.First(from, index, matrix.Outputs) : simd.Load(from, index);

    private static string Bias(MatrixPlan matrix, Simd simd, string n, int v) =>
        matrix.UsesBias ? Parameters(matrix, simd, "b", simd.Offset(n, v)) : "default";

    public static void EmitRows(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "ForwardRows", "ref float x, ref float y, nuint rows")))
        {
            writer.Line("nuint last = rows - 1;");
            int vectors = matrix.OutputVectors;
            MatrixText.Twins(writer, matrix.Outputs >= 16, simd =>
            {
                if (simd.IsPortable)
                {
                    using (writer.Indent($"for (nuint n = 0; n < {matrix.Outputs}; n += {simd.Step(2)})"))
                        EmitTile(writer, matrix, simd, "n", 4, 2);
                    return;
                }

                int width = MatrixRule.TileWidth(matrix);
                if (matrix.PanelInputs > 0)
                {
                    WideForward.EmitPanels(writer, matrix, width);
                    return;
                }

                if (vectors == width)
                {
                    EmitTile(writer, matrix, simd, "0", 8, width);
                    return;
                }

                using (writer.Indent($"for (nuint n = 0; n < {16 * vectors}; n += {simd.Step(width)})"))
                    EmitTile(writer, matrix, simd, "n", 8, width);
            });
        }
    }

    /// <summary>
    /// A register block: each vector of weights serves <paramref name="height"/> rows. Past the last row the last one is computed again.
    /// With a panel the sums go on from those in <c>y</c> over <c>count</c> inputs.
    /// </summary>
    public static void EmitTile(SourceWriter writer, MatrixPlan matrix, Simd simd, string n, int height, int width, bool hasPanel = false)
    {
        string Sum(int row, int v) => width == 1 ? $"s{row}" : $"s{row}{(char)('a' + v)}";
        string At(int row, int v) => MatrixText.Plus(MatrixText.Times(MatrixText.RowIndex(row), matrix.OutputStride), simd.Offset(n, v));
        var sums = Enumerable.Range(0, height * width).Select(i => (Row: i / width, V: i % width)).ToList();
        bool isPaired = height * width == 8 && !simd.IsPortable && !hasPanel && matrix.Inputs >= 16;
        using (writer.Block($"for (nuint r = 0; r < rows; r += {height})"))
        {
            Wrap.List(writer, "nuint ", Enumerable.Range(1, height - 1).Select(row => $"r{row} = Math.Min(r + {row}, last)"), ";");
            Wrap.List(writer, "ref float ", Enumerable.Range(0, height).Select(row =>
                $"x{row} = ref Unsafe.Add(ref x, {MatrixText.Times(MatrixText.RowIndex(row), matrix.InputStride)})"), ";");
            for (int v = 0; v < width && !hasPanel; v++)
            {
                writer.Line($"{simd.Type} {Sum(0, v)} = {Bias(matrix, simd, n, v)}, {string.Join(", ", Enumerable.Range(1, height - 1).Select(row => $"{Sum(row, v)} = {Sum(0, v)}"))};");
            }

            if (hasPanel)
            {
                writer.Line($"ref float from = ref r == 0 ? ref w : ref panel; nuint stride = r == 0 ? {matrix.Outputs}u : {16 * width}u;");
                Wrap.List(writer, simd.Type + " ", sums.Select(sum => $"{Sum(sum.Row, sum.V)} = {simd.Load("y", At(sum.Row, sum.V))}"), ";");
            }

            if (isPaired)
            {
                EmitPairs();
                return;
            }

            using (writer.Block(hasPanel ? "for (nuint k = 0; k < count; k++)" : $"for (nuint k = 0; k < {matrix.Inputs}; k++)"))
            {
                for (int v = 0; v < width; v++)
                    writer.Line($"var w{v} = {(hasPanel ? simd.Load("from", (16 * v).ToString()) : simd.Load("w", MatrixText.Plus(MatrixText.Times("k", matrix.Outputs), simd.Offset(n, v))))};");
                if (hasPanel)
                {
                    Wrap.List(writer, "", Enumerable.Range(0, width).Select(v => MatrixText.Store("w" + v, "panel", MatrixText.Plus($"k * {16 * width}", 16 * v))), "", "");
                    var fetches = Enumerable.Range(0, width).Select(v => $"Lanes.Prefetch(ref from, {16 * (width + v)});");
                    Wrap.List(writer, "", fetches.Append("from = ref Unsafe.Add(ref from, stride);"), "", "");
                }

                for (int row = 0; row < height; row++)
                {
                    if (width > 1)
                        writer.Line($"var a{row} = {simd.Broadcast(MatrixText.Element("x" + row, "k"))};");
                    string factor = width > 1 ? "a" + row : simd.Broadcast(MatrixText.Element("x" + row, "k"));
                    Wrap.List(writer, "", Enumerable.Range(0, width).Select(v =>
                        $"{Sum(row, v)} = {simd.MultiplyAdd(factor, "w" + v, Sum(row, v))}"), ";", ";");
                }
            }

            Wrap.List(writer, "", sums.Select(sum => MatrixText.Store(
                hasPanel ? Sum(sum.Row, sum.V) : MatrixText.Activate(matrix, Sum(sum.Row, sum.V)), "y", At(sum.Row, sum.V))), "", "");
        }

        // Eight sums are only as many multiply-adds as are under way at any time: one that is late holds up the next. So each row has two.
        void EmitPairs()
        {
            Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height).Select(static row => $"t{row} = default"), ";");
            int whole = matrix.Inputs / 2 * 2;
            using (writer.Block($"for (nuint k = 0; k < {whole}; k += 2)"))
            {
                EmitPairLoads(writer, Enumerable.Range(0, SpreadRows).Select(static row => ("q" + row, "x" + row, "k")));
                EmitInput("k", 0, "s");
                EmitInput("k", 1, "t");
            }

            if (whole < matrix.Inputs)
            {
                using (writer.Block())
                    EmitInput(whole.ToString(), 0, "s");
            }

            Wrap.List(writer, "", sums.Select(sum => MatrixText.Store(MatrixText.Activate(matrix, $"s{sum.Row} + t{sum.Row}"), "y", At(sum.Row, sum.V))), "", "");
        }

        void EmitInput(string k, int next, string sum)
        {
            string weights = MatrixText.Plus(MatrixText.Plus(MatrixText.Times(k, matrix.Outputs), next * matrix.Outputs), n);
            writer.Line($"var w{next} = {simd.Load("w", weights)};");
            Wrap.List(writer, "", Enumerable.Range(0, height).Select(row =>
                $"{sum}{row} = {simd.MultiplyAdd(Input(k, next, row), "w" + next, sum + row)}"), ";", ";");
        }

        string Input(string k, int next, int row) =>
            k == "k" && row < SpreadRows ? Spread("q" + row, next) : simd.Broadcast(MatrixText.Element("x" + row, MatrixText.Plus(k, next)));
    }

    private static string Spread(string pair, int input) => $"Lanes.{(input % 2 == 0 ? "Even" : "Odd")}({pair})";

    private static void EmitPairLoads(SourceWriter writer, IEnumerable<(string Pair, string From, string Index)> pairs) =>
        Wrap.List(writer, "", pairs.Select(static load => $"var {load.Pair} = Lanes.Pair(ref {load.From}, {load.Index});"), "", "");
}
