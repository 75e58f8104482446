using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// Backward kernels over weights [inputs, outputs], at least 8 outputs. Where the outputs are no whole number of vectors the last window
/// begins early, overlaps the one before it, and adds only what is new: gradients may be the user's memory and end right there. Overwriting, it writes the rest once more.
/// </summary>
internal static class ColumnsBackward
{
    public static void Emit(SourceWriter writer, DensePlan layer, bool withInputGradients)
    {
        if (layer.IsTrained)
            EmitGradients(writer, layer);
        if (layer.IsTrained && withInputGradients)
            writer.Line();
        if (withInputGradients)
            EmitInputGradients(writer, layer);
    }

    private static void EmitGradients(SourceWriter writer, DensePlan layer)
    {
        using (writer.Block($"private static void {layer.KernelName}Gradients(ref float g, ref float x, ref float d, nuint rows, bool overwrites)"))
        {
            if (layer.TrainsBiases)
                writer.Line(DenseText.BiasGradients(layer));
            if (!layer.Spec.TrainWeights)
                return;
            DenseText.Twins(writer, layer.Outputs >= 16, simd =>
            {
                int width = layer.Outputs % 32 == 0 || (simd.IsPortable && layer.Outputs % 16 == 0) ? 2 : 1;
                int height = simd.IsPortable ? 4 : 8;
                using (Window(writer, layer, simd, width))
                {
                    writer.Line($"ref float w = ref Unsafe.Add(ref g, {layer.KernelName}Weights + n);");
                    int whole = layer.Inputs / height * height;
                    if (whole > 0)
                    {
                        using (writer.Block($"for (nuint i = 0; i < {whole}; i += {height})"))
                            EmitTile(writer, layer, simd, height, width);
                    }

                    if (layer.Inputs > whole)
                    {
                        using (writer.Block($"for (nuint i = {whole}; i < {layer.Inputs}; i++)"))
                            EmitTile(writer, layer, simd, 1, width);
                    }
                }
            });
        }
    }

    /// <summary>The loop over windows of outputs; <c>n</c> is where a window starts and <c>c</c> where what it must do starts.</summary>
    private static SourceWriter.Scope Window(SourceWriter writer, DensePlan layer, Simd simd, int width)
    {
        if (simd.Divides(layer.Outputs))
            return writer.Block($"for (nuint n = 0; n < {layer.Outputs}; n += {simd.Step(width)})");

        SourceWriter.Scope scope = writer.Block($"for (nuint c = 0; c < {layer.Outputs}; c += {simd.Step(1)})");
        writer.Line($"nuint n = Math.Min(c, {layer.Outputs} - {simd.Width});");
        return scope;
    }

    private static string Kept(DensePlan layer, Simd simd, string value) =>
        simd.Divides(layer.Outputs) ? value : $"Lanes.KeepFrom({value}, c - n)";

    private static void EmitTile(SourceWriter writer, DensePlan layer, Simd simd, int height, int width)
    {
        string Sum(int i, int v) => width == 1 ? $"s{i}" : $"s{i}{(char)('a' + v)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height * width).Select(i => Sum(i / width, i % width) + " = default"), ";");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            writer.Line($"ref float xr = ref Unsafe.Add(ref x, {DenseText.Times("r", layer.InputStride)} + i);");
            for (int v = 0; v < width; v++)
                writer.Line($"var d{v} = {simd.Load("d", DenseText.Plus($"r * {layer.Stride}", simd.Offset("n", v)))};");
            for (int i = 0; i < height; i++)
            {
                string element = simd.Broadcast(DenseText.Element("xr", i.ToString()));
                if (width > 1)
                    writer.Line($"var a{i} = {element};");
                Wrap.List(writer, "", Enumerable.Range(0, width).Select(v =>
                    $"{Sum(i, v)} = {simd.MultiplyAdd(width > 1 ? $"a{i}" : element, $"d{v}", Sum(i, v))}"), ";", ";");
            }
        }

        Wrap.List(writer, "", Enumerable.Range(0, height * width).Select(sum =>
        {
            (int i, int v) = (sum / width, sum % width);
            string index = DenseText.Plus(DenseText.Plus(DenseText.Times("i", layer.Outputs), i * layer.Outputs), simd.Offset("0", v));
            return $"Lanes.Put({Sum(i, v)}, {(simd.Divides(layer.Outputs) ? "" : "c - n, ")}ref w, {index}, overwrites);";
        }), "", "");
    }

    private static void EmitInputGradients(SourceWriter writer, DensePlan layer)
    {
        using (writer.Block($"private static void {layer.KernelName}InputGradients(ref float p, ref float d, ref float dx, nuint rows)"))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            DenseText.Twins(writer, layer.Outputs >= 16, simd =>
            {
                int height = layer.Inputs >= 8 && !simd.IsPortable ? 8 : layer.Inputs >= 4 ? 4 : 1;
                using (writer.Block("for (nuint r = 0; r < rows; r++)"))
                {
                    writer.Line($"ref float dr = ref Unsafe.Add(ref d, r * {layer.Stride});");
                    writer.Line($"ref float dxr = ref Unsafe.Add(ref dx, r * {layer.InputStride});");
                    if (layer.Inputs % height == 0)
                    {
                        using (writer.Block($"for (nuint i = 0; i < {layer.Inputs}; i += {height})"))
                            EmitDots(writer, layer, simd, height);
                        return;
                    }

                    using (writer.Block($"for (nuint j = 0; j < {layer.Inputs}; j += {height})"))
                    {
                        writer.Line($"nuint i = Math.Min(j, {layer.Inputs - height});");
                        EmitDots(writer, layer, simd, height);
                    }
                }
            });
        }
    }

    /// <summary>The dot products of one row of output gradients with the weights of some inputs.</summary>
    private static void EmitDots(SourceWriter writer, DensePlan layer, Simd simd, int height)
    {
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height).Select(i => $"s{i} = default"), ";");
        using (Window(writer, layer, simd, 1))
        {
            writer.Line($"var dn = {Kept(layer, simd, simd.Load("dr", "n"))};");
            for (int i = 0; i < height; i++)
                writer.Line($"s{i} = {simd.MultiplyAdd("dn", simd.Load("w", DenseText.Plus(DenseText.Times("i", layer.Outputs), i * layer.Outputs) + " + n"), $"s{i}")};");
        }

        writer.Line(height == 1
            ? $"Unsafe.Add(ref dxr, i) = {simd.Name}.Sum(s0);"
            : DenseText.Store($"Lanes.Sum{height}({string.Join(", ", Enumerable.Range(0, height).Select(i => $"s{i}"))})", "dxr", "i"));
    }
}
