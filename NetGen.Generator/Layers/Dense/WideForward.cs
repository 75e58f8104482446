using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// Forward kernels of a wide layer over weights [inputs, outputs]. The sums of all outputs do not fit in registers, and a few outputs over
/// all inputs would touch another page for every input: so some inputs are taken at a time, and the sums wait in the output row.
/// </summary>
internal static class WideForward
{
    /// <summary>So many rows of weights are read side by side, each in order: what the hardware prefetches well.</summary>
    private const int Streams = 4;

    public static void EmitSingle(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}Forward(ref float p, ref float x, ref float y)"))
        {
            writer.Line(Start(layer, "0"));
            DenseText.Twins(writer, true, simd =>
            {
                int whole = layer.Inputs / Streams * Streams;
                using (writer.Block($"for (nuint k = 0; k < {whole}; k += {Streams})"))
                    EmitStreams(writer, layer, simd, Streams);
                if (whole == layer.Inputs)
                    return;
                using (writer.Block($"for (nuint k = {whole}; k < {layer.Inputs}; k++)"))
                    EmitStreams(writer, layer, simd, 1);
            });
        }
    }

    private static void EmitStreams(SourceWriter writer, DensePlan layer, Simd simd, int count)
    {
        writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights + k * {layer.Outputs});");
        Wrap.List(writer, "", Enumerable.Range(0, count).Select(u => $"var a{u} = {simd.Broadcast(DenseText.Element("x", DenseText.Plus("k", u)))};"), "", "");
        using (writer.Block($"for (nuint n = 0; n < {layer.Outputs}; n += {simd.Step(1)})"))
        {
            writer.Line($"var sum = {simd.Load("y", "n")};");
            for (int u = 0; u < count; u++)
                writer.Line($"sum = {simd.MultiplyAdd($"a{u}", simd.Load("w", DenseText.Plus((u * layer.Outputs).ToString(), "n")), "sum")};");
            writer.Line(DenseText.Store("sum", "y", "n"));
        }
    }

    /// <summary>Some inputs and outputs at a time.</summary>
    public static void EmitPanels(SourceWriter writer, DensePlan layer, int width)
    {
        int block = layer.PanelInputs, lanes = 16 * width;
        writer.Line($"ref float panel = ref Buffers.Align(stackalloc float[{block * lanes + LayerPlan.Lanes}]);");
        using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
            writer.Line(Start(layer, $"r * {layer.Stride}"));
        using (writer.Block($"for (nuint from = 0; from < {layer.Inputs}; from += {block})"))
        {
            bool isWhole = layer.Inputs % block == 0;
            if (!isWhole)
                writer.Line($"nuint count = Math.Min({block}, {layer.Inputs} - from);");
            using (writer.Indent($"for (nuint n = 0; n < {16 * layer.OutputVectors}; n += {lanes})"))
                writer.Line($"{layer.KernelName}Panel(ref Unsafe.Add(ref w, from * {layer.Outputs} + n), ref panel, ref Unsafe.Add(ref x, from), ref Unsafe.Add(ref y, n), rows, {(isWhole ? block.ToString() : "count")});");
        }
    }

    /// <summary>The first rows copy the weights close together, where they stay in cache while the others pass. In a method of its own the loop has all registers to itself.</summary>
    public static void EmitPanel(SourceWriter writer, DensePlan layer, int width)
    {
        writer.Line($"// The sums over {layer.PanelInputs} inputs. Rows of weights lie so far apart that few fit in the cache at once: the first rows of x copy them to the panel, and fetch those beside them.");
        using (writer.Method($"private static void {layer.KernelName}Panel(ref float w, ref float panel, ref float x, ref float y, nuint rows, nuint count)"))
        {
            writer.Line("nuint last = rows - 1;");
            ColumnsForward.EmitTile(writer, layer, Simd.Wide, "0", 8, width, hasPanel: true);
        }
    }

    /// <summary>The statement that lets the sums of a row start from the biases.</summary>
    private static string Start(DensePlan layer, string row)
    {
        string sums = $"Buffers.Row(ref y, {row}, {layer.Outputs})";
        return layer.Spec.UseBias ? $"Buffers.Row(ref p, {layer.KernelName}Biases, {layer.Outputs}).CopyTo({sums});" : sums + ".Clear();";
    }
}
