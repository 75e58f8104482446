using System;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// One row's gradients over weights [outputs, inputs] of few outputs: nothing is summed, and memory is read and written in the pieces in which
/// the forward kernel reads it. A read that overlaps two recent writes would keep the next step waiting for both.
/// </summary>
internal static class RowsGradient
{
    public static void Emit(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradient", "ref float x, ref float d")))
        {
            MatrixText.Twins(writer, true, simd => EmitWeights(writer, matrix, simd, static o => MatrixText.Element("d", o.ToString())), isLast: false);
            if (matrix.TrainsBiases)
                writer.Line(MatrixText.SingleBiasGradients(matrix, $"Lanes.First{matrix.RegisterBits}(ref d, 0, {matrix.Outputs})"));
        }
    }

    /// <param name="delta">The gradient of an output.</param>
    public static void EmitWeights(SourceWriter writer, MatrixPlan matrix, Simd simd, Func<int, string> delta)
    {
        int[] outputs = [.. Enumerable.Range(0, matrix.Outputs)];
        Wrap.List(writer, simd.Type + " ", outputs.Select(o => $"d{o} = {simd.Broadcast(delta(o))}"), ";");
        int whole = matrix.Inputs - simd.Pieces(matrix.Inputs).Sum(static piece => piece.Count);
        using (writer.Block($"for (nuint i = 0; i < {whole}; i += {simd.Width})"))
        {
            writer.Line($"var a = {simd.Load("x", "i")};");
            foreach (int o in outputs)
            {
                string at = MatrixText.Plus((o * matrix.Inputs).ToString(), "i");
                writer.Line(MatrixText.Store(simd.MultiplyAdd("a", "d" + o, simd.Load("gw", at)), "gw", at));
            }
        }

        foreach ((int first, int count) in simd.Pieces(matrix.Inputs))
        {
            writer.Line($"var a{first} = {simd.First("x", first.ToString(), count)};");
            foreach (int o in outputs)
            {
                string at = (o * matrix.Inputs + first).ToString();
                writer.Line($"Lanes.StoreFirst({simd.MultiplyAdd("a" + first, "d" + o, simd.First("gw", at, count))}, ref gw, {at}, {count});");
            }
        }
    }
}
