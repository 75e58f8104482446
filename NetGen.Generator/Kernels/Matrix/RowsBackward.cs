using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>Backward kernels over weights [outputs, inputs], at least 16 inputs and few outputs: a vector runs over inputs.</summary>
internal static class RowsBackward
{
    public static void EmitGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.Gradients(matrix, "Gradients", "ref float x, ref float d, nuint rows, bool overwrites")))
        {
            if (matrix.TrainsBiases)
                writer.Line(MatrixText.BiasGradients(matrix));
            if (!matrix.TrainsWeights)
                return;
            MatrixText.Twins(writer, true, simd =>
            {
                foreach ((int first, int count) in RowsForward.Groups(matrix.Outputs, simd.IsPortable ? 8 : 15))
                    EmitGroup(writer, matrix, simd, first, count);
            });
        }
    }

    /// <summary>Few outputs take several vectors of inputs at a time: one sum after another would wait for itself.</summary>
    private static void EmitGroup(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count)
    {
        int unroll = count > 4 ? 1 : 8 / count;
        while (unroll > 1 && unroll * 16 > matrix.Inputs)
            unroll /= 2;
        if (unroll == 1)
        {
            EmitRest(writer, matrix, simd, first, count, "0");
            return;
        }

        using (writer.Block())
        {
            writer.Line("nuint k = 0;");
            using (writer.Block($"for (; k + {simd.Step(unroll)} <= {matrix.Inputs}; k += {simd.Step(unroll)})"))
                EmitTile(writer, matrix, simd, first, count, unroll, "k", isLate: false);
            if (!simd.Divides(matrix.Inputs / unroll) || matrix.Inputs % unroll != 0)
                EmitRest(writer, matrix, simd, first, count, "k");
        }
    }

    /// <summary>Inputs one vector at a time. Where they are no whole number of vectors the last begins early.</summary>
    private static void EmitRest(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count, string start)
    {
        bool isWhole = simd.Divides(matrix.Inputs);
        string i = isWhole ? "i" : "c";
        using (writer.Block($"for (nuint {i} = {start}; {i} < {matrix.Inputs}; {i} += {simd.Step(1)})"))
        {
            if (!isWhole)
                writer.Line($"nuint i = Math.Min(c, {matrix.Inputs} - {simd.Width});");
            EmitTile(writer, matrix, simd, first, count, 1, "i", isLate: !isWhole);
        }
    }

    private static void EmitTile(SourceWriter writer, MatrixPlan matrix, Simd simd, int first, int count, int unroll, string at, bool isLate)
    {
        string Sum(int o, int u) => unroll == 1 ? $"s{o}" : $"s{o}{(char)('a' + u)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, count * unroll).Select(sum => Sum(sum / unroll, sum % unroll) + " = default"), ";");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            for (int u = 0; u < unroll; u++)
                writer.Line($"var x{u} = {simd.Load("x", MatrixText.Plus(MatrixText.Times("r", matrix.InputStride), simd.Offset(at, u)))};");
            for (int o = 0; o < count; o++)
            {
                writer.Line($"var d{o} = {simd.Broadcast(MatrixText.Element("d", MatrixText.Plus(MatrixText.Times("r", matrix.GradientStride), first + o)))};");
                Wrap.List(writer, "", Enumerable.Range(0, unroll).Select(u => $"{Sum(o, u)} = {simd.MultiplyAdd($"d{o}", $"x{u}", Sum(o, u))};"), "", "");
            }
        }

        Wrap.List(writer, "", Enumerable.Range(0, count * unroll).Select(sum =>
        {
            (int o, int u) = (sum / unroll, sum % unroll);
            return $"Lanes.Put({Sum(o, u)}, {(isLate ? $"c - {at}, " : "")}ref gw, {MatrixText.Plus(((first + o) * matrix.Inputs).ToString(), simd.Offset(at, u))}, overwrites);";
        }), "", "");
    }

    public static void EmitInputGradients(SourceWriter writer, MatrixPlan matrix)
    {
        using (writer.Method(MatrixText.InputGradients(matrix, "InputGradients", "ref float d, ref float dx, nuint rows")))
        {
            MatrixText.Twins(writer, true, simd =>
            {
                using (writer.Block("for (nuint r = 0; r < rows; r++)"))
                {
                    writer.Line($"ref float dr = ref Unsafe.Add(ref d, {MatrixText.Times("r", matrix.GradientStride)});");
                    using (writer.Block($"for (nuint i = 0; i < {matrix.Inputs}; i += {simd.Step(1)})"))
                    {
                        writer.Line($"var sum = {simd.Broadcast("dr")} * {simd.Load("w", "i")};");
                        for (int o = 1; o < matrix.Outputs; o++)
                            writer.Line($"sum = {simd.MultiplyAdd(simd.Broadcast(MatrixText.Element("dr", o.ToString())), simd.Load("w", $"{o * matrix.Inputs} + i"), "sum")};");
                        writer.Line(MatrixText.Store("sum", "dx", $"r * {matrix.InputGradientStride} + i"));
                    }
                }
            });
        }
    }
}
