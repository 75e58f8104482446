using System;
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
    /// <summary>Weights that do not stay in the first-level cache beside everything else.</summary>
    private const int ManyWeights = 8192;

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
        using (writer.Method($"private static void {layer.KernelName}Gradients(ref float g, ref float x, ref float d, nuint rows, bool overwrites)"))
        {
            if (layer.TrainsBiases)
                writer.Line(DenseText.BiasGradients(layer));
            if (layer.Spec.TrainWeights)
                DenseText.Twins(writer, layer.Outputs >= 16, simd => EmitInputs(writer, layer, simd.IsPortable ? 4 : layer.Outputs < 32 && layer.Inputs >= 16 ? 16 : 8, height => EmitTiles(writer, layer, simd, height)));
        }
    }

    /// <summary>Some inputs at a time, then those that are left one by one.</summary>
    private static void EmitInputs(SourceWriter writer, DensePlan layer, int count, Action<int> body)
    {
        int whole = layer.Inputs / count * count;
        if (whole > 0)
        {
            using (writer.Block($"for (nuint i = 0; i < {whole}; i += {count})"))
                body(count);
        }

        if (layer.Inputs > whole)
        {
            using (writer.Block($"for (nuint i = {whole}; i < {layer.Inputs}; i++)"))
                body(1);
        }
    }

    /// <summary>The gradients of some inputs' weights, two vectors of outputs at a time where they are whole.</summary>
    private static void EmitTiles(SourceWriter writer, DensePlan layer, Simd simd, int height)
    {
        writer.Line($"ref float w = ref Unsafe.Add(ref g, {layer.KernelName}Weights + {DenseText.Times("i", layer.Outputs)});");
        int pairs = simd.IsPortable ? (layer.Outputs % 16 == 0 ? layer.Outputs : 0) : layer.Outputs / 32 * 32;
        if (pairs > 0)
        {
            using (writer.Block($"for (nuint n = 0; n < {pairs}; n += {simd.Step(2)})"))
                EmitTile(writer, layer, simd, height, 2, isKept: false);
        }

        if (pairs == layer.Outputs)
            return;
        using (Window(writer, layer, simd, pairs))
            EmitTile(writer, layer, simd, height, 1, isKept: !simd.Divides(layer.Outputs));
    }

    /// <summary>The loop over windows of outputs; <c>n</c> is where a window starts and <c>c</c> where what it must do starts.</summary>
    private static SourceWriter.Scope Window(SourceWriter writer, DensePlan layer, Simd simd, int first)
    {
        if (simd.Divides(layer.Outputs))
            return writer.Block($"for (nuint n = {first}; n < {layer.Outputs}; n += {simd.Step(1)})");

        SourceWriter.Scope scope = writer.Block($"for (nuint c = {first}; c < {layer.Outputs}; c += {simd.Step(1)})");
        writer.Line($"nuint n = Math.Min(c, {layer.Outputs} - {simd.Width});");
        return scope;
    }

    private static string Kept(DensePlan layer, Simd simd, string value) =>
        simd.Divides(layer.Outputs) ? value : $"Lanes.KeepFrom({value}, c - n)";

    private static void EmitTile(SourceWriter writer, DensePlan layer, Simd simd, int height, int width, bool isKept)
    {
        string Sum(int i, int v) => width == 1 ? $"s{i}" : $"s{i}{(char)('a' + v)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height * width).Select(i => Sum(i / width, i % width) + " = default"), ";");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            writer.Line($"ref float xr = ref Unsafe.Add(ref x, {DenseText.Times("r", layer.InputStride)} + i);");
            for (int v = 0; v < width; v++)
                writer.Line($"var d{v} = {simd.Load("d", DenseText.Plus($"r * {layer.Stride}", simd.Offset("n", v)))};");
            // Sixteen inputs and one vector of gradients are 17 reads for 16 multiply-adds, one more than a processor makes meanwhile.
            int spread = height == 16 && width == 1 ? 4 : 0;
            if (spread > 0)
                writer.Line($"var q = Lanes.Four({simd.Load("xr", "0")});");
            for (int i = 0; i < height; i++)
            {
                string element = i < spread ? $"Lanes.Nth(q, {i})" : simd.Broadcast(DenseText.Element("xr", i.ToString()));
                if (width > 1)
                    writer.Line($"var a{i} = {element};");
                Wrap.List(writer, "", Enumerable.Range(0, width).Select(v =>
                    $"{Sum(i, v)} = {simd.MultiplyAdd(width > 1 ? $"a{i}" : element, $"d{v}", Sum(i, v))}"), ";", ";");
            }
        }

        Wrap.List(writer, "", Enumerable.Range(0, height * width).Select(tile =>
        {
            (int i, int v) = (tile / width, tile % width);
            return $"Lanes.Put({Sum(i, v)}, {(isKept ? "c - n, " : "")}ref w, {DenseText.Plus(simd.Offset("n", v), i * layer.Outputs)}, overwrites);";
        }), "", "");
    }

    private static void EmitInputGradients(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}InputGradients(ref float p, ref float d, ref float dx, nuint rows)"))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            bool isLarge = layer.WeightCount >= ManyWeights && layer.Inputs >= 8;
            if (isLarge)
                writer.Line("nuint last = rows - 1;");
            DenseText.Twins(writer, layer.Outputs >= 16, simd =>
            {
                int inputs = layer.Inputs >= 8 && !simd.IsPortable ? 8 : layer.Inputs >= 4 ? 4 : 1;
                if (isLarge)
                {
                    // Some weights stay in cache while all rows pass. An odd last row is computed twice.
                    using (Inputs(writer, layer, inputs))
                    using (writer.Block("for (nuint r = 0; r < rows; r += 2)"))
                    {
                        writer.Line("nuint r1 = Math.Min(r + 1, last);");
                        EmitDots(writer, layer, simd, 2, inputs);
                    }
                }
                else
                {
                    using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
                    using (Inputs(writer, layer, inputs))
                        EmitDots(writer, layer, simd, 1, inputs);
                }
            });
        }
    }

    /// <summary>The loop over some inputs at a time; the last ones may be computed twice.</summary>
    private static SourceWriter.Scope Inputs(SourceWriter writer, DensePlan layer, int count)
    {
        if (layer.Inputs % count == 0)
            return writer.Block($"for (nuint i = 0; i < {layer.Inputs}; i += {count})");
        SourceWriter.Scope scope = writer.Block($"for (nuint j = 0; j < {layer.Inputs}; j += {count})");
        writer.Line($"nuint i = Math.Min(j, {layer.Inputs - count});");
        return scope;
    }

    /// <summary>The dot products of some rows of output gradients with the weights of some inputs.</summary>
    private static void EmitDots(SourceWriter writer, DensePlan layer, Simd simd, int rows, int inputs)
    {
        string Sum(int row, int i) => rows == 1 ? $"s{i}" : $"s{row}{(char)('a' + i)}";
        string At(int row, int stride) => DenseText.Times(DenseText.RowIndex(row), stride);
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, rows * inputs).Select(s => $"{Sum(s / inputs, s % inputs)} = default"), ";");
        using (Window(writer, layer, simd, 0))
        {
            for (int row = 0; row < rows; row++)
                writer.Line($"var d{row} = {Kept(layer, simd, simd.Load("d", At(row, layer.Stride) + " + n"))};");
            for (int i = 0; i < inputs; i++)
            {
                string weights = simd.Load("w", DenseText.Plus(DenseText.Times("i", layer.Outputs), i * layer.Outputs) + " + n");
                if (rows > 1)
                    writer.Line($"var w{i} = {weights};");
                Wrap.List(writer, "", Enumerable.Range(0, rows).Select(row =>
                    $"{Sum(row, i)} = {simd.MultiplyAdd($"d{row}", rows > 1 ? $"w{i}" : weights, Sum(row, i))}"), ";", ";");
            }
        }

        for (int row = 0; row < rows; row++)
        {
            string index = At(row, layer.InputStride) + " + i";
            writer.Line(inputs == 1
                ? $"Unsafe.Add(ref dx, {index}) = {simd.Name}.Sum({Sum(row, 0)});"
                : DenseText.Store($"Lanes.Sum{inputs}({string.Join(", ", Enumerable.Range(0, inputs).Select(i => Sum(row, i)))})", "dx", index));
        }
    }
}
