using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// One row's gradients over weights [outputs, inputs] of few outputs: nothing is summed, and memory is read and written in the pieces in which
/// the forward kernel reads it. A read that overlaps two recent writes would keep the next step waiting for both.
/// </summary>
internal static class RowsGradient
{
    private const int MostOutputs = 7;

    public static bool Has(DensePlan layer) => layer.Shape == DenseKernel.Rows && layer.Outputs <= MostOutputs && layer.Spec.TrainWeights;

    public static void Emit(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}Gradient(ref float g, ref float x, {(layer.IsInRegisters ? layer.RegisterType : "ref float")} d)", layer.IsInRegisters ? KernelMethod.Inlined : KernelMethod.Called))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref g, {layer.KernelName}Weights);");
            DenseText.Twins(writer, !layer.IsInRegisters, simd => EmitWeights(writer, layer, simd), isLast: false);
            if (layer.TrainsBiases)
                writer.Line(DenseText.SingleBiasGradients(layer));
        }
    }

    private static void EmitWeights(SourceWriter writer, DensePlan layer, Simd simd)
    {
        int[] outputs = [.. Enumerable.Range(0, layer.Outputs)];
        Wrap.List(writer, simd.Type + " ", outputs.Select(o => $"d{o} = {simd.Broadcast(DenseText.Delta(layer, o))}"), ";");
        int whole = layer.Inputs - simd.Pieces(layer.Inputs).Sum(static piece => piece.Count);
        using (writer.Block($"for (nuint i = 0; i < {whole}; i += {simd.Width})"))
        {
            writer.Line($"var a = {simd.Load("x", "i")};");
            foreach (int o in outputs)
            {
                string at = DenseText.Plus((o * layer.Inputs).ToString(), "i");
                writer.Line(DenseText.Store(simd.MultiplyAdd("a", "d" + o, simd.Load("w", at)), "w", at));
            }
        }

        foreach ((int first, int count) in simd.Pieces(layer.Inputs))
        {
            writer.Line($"var a{first} = {simd.First("x", first.ToString(), count)};");
            foreach (int o in outputs)
            {
                string at = (o * layer.Inputs + first).ToString();
                writer.Line($"Lanes.StoreFirst({simd.MultiplyAdd("a" + first, "d" + o, simd.First("w", at, count))}, ref w, {at}, {count});");
            }
        }
    }
}
