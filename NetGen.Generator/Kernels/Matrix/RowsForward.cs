using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// Forward kernels over weights [outputs, inputs], at least 16 inputs and few outputs: a vector runs over inputs, each output is one sum.
/// One row reads the last inputs in pieces, those in which training writes their weights; several rows share a window that begins early, of
/// which only the lanes that are new are kept.
/// </summary>
internal static class RowsForward
{
    public static void EmitRows(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "ForwardRows", "ref float x, ref float y, nuint rows")))
        {
            writer.Line("nuint r = 0;");
            MatrixText.Twins(writer, true, simd => EmitRows(writer, matrix, simd), isLast: false);
            using (writer.Indent("for (; r < rows; r++)"))
                writer.Line(MatrixText.ForwardOfRow(matrix));
        }
    }

    public static void EmitSingle(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Forward", "ref float x, ref float y")))
        {
            MatrixText.Twins(writer, true, simd =>
            {
                foreach ((int first, int count) in Groups(matrix.Outputs, simd.IsPortable ? 4 : 8))
                {
                    using (writer.Block())
                        EmitGroup(writer, matrix, simd, first, count);
                }
            });
        }
    }

    /// <summary>Some rows at a time, so that a weight is read once for all of them; as many as have their sums in registers.</summary>
    private static void EmitRows(SourceWriter writer, MatrixPlan matrix, Simd simd)
    {
        int outputs = Math.Min(matrix.Outputs, simd.IsPortable ? 4 : 8), height = Math.Min(8, (simd.IsPortable ? 12 : 24) / outputs);
        using (writer.Block($"for (; r + {height} <= rows; r += {height})"))
        {
            Wrap.List(writer, "ref float ", Enumerable.Range(0, height).Select(row => $"x{row} = ref Unsafe.Add(ref x, {MatrixText.Times(row == 0 ? "r" : $"r + {row}", matrix.InputStride)})"), ";");
            Wrap.List(writer, "ref float ", Enumerable.Range(0, height).Select(row => $"y{row} = ref Unsafe.Add(ref y, {MatrixText.Times(row == 0 ? "r" : $"r + {row}", matrix.OutputStride)})"), ";");
            foreach ((int first, int count) in Groups(matrix.Outputs, outputs))
            {
                if (count == matrix.Outputs)
                {
                    EmitRowsOfGroup(writer, matrix, simd, first, count, height);
                    continue;
                }

                using (writer.Block())
                    EmitRowsOfGroup(writer, matrix, simd, first, count, height);
            }
        }
    }

    private static void EmitRowsOfGroup(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count, int height)
    {
        string Sum(int row, int o) => count == 1 ? $"s{row}" : $"s{row}{(char)('a' + o)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height * count).Select(i => Sum(i / count, i % count) + " = default"), ";");
        using (writer.Block($"for (nuint k = 0; k < {simd.Whole(matrix.Inputs)}; k += {simd.Width})"))
            Window(static vector => vector);
        if (!simd.Divides(matrix.Inputs))
        {
            // Masked on both sides: a zero times what is infinite would be NaN.
            using (writer.Block(simd.IfRest(matrix.Inputs)))
            {
                writer.Line($"nuint k = {matrix.Inputs} - {simd.Width}, first = {simd.Width} - {simd.Rest(matrix.Inputs)};");
                Window(static vector => $"Lanes.KeepFrom({vector}, first)");
            }
        }

        for (int row = 0; row < height; row++)
            EmitStore(writer, matrix, simd, first, count, o => Sum(row, o), $"y{row}");

        void Window(Func<string, string> keep)
        {
            Wrap.List(writer, "", Enumerable.Range(0, count).Select(o =>
                $"var w{o} = {keep(simd.Load("w", MatrixText.Plus(((first + o) * matrix.Inputs).ToString(), "k")))};"), "", "");
            for (int row = 0; row < height; row++)
            {
                string inputs = keep(simd.Load($"x{row}", "k"));
                var sums = Enumerable.Range(0, count).Select(o => $"{Sum(row, o)} = {simd.MultiplyAdd(count > 1 ? $"k{row}" : inputs, $"w{o}", Sum(row, o))};");
                Wrap.List(writer, "", count > 1 ? sums.Prepend($"var k{row} = {inputs};") : sums, "", "");
            }
        }
    }

    /// <summary>Outputs in groups whose sums stay in registers together.</summary>
    public static IEnumerable<(int First, int Count)> Groups(int outputs, int size)
    {
        for (int first = 0; first < outputs; first += size)
            yield return (first, Math.Min(size, outputs - first));
    }

    /// <param name="receiver">What a vector of the outputs is assigned to; null where the outputs are stored.</param>
    public static void EmitGroup(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count, string? receiver = null)
    {
        int unroll = Math.Max(1, 8 / count);
        while (unroll > 1 && unroll * 16 > matrix.Inputs)
            unroll /= 2;
        string Sum(int o, int u) => unroll == 1 ? $"s{o}" : count == 1 ? $"s{u}" : $"s{o}{(char)('a' + u)}";

        void Step(int u, string inputs, Func<string, string> weights)
        {
            Wrap.List(writer, "", Enumerable.Range(0, count).Select(o =>
                $"{Sum(o, u)} = {simd.MultiplyAdd($"x{u}", weights(((first + o) * matrix.Inputs).ToString()), Sum(o, u))};")
                .Prepend($"var x{u} = {inputs};"), "", "");
        }

        void Whole(int u, string k) => Step(u, simd.Load("x", k), row => simd.Load("w", MatrixText.Plus(row, k)));

        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, unroll * count).Select(i => Sum(i % count, i / count) + " = default"), ";");
        writer.Line("nuint k = 0;");
        if (unroll > 1)
        {
            using (writer.Block($"for (; k + {simd.Step(unroll)} <= {matrix.Inputs}; k += {simd.Step(unroll)})"))
            {
                for (int u = 0; u < unroll; u++)
                    Whole(u, simd.Offset("k", u));
            }
        }

        // Written only where some width this text may run at leaves a whole vector over.
        if (unroll == 1 || !simd.Divides(matrix.Inputs / unroll) || matrix.Inputs % unroll != 0)
        {
            int whole = matrix.Inputs - simd.Pieces(matrix.Inputs).Sum(static piece => piece.Count);
            using (writer.Block($"for (; k < {whole}; k += {simd.Width})"))
                Whole(0, "k");
        }

        int turn = 0;
        foreach ((int at, int size) in simd.Pieces(matrix.Inputs))
        {
            using (writer.Block())
                Step(turn++ % unroll, simd.First("x", at.ToString(), size), row => simd.First("w", MatrixText.Plus(row, at), size));
        }

        EmitStore(writer, matrix, simd, first, count, o => MatrixText.Tree(Enumerable.Range(0, unroll).Select(u => Sum(o, u)).ToList()), receiver: receiver);
    }

    private static void EmitStore(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count, Func<int, string> total, string y = "y", string? receiver = null)
    {
        if (count == 1)
        {
            string sum = $"{simd.Name}.Sum({total(0)})" + (matrix.UsesBias ? $" + {MatrixText.Element("b", first.ToString())}" : "");
            string value = MatrixText.Activate(matrix, sum);
            writer.Line(receiver is null ? $"{MatrixText.Element(y, first.ToString())} = {value};" : $"{receiver}{(first == 0 ? value : $"Vector128.CreateScalar({value})")};");
            return;
        }

        int lanes = count <= 4 ? 4 : 8;
        string sums = $"Lanes.Sum{lanes}({string.Join(", ", Enumerable.Range(0, lanes).Select(o => o < count ? total(o) : "default"))})";
        if (matrix.UsesBias)
            sums += $" + Lanes.First{32 * lanes}(ref b, {first}, {count})";
        string values = MatrixText.Activate(matrix, sums);
        writer.Line(receiver is null ? MatrixText.Store(values, y, first.ToString()) : $"{receiver}{values};");
    }
}
