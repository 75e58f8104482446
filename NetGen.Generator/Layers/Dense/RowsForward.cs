using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// Forward kernels over weights [outputs, inputs], at least 16 inputs and under 16 outputs: a vector runs over inputs, each output is one sum.
/// The last inputs are read by a window that begins early, of which only the lanes that are new are kept.
/// </summary>
internal static class RowsForward
{
    public static void Emit(SourceWriter writer, DensePlan layer)
    {
        using (writer.Block($"private static void {layer.KernelName}Forward(ref float p, ref float x, ref float y)"))
        {
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            DenseText.Twins(writer, true, simd =>
            {
                foreach ((int first, int count) in Groups(layer.Outputs, simd.IsPortable ? 4 : 8))
                {
                    using (writer.Block())
                        EmitGroup(writer, layer, simd, first, count);
                }
            });
        }

        writer.Line();
        using (writer.Block($"private static void {layer.KernelName}ForwardRows(ref float p, ref float x, ref float y, nuint rows)"))
        {
            using (writer.Indent("for (nuint r = 0; r < rows; r++)"))
                writer.Line($"{layer.KernelName}Forward(ref p, ref Unsafe.Add(ref x, r * {layer.InputStride}), ref Unsafe.Add(ref y, r * {layer.Stride}));");
        }
    }

    /// <summary>Outputs in groups whose sums stay in registers together.</summary>
    public static IEnumerable<(int First, int Count)> Groups(int outputs, int size)
    {
        for (int first = 0; first < outputs; first += size)
            yield return (first, Math.Min(size, outputs - first));
    }

    private static void EmitGroup(SourceWriter writer, DensePlan layer, Simd simd, int first, int count)
    {
        int unroll = Math.Max(1, 8 / count);
        while (unroll > 1 && unroll * 16 > layer.Inputs)
            unroll /= 2;
        string Sum(int o, int u) => unroll == 1 ? $"s{o}" : count == 1 ? $"s{u}" : $"s{o}{(char)('a' + u)}";

        void Step(string k, int u, string load)
        {
            writer.Line($"var x{u} = {load};");
            for (int o = 0; o < count; o++)
            {
                string index = DenseText.Plus(((first + o) * layer.Inputs).ToString(), k);
                writer.Line($"{Sum(o, u)} = {simd.MultiplyAdd($"x{u}", simd.Load("w", index), Sum(o, u))};");
            }
        }

        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, unroll * count).Select(i => Sum(i % count, i / count) + " = default"), ";");
        writer.Line("nuint k = 0;");
        if (unroll > 1)
        {
            using (writer.Block($"for (; k + {simd.Step(unroll)} <= {layer.Inputs}; k += {simd.Step(unroll)})"))
            {
                for (int u = 0; u < unroll; u++)
                    Step(simd.Offset("k", u), u, simd.Load("x", simd.Offset("k", u)));
            }
        }

        // Written only where some width this text may run at leaves a whole vector over.
        if (unroll == 1 || !simd.Divides(layer.Inputs / unroll) || layer.Inputs % unroll != 0)
        {
            using (writer.Block($"for (; k + {simd.Width} <= {layer.Inputs}; k += {simd.Width})"))
                Step("k", 0, simd.Load("x", "k"));
        }

        if (!simd.Divides(layer.Inputs))
        {
            using (writer.Block($"if (k < {layer.Inputs})"))
            {
                writer.Line($"nuint last = {layer.Inputs} - {simd.Width};");
                Step("last", 0, $"Lanes.KeepFrom({simd.Load("x", "last")}, k - last)");
            }
        }

        EmitStore(writer, layer, simd, first, count, o => DenseText.Tree(Enumerable.Range(0, unroll).Select(u => Sum(o, u)).ToList()));
    }

    private static void EmitStore(SourceWriter writer, DensePlan layer, Simd simd, int first, int count, Func<int, string> total)
    {
        string bias = layer.KernelName + "Biases" + (first == 0 ? "" : " + " + first);
        if (count == 1)
        {
            string sum = $"{simd.Name}.Sum({total(0)})" + (layer.Spec.UseBias ? $" + Unsafe.Add(ref p, {bias})" : "");
            writer.Line($"{DenseText.Element("y", first.ToString())} = {DenseEmitter.Activate(layer, sum)};");
            return;
        }

        int lanes = count <= 4 ? 4 : 8;
        string sums = $"Lanes.Sum{lanes}({string.Join(", ", Enumerable.Range(0, lanes).Select(o => o < count ? total(o) : "default"))})";
        if (layer.Spec.UseBias)
            sums += $" + Vector{32 * lanes}.LoadUnsafe(ref p, {bias})";
        writer.Line(DenseText.Store(DenseEmitter.Activate(layer, sums), "y", first.ToString()));
    }
}
