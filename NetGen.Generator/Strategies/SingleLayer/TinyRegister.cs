using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.SingleLayer;

/// <summary>
/// Kernels of a tiny layer that is all of a network, with 2 to 7 outputs in a register. Weights are read and written in the same vectors of
/// four, wherever an input's weights begin: a read that overlaps two recent writes would keep the next step waiting for both.
/// </summary>
internal static class TinyRegister
{
    public static void EmitOutputs(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Outputs", "ref float x", matrix.RegisterType), KernelMethod.Inlined))
        {
            Wrap.List(writer, "", Pieces(matrix).Select(piece => $"var w{piece.At} = {Load("w", piece)};"), "", "");
            int chains = matrix.Inputs >= 8 ? 4 : matrix.Inputs >= 4 ? 2 : 1;
            for (int v = 0; 4 * v < matrix.Outputs; v++)
                EmitSums(writer, matrix, v, chains);
            writer.Line(matrix.Outputs <= 4
                ? $"return {Total(matrix, 0, chains)};"
                : $"return Vector256.Create({Total(matrix, 0, chains)}, {Total(matrix, 1, chains)});");
        }
    }

    public static void EmitGradient(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradient", $"ref float x, {matrix.RegisterType} d"), KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, matrix.Inputs).Select(i => $"x{i} = {MatrixText.Element("x", i.ToString())}"), ";");
            EmitDeltas(writer, matrix);
            foreach ((int at, int count) in Pieces(matrix))
            {
                var inputs = Enumerable.Range(at, 4).Select(weight => "x" + Math.Min(weight / matrix.Outputs, matrix.Inputs - 1)).ToList();
                string x = inputs.Distinct().Count() == 1 ? inputs[0] : string.Join(", ", inputs);
                string sum = $"Vector128.MultiplyAddEstimate(Vector128.Create({x}), {Delta(matrix, at % matrix.Outputs)}, {Load("gw", (at, count))})";
                writer.Line(count == 4 ? MatrixText.Store(sum, "gw", at.ToString()) : $"Lanes.StoreFirst({sum}, ref gw, {at}, {count});");
            }

            if (matrix.TrainsBiases)
                writer.Line(MatrixText.SingleBiasGradients(matrix, "d"));
        }
    }

    /// <summary>The vectors that hold the weights; the last may be shorter.</summary>
    private static IEnumerable<(int At, int Count)> Pieces(MatrixPlan matrix) =>
        Enumerable.Range(0, (matrix.WeightCount + 3) / 4).Select(v => (4 * v, Math.Min(4, matrix.WeightCount - 4 * v)));

    private static string Load(string from, (int At, int Count) piece) =>
        piece.Count == 4 ? Simd.Small.Load(from, piece.At.ToString()) : $"Lanes.First128(ref {from}, {piece.At}, {piece.Count})";

    private static string Sum(int v, int chain) => $"s{chain}{(v == 0 ? "" : "b")}";

    private static string Total(MatrixPlan matrix, int v, int chains) =>
        MatrixText.Activate(matrix, MatrixText.Tree(Enumerable.Range(0, chains).Select(chain => Sum(v, chain)).ToList()));

    /// <summary>Up to four outputs, in several sums so that additions need not wait for each other.</summary>
    private static void EmitSums(SourceWriter writer, MatrixPlan matrix, int v, int chains)
    {
        int count = Math.Min(4, matrix.Outputs - 4 * v);
        for (int i = 0; i < matrix.Inputs; i++)
        {
            string sum = Sum(v, i % chains), x = $"Vector128.Create({MatrixText.Element("x", i.ToString())})", w = Window(matrix, i * matrix.Outputs + 4 * v, count);
            string start = i == 0 && matrix.UsesBias ? $"Lanes.First128(ref b, {4 * v}, {count})" : "";
            bool isFirst = i < chains;
            writer.Line(isFirst && start.Length == 0
                ? $"var {sum} = {x} * {w};"
                : $"{(isFirst ? "var " : "")}{sum} = Vector128.MultiplyAddEstimate({x}, {w}, {(isFirst ? start : sum)});");
        }
    }

    /// <summary>Up to four weights from anywhere; lanes past the count hold other weights or 0.</summary>
    private static string Window(MatrixPlan matrix, int start, int count)
    {
        int first = start / 4 * 4, lane = start % 4, next = lane + count > 4 ? first + 4 : first;
        return lane == 0 ? $"w{first}" : $"Lanes.Window(w{first}, w{next}, {lane})";
    }

    /// <summary>The outputs' gradients one after another, again and again, as far as a vector may begin; those of up to four outputs are shuffled in place.</summary>
    private static void EmitDeltas(SourceWriter writer, MatrixPlan matrix)
    {
        if (matrix.Outputs <= 4)
            return;
        writer.Line("var d0 = d.GetLower();");
        writer.Line($"var d4 = Vector128.Create({string.Join(", ", Enumerable.Range(4, 4).Select(o => $"d.GetElement({o % matrix.Outputs})"))});");
        if (matrix.Outputs == 7)
            writer.Line($"var d8 = Lanes.Window(d0, d4, {8 % matrix.Outputs});");
    }

    private static string Delta(MatrixPlan matrix, int first)
    {
        if (matrix.Outputs == 4)
            return "d";
        if (matrix.Outputs < 4)
            return $"Vector128.Shuffle(d, Vector128.Create({string.Join(", ", Enumerable.Range(first, 4).Select(o => o % matrix.Outputs))}))";
        return first % 4 == 0 ? "d" + first : $"Lanes.Window(d{first / 4 * 4}, d{first / 4 * 4 + 4}, {first % 4})";
    }
}
