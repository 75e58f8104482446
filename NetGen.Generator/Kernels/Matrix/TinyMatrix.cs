using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>Kernels of a layer with under 16 inputs and 8 outputs, weights [inputs, outputs]: one or two 128-bit vectors of outputs, no loop over inputs.</summary>
internal static class TinyMatrix
{
    public static void EmitRows(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "ForwardRows", "ref float x, ref float y, nuint rows")))
        using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
            writer.Line(MatrixText.ForwardOfRow(matrix));
    }

    public static void EmitSingle(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Forward(matrix, "Forward", "ref float x, ref float y"), KernelMethod.Inlined))
        {
            if (matrix.Outputs == 1)
                EmitSingleOutput(writer, matrix);
            else
                EmitVectors(writer, matrix);
        }
    }

    private static void EmitSingleOutput(SourceWriter writer, MatrixPlan matrix)
    {
        writer.Line($"float sum = {(matrix.UsesBias ? "b" : "0")};");
        for (int i = 0; i < matrix.Inputs; i++)
            writer.Line($"sum += {MatrixText.Element("x", i.ToString())} * {MatrixText.Element("w", i.ToString())};");
        writer.Line($"y = {MatrixText.Activate(matrix, "sum")};");
    }

    private static void EmitVectors(SourceWriter writer, MatrixPlan matrix)
    {
        int vectors = (matrix.Outputs + 3) / 4;
        for (int v = 0; v < vectors; v++)
        {
            string start = matrix.UsesBias
                ? Simd.Small.Load("b", (4 * v).ToString())
                : "default(Vector128<float>)";
            writer.Line($"var s{v} = {start};");
        }

        for (int i = 0; i < matrix.Inputs; i++)
        {
            writer.Line($"var x{i} = Vector128.Create({MatrixText.Element("x", i.ToString())});");
            for (int v = 0; v < vectors; v++)
            {
                string weights = Simd.Small.Load("w", (i * matrix.Outputs + 4 * v).ToString());
                writer.Line($"s{v} = Vector128.MultiplyAddEstimate(x{i}, {weights}, s{v});");
            }
        }

        for (int v = 0; v < vectors; v++)
            writer.Line(MatrixText.Store(MatrixText.Activate(matrix, $"s{v}"), "y", (4 * v).ToString()));
    }

    public static void EmitInputGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.InputGradients(matrix, "InputGradients", "ref float d, ref float dx, nuint rows")))
        {
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                writer.Line($"ref float dr = ref Unsafe.Add(ref d, {MatrixText.Times("r", matrix.GradientStride)});");
                writer.Line($"ref float dxr = ref Unsafe.Add(ref dx, {MatrixText.Times("r", matrix.InputGradientStride)});");
                for (int o = 0; o < matrix.Outputs; o++)
                    writer.Line($"float d{o} = {MatrixText.Element("dr", o.ToString())};");
                for (int i = 0; i < matrix.Inputs; i++)
                {
                    var terms = Enumerable.Range(0, matrix.Outputs).Select(o => $"d{o} * {MatrixText.Element("w", (i * matrix.Outputs + o).ToString())}");
                    writer.Line($"{MatrixText.Element("dxr", i.ToString())} = {string.Join(" + ", terms)};");
                }
            }
        }
    }

    public static void EmitSingleGradient(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradient", "ref float x, ref float d"), KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, matrix.Outputs).Select(o => $"d{o} = {MatrixText.Element("d", o.ToString())}"), ";");
            for (int i = 0; i < matrix.Inputs && matrix.TrainsWeights; i++)
            {
                writer.Line($"float x{i} = {MatrixText.Element("x", i.ToString())};");
                Wrap.List(writer, "", Enumerable.Range(0, matrix.Outputs).Select(o =>
                    $"{MatrixText.Element("gw", (i * matrix.Outputs + o).ToString())} += x{i} * d{o};"), "", "");
            }

            if (matrix.TrainsBiases)
            {
                Wrap.List(writer, "", Enumerable.Range(0, matrix.Outputs).Select(o =>
                    $"{MatrixText.Element("gb", o.ToString())} += d{o};"), "", "");
            }
        }
    }

    /// <summary>Whole vectors are stored, since the derivative reads them as such: several small stores would keep it waiting.</summary>
    public static void EmitSingleInputGradient(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.InputGradients(matrix, "InputGradient", "ref float d, ref float dx"), KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, matrix.Outputs).Select(o => $"d{o} = {MatrixText.Element("d", o.ToString())}"), ";");
            for (int first = 0; first < matrix.Inputs; first += 4)
            {
                string sum = matrix.Outputs == 1
                    ? $"{Simd.Small.Load("w", first.ToString())} * d0"
                    : $"Vector128.Create({string.Join(", ", Enumerable.Range(first, 4).Select(i => i < matrix.Inputs ? Dot(matrix, i) : "0"))})";
                writer.Line(MatrixText.Store(sum, "dx", first.ToString()));
            }
        }
    }

    private static string Dot(MatrixPlan matrix, int input) => string.Join(" + ", Enumerable.Range(0, matrix.Outputs).Select(o =>
        $"d{o} * {MatrixText.Element("w", (input * matrix.Outputs + o).ToString())}"));

    public static void EmitGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradients", "ref float x, ref float d, nuint rows, bool overwrites")))
            EmitSums(writer, matrix);
    }

    private static void EmitSums(SourceWriter writer, MatrixPlan matrix)
    {
        int vectors = (matrix.Outputs + 3) / 4;

        void Add(string offset)
        {
            for (int o = 0; o < matrix.Outputs; o++)
                writer.Line($"Lanes.Put(s{o / 4}.GetElement({o % 4}), ref {MatrixText.Element("gw", MatrixText.Plus(offset, o))}, overwrites);");
        }

        void Sum(string[] terms)
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"var s{v} = default(Vector128<float>);");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                for (int v = 0; v < vectors; v++)
                    writer.Line($"s{v} += {terms[v]};");
            }
        }

        string[] deltas = Enumerable.Range(0, vectors)
            .Select(v => $"Vector128.LoadUnsafe(ref d, {MatrixText.Plus(MatrixText.Times("r", matrix.GradientStride), 4 * v)})").ToArray();
        if (matrix.TrainsWeights)
        {
            using (writer.Block($"for (nuint i = 0; i < {matrix.Inputs}; i++)"))
            {
                string input = $"Unsafe.Add(ref x, {MatrixText.Times("r", matrix.InputStride)} + i)";
                Sum(deltas.Select(delta => $"{delta} * {input}").ToArray());
                Add(MatrixText.Times("i", matrix.Outputs));
            }
        }

        if (matrix.TrainsBiases)
            writer.Line(MatrixText.BiasGradients(matrix));
    }
}
