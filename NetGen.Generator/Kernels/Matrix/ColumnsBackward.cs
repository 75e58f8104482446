using System;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>
/// Backward kernels over weights [inputs, outputs], at least 8 outputs. Where the outputs are no whole number of vectors the last window
/// begins early, overlaps the one before it, and adds only what is new: gradients may be the user's memory and end right there. Overwriting, it writes the rest once more.
/// </summary>
internal static class ColumnsBackward
{
    public static void EmitGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradients", "ref float x, ref float d, nuint rows, bool overwrites")))
        {
            if (matrix.TrainsBiases)
                writer.Line(MatrixText.BiasGradients(matrix));
            if (matrix.TrainsWeights)
                MatrixText.Twins(writer, matrix.Outputs >= 16, simd => EmitInputs(writer, matrix, MatrixRule.GradientInputs(matrix, simd.IsPortable), height => EmitTiles(writer, matrix, simd, height)));
        }
    }

    /// <summary>Some inputs at a time, then those that are left one by one.</summary>
    private static void EmitInputs(SourceWriter writer, MatrixPlan matrix, int count, Action<int> body)
    {
        int whole = matrix.Inputs / count * count;
        if (whole > 0)
        {
            using (writer.Block($"for (nuint i = 0; i < {whole}; i += {count})"))
                body(count);
        }

        if (matrix.Inputs > whole)
        {
            using (writer.Block($"for (nuint i = {whole}; i < {matrix.Inputs}; i++)"))
                body(1);
        }
    }

    /// <summary>The gradients of some inputs' weights, two vectors of outputs at a time where they are whole.</summary>
    private static void EmitTiles(SourceWriter writer, MatrixPlan matrix, Simd simd, int height)
    {
        writer.Line($"ref float gi = ref Unsafe.Add(ref gw, {MatrixText.Times("i", matrix.Outputs)});");
        int pairs = simd.IsPortable ? (matrix.Outputs % 16 == 0 ? matrix.Outputs : 0) : matrix.Outputs / 32 * 32;
        if (pairs > 0)
        {
            using (writer.Block($"for (nuint n = 0; n < {pairs}; n += {simd.Step(2)})"))
                EmitTile(writer, matrix, simd, height, 2, isKept: false);
        }

        if (pairs == matrix.Outputs)
            return;
        using (Window(writer, matrix, simd, pairs))
            EmitTile(writer, matrix, simd, height, 1, isKept: !simd.Divides(matrix.Outputs));
    }

    /// <summary>The loop over windows of outputs; <c>n</c> is where a window starts and <c>c</c> where what it must do starts.</summary>
    private static SourceWriter.Scope Window(SourceWriter writer, MatrixPlan matrix, Simd simd, int first)
    {
        if (simd.Divides(matrix.Outputs))
            return writer.Block($"for (nuint n = {first}; n < {matrix.Outputs}; n += {simd.Step(1)})");

        SourceWriter.Scope scope = writer.Block($"for (nuint c = {first}; c < {matrix.Outputs}; c += {simd.Step(1)})");
        writer.Line($"nuint n = Math.Min(c, {matrix.Outputs} - {simd.Width});");
        return scope;
    }

    private static void EmitTile(SourceWriter writer, MatrixPlan matrix, Simd simd, int height, int width, bool isKept)
    {
        string Sum(int i, int v) => width == 1 ? $"s{i}" : $"s{i}{(char)('a' + v)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height * width).Select(i => Sum(i / width, i % width) + " = default"), ";");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            writer.Line($"ref float xr = ref Unsafe.Add(ref x, {MatrixText.Times("r", matrix.InputStride)} + i);");
            for (int v = 0; v < width; v++)
                writer.Line($"var d{v} = {simd.Load("d", MatrixText.Plus(MatrixText.Times("r", matrix.GradientStride), simd.Offset("n", v)))};");
            // Sixteen inputs and one vector of gradients are 17 reads for 16 multiply-adds, one more than a processor makes meanwhile.
            int spread = height == 16 && width == 1 ? 4 : 0;
            if (spread > 0)
                writer.Line($"var q = Lanes.Four({simd.Load("xr", "0")});");
            for (int i = 0; i < height; i++)
            {
                string element = i < spread ? $"Lanes.Nth(q, {i})" : simd.Broadcast(MatrixText.Element("xr", i.ToString()));
                if (width > 1)
                    writer.Line($"var a{i} = {element};");
                Wrap.List(writer, "", Enumerable.Range(0, width).Select(v =>
                    $"{Sum(i, v)} = {simd.MultiplyAdd(width > 1 ? $"a{i}" : element, $"d{v}", Sum(i, v))}"), ";", ";");
            }
        }

        Wrap.List(writer, "", Enumerable.Range(0, height * width).Select(tile =>
        {
            (int i, int v) = (tile / width, tile % width);
            return $"Lanes.Put({Sum(i, v)}, {(isKept ? "c - n, " : "")}ref gi, {MatrixText.Plus(simd.Offset("n", v), i * matrix.Outputs)}, overwrites);";
        }), "", "");
    }

    public static void EmitInputGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.InputGradients(matrix, "InputGradients", "ref float d, ref float dx, nuint rows")))
        {
            bool isLarge = MatrixRule.KeepsWeights(matrix);
            if (isLarge)
                writer.Line("nuint last = rows - 1;");
            MatrixText.Twins(writer, matrix.Outputs >= 16, simd =>
            {
                int inputs = matrix.Inputs >= 8 && !simd.IsPortable ? 8 : matrix.Inputs >= 4 ? 4 : 1;
                if (isLarge)
                {
                    // Some weights stay in cache while all rows pass. An odd last row is computed twice.
                    using (Inputs(writer, matrix, inputs))
                    using (writer.Block("for (nuint r = 0; r < rows; r += 2)"))
                    {
                        writer.Line("nuint r1 = Math.Min(r + 1, last);");
                        EmitDots(writer, matrix, simd, 2, inputs);
                    }
                }
                else
                {
                    using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
                    using (Inputs(writer, matrix, inputs))
                        EmitDots(writer, matrix, simd, 1, inputs);
                }
            });
        }
    }

    /// <summary>The loop over some inputs at a time; the last ones may be computed twice.</summary>
    private static SourceWriter.Scope Inputs(SourceWriter writer, MatrixPlan matrix, int count)
    {
        if (matrix.Inputs % count == 0)
            return writer.Block($"for (nuint i = 0; i < {matrix.Inputs}; i += {count})");
        SourceWriter.Scope scope = writer.Block($"for (nuint j = 0; j < {matrix.Inputs}; j += {count})");
        writer.Line($"nuint i = Math.Min(j, {matrix.Inputs - count});");
        return scope;
    }

    /// <summary>The dot products of some rows of output gradients with the weights of some inputs.</summary>
    private static void EmitDots(SourceWriter writer, MatrixPlan matrix, Simd simd, int rows, int inputs)
    {
        string Sum(int row, int i) => rows == 1 ? $"s{i}" : $"s{row}{(char)('a' + i)}";
        string At(int row, int stride) => MatrixText.Times(MatrixText.RowIndex(row), stride);
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, rows * inputs).Select(s => $"{Sum(s / inputs, s % inputs)} = default"), ";");
        using (writer.Block($"for (nuint n = 0; n < {simd.Whole(matrix.Outputs)}; n += {simd.Width})"))
            Window(static vector => vector);
        if (!simd.Divides(matrix.Outputs))
        {
            // Masked on both sides: a zero times what is infinite would be NaN.
            using (writer.Block(simd.IfRest(matrix.Outputs)))
            {
                writer.Line($"nuint n = {matrix.Outputs} - {simd.Width}, first = {simd.Width} - {simd.Rest(matrix.Outputs)};");
                Window(static vector => $"Lanes.KeepFrom({vector}, first)");
            }
        }

        for (int row = 0; row < rows; row++)
        {
            string index = At(row, matrix.InputGradientStride) + " + i";
            writer.Line(inputs == 1
                ? $"Unsafe.Add(ref dx, {index}) = {simd.Name}.Sum({Sum(row, 0)});"
                : MatrixText.Store($"Lanes.Sum{inputs}({string.Join(", ", Enumerable.Range(0, inputs).Select(i => Sum(row, i)))})", "dx", index));
        }

        void Window(Func<string, string> keep)
        {
            for (int row = 0; row < rows; row++)
                writer.Line($"var d{row} = {keep(simd.Load("d", At(row, matrix.GradientStride) + " + n"))};");
            for (int i = 0; i < inputs; i++)
            {
                string weights = keep(simd.Load("w", MatrixText.Plus(MatrixText.Times("i", matrix.Outputs), i * matrix.Outputs) + " + n"));
                if (rows > 1)
                    writer.Line($"var w{i} = {weights};");
                Wrap.List(writer, "", Enumerable.Range(0, rows).Select(row =>
                    $"{Sum(row, i)} = {simd.MultiplyAdd($"d{row}", rows > 1 ? $"w{i}" : weights, Sum(row, i))}"), ";", ";");
            }
        }
    }
}
