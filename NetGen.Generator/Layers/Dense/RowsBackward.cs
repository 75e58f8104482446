using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>Backward kernels over weights [outputs, inputs], at least 16 inputs and few outputs: a vector runs over inputs.</summary>
internal static class RowsBackward
{
    public static void Emit(SourceWriter writer, DensePlan layer, bool withInputGradients)
    {
        if (layer.IsTrained)
            EmitGradients(writer, layer);
        if (RowsGradient.Has(layer))
        {
            writer.Line();
            RowsGradient.Emit(writer, layer);
        }

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
            if (!layer.Spec.TrainWeights)
                return;
            writer.Line($"ref float w = ref Unsafe.Add(ref g, {layer.KernelName}Weights);");
            DenseText.Twins(writer, true, simd =>
            {
                foreach ((int first, int count) in RowsForward.Groups(layer.Outputs, simd.IsPortable ? 8 : 15))
                    EmitGroup(writer, layer, simd, first, count);
            });
        }
    }

    /// <summary>Few outputs take several vectors of inputs at a time: one sum after another would wait for itself.</summary>
    private static void EmitGroup(SourceWriter writer, DensePlan layer, Simd simd, int first, int count)
    {
        int unroll = count > 4 ? 1 : 8 / count;
        while (unroll > 1 && unroll * 16 > layer.Inputs)
            unroll /= 2;
        if (unroll == 1)
        {
            EmitRest(writer, layer, simd, first, count, "0");
            return;
        }

        using (writer.Block())
        {
            writer.Line("nuint k = 0;");
            using (writer.Block($"for (; k + {simd.Step(unroll)} <= {layer.Inputs}; k += {simd.Step(unroll)})"))
                EmitTile(writer, layer, simd, first, count, unroll, "k", isLate: false);
            if (!simd.Divides(layer.Inputs / unroll) || layer.Inputs % unroll != 0)
                EmitRest(writer, layer, simd, first, count, "k");
        }
    }

    /// <summary>Inputs one vector at a time. Where they are no whole number of vectors the last begins early.</summary>
    private static void EmitRest(SourceWriter writer, DensePlan layer, Simd simd, int first, int count, string start)
    {
        bool isWhole = simd.Divides(layer.Inputs);
        string i = isWhole ? "i" : "c";
        using (writer.Block($"for (nuint {i} = {start}; {i} < {layer.Inputs}; {i} += {simd.Step(1)})"))
        {
            if (!isWhole)
                writer.Line($"nuint i = Math.Min(c, {layer.Inputs} - {simd.Width});");
            EmitTile(writer, layer, simd, first, count, 1, "i", isLate: !isWhole);
        }
    }

    private static void EmitTile(SourceWriter writer, DensePlan layer, Simd simd, int first, int count, int unroll, string at, bool isLate)
    {
        string Sum(int o, int u) => unroll == 1 ? $"s{o}" : $"s{o}{(char)('a' + u)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, count * unroll).Select(sum => Sum(sum / unroll, sum % unroll) + " = default"), ";");
        using (writer.Block("for (nuint r = 0; r < rows; r++)"))
        {
            for (int u = 0; u < unroll; u++)
                writer.Line($"var x{u} = {simd.Load("x", $"r * {layer.InputStride} + {simd.Offset(at, u)}")};");
            for (int o = 0; o < count; o++)
            {
                writer.Line($"var d{o} = {simd.Broadcast(DenseText.Element("d", DenseText.Plus($"r * {layer.Stride}", first + o)))};");
                Wrap.List(writer, "", Enumerable.Range(0, unroll).Select(u => $"{Sum(o, u)} = {simd.MultiplyAdd($"d{o}", $"x{u}", Sum(o, u))};"), "", "");
            }
        }

        Wrap.List(writer, "", Enumerable.Range(0, count * unroll).Select(sum =>
        {
            (int o, int u) = (sum / unroll, sum % unroll);
            return $"Lanes.Put({Sum(o, u)}, {(isLate ? $"c - {at}, " : "")}ref w, {DenseText.Plus(((first + o) * layer.Inputs).ToString(), simd.Offset(at, u))}, overwrites);";
        }), "", "");
    }

    private static void EmitInputGradients(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}InputGradients(ref float p, ref float d, ref float dx, nuint rows)"))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            DenseText.Twins(writer, true, simd =>
            {
                using (writer.Block("for (nuint r = 0; r < rows; r++)"))
                {
                    writer.Line($"ref float dr = ref Unsafe.Add(ref d, r * {layer.Stride});");
                    using (writer.Block($"for (nuint i = 0; i < {layer.Inputs}; i += {simd.Step(1)})"))
                    {
                        writer.Line($"var sum = {simd.Broadcast("dr")} * {simd.Load("w", "i")};");
                        for (int o = 1; o < layer.Outputs; o++)
                            writer.Line($"sum = {simd.MultiplyAdd(simd.Broadcast(DenseText.Element("dr", o.ToString())), simd.Load("w", $"{o * layer.Inputs} + i"), "sum")};");
                        writer.Line(DenseText.Store("sum", "dx", $"r * {layer.InputStride} + i"));
                    }
                }
            });
        }
    }
}
