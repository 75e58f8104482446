using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// Forward kernels of a wide layer over weights [inputs, outputs]. The sums of all outputs do not fit in registers, and a few outputs over
/// all inputs would touch another page for every input: so some inputs are taken at a time, and the sums wait in the output row.
/// </summary>
internal static class WideForward
{
    /// <summary>So many rows of weights are read side by side, each in order: what the hardware prefetches well.</summary>
    private const int Streams = 4;

    public static void EmitSingle(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Forward", "ref float x, ref float y")))
        {
            writer.Line(Start(matrix, "0"));
            MatrixText.Twins(writer, true, simd =>
            {
                int whole = matrix.Inputs / Streams * Streams;
                using (writer.Block($"for (nuint k = 0; k < {whole}; k += {Streams})"))
                    EmitStreams(writer, matrix, simd, Streams);
                if (whole == matrix.Inputs)
                    return;
                using (writer.Block($"for (nuint k = {whole}; k < {matrix.Inputs}; k++)"))
                    EmitStreams(writer, matrix, simd, 1);
            });
        }
    }

    private static void EmitStreams(SourceWriter writer, MatrixPlan matrix, Simd simd, int count)
    {
        writer.Line($"ref float wk = ref Unsafe.Add(ref w, k * {matrix.Outputs});");
        Wrap.List(writer, "", Enumerable.Range(0, count).Select(u => $"var a{u} = {simd.Broadcast(MatrixText.Element("x", MatrixText.Plus("k", u)))};"), "", "");
        using (writer.Block($"for (nuint n = 0; n < {matrix.Outputs}; n += {simd.Step(1)})"))
        {
            writer.Line($"var sum = {simd.Load("y", "n")};");
            for (int u = 0; u < count; u++)
                writer.Line($"sum = {simd.MultiplyAdd($"a{u}", simd.Load("wk", MatrixText.Plus((u * matrix.Outputs).ToString(), "n")), "sum")};");
            writer.Line(MatrixText.Store("sum", "y", "n"));
        }
    }

    /// <summary>Some inputs and outputs at a time.</summary>
    public static void EmitPanels(SourceWriter writer, MatrixPlan matrix, int width)
    {
        int block = matrix.PanelInputs, lanes = 16 * width;
        writer.Line($"ref float panel = ref Buffers.Align(stackalloc float[{block * lanes + MatrixPlan.Lanes}]);");
        using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
            writer.Line(Start(matrix, $"r * {matrix.OutputStride}"));
        using (writer.Block($"for (nuint from = 0; from < {matrix.Inputs}; from += {block})"))
        {
            bool isWhole = matrix.Inputs % block == 0;
            if (!isWhole)
                writer.Line($"nuint count = Math.Min({block}, {matrix.Inputs} - from);");
            using (writer.Indent($"for (nuint n = 0; n < {16 * matrix.OutputVectors}; n += {lanes})"))
                writer.Line($"{matrix.Method("Panel")}(ref Unsafe.Add(ref w, from * {matrix.Outputs} + n), ref panel, ref Unsafe.Add(ref x, from), ref Unsafe.Add(ref y, n), rows, {(isWhole ? block.ToString() : "count")});");
        }
    }

    /// <summary>The first rows copy the weights close together, where they stay in cache while the others pass. In a method of its own the loop has all registers to itself.</summary>
    public static void EmitPanel(SourceWriter writer, MatrixPlan matrix, int width)
    {
        writer.Line($"// The sums over {matrix.PanelInputs} inputs. Rows of weights lie so far apart that few fit in the cache at once: the first rows of x copy them to the panel, and fetch those beside them.");
        using (writer.Method($"private static void {matrix.Method("Panel")}(ref float w, ref float panel, ref float x, ref float y, nuint rows, nuint count)"))
        {
            writer.Line("nuint last = rows - 1;");
            ColumnsForward.EmitTile(writer, matrix, Simd.Wide, "0", 8, width, hasPanel: true);
        }
    }

    /// <summary>The statement that lets the sums of a row start from the biases.</summary>
    private static string Start(MatrixPlan matrix, string row)
    {
        string sums = $"Buffers.Row(ref y, {row}, {matrix.Outputs})";
        return matrix.UsesBias ? $"Buffers.Row(ref b, 0, {matrix.Outputs}).CopyTo({sums});" : sums + ".Clear();";
    }
}
