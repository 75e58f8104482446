using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>Backward kernels over weights [outputs, inputs], at least 16 inputs and under 16 outputs: a vector runs over inputs.</summary>
internal static class RowsBackward
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
            writer.Line($"ref float w = ref Unsafe.Add(ref g, {layer.KernelName}Weights);");
            DenseText.Twins(writer, true, simd =>
            {
                foreach ((int first, int count) in RowsForward.Groups(layer.Outputs, simd.IsPortable ? 8 : 15))
                    EmitGroup(writer, layer, simd, first, count);
            });
        }
    }

    private static void EmitGroup(SourceWriter writer, DensePlan layer, Simd simd, int first, int count)
    {
        bool isWhole = simd.Divides(layer.Inputs);
        using (writer.Block($"for (nuint {(isWhole ? "i" : "c")} = 0; {(isWhole ? "i" : "c")} < {layer.Inputs}; {(isWhole ? "i" : "c")} += {simd.Step(1)})"))
        {
            if (!isWhole)
                writer.Line($"nuint i = Math.Min(c, {layer.Inputs} - {simd.Width});");
            Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, count).Select(o => $"s{o} = default"), ";");
            using (writer.Block("for (nuint r = 0; r < rows; r++)"))
            {
                writer.Line($"var xi = {simd.Load("x", $"r * {layer.InputStride} + i")};");
                for (int o = 0; o < count; o++)
                {
                    string factor = simd.Broadcast(DenseText.Element("d", DenseText.Plus($"r * {layer.Stride}", first + o)));
                    writer.Line($"s{o} = {simd.MultiplyAdd(factor, "xi", $"s{o}")};");
                }
            }

            Wrap.List(writer, "", Enumerable.Range(0, count).Select(o =>
                $"Lanes.Put(s{o}, {(isWhole ? "" : "c - i, ")}ref w, {DenseText.Plus(((first + o) * layer.Inputs).ToString(), "i")}, overwrites);"), "", "");
        }
    }

    private static void EmitInputGradients(SourceWriter writer, DensePlan layer)
    {
        using (writer.Block($"private static void {layer.KernelName}InputGradients(ref float p, ref float d, ref float dx, nuint rows)"))
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
