using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// Forward kernels over weights [outputs, inputs], at least 16 inputs and few outputs: a vector runs over inputs, each output is one sum.
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
            writer.Line($"ref float w = ref Unsafe.Add(ref p, {layer.KernelName}Weights);");
            writer.Line("nuint r = 0;");
            DenseText.Twins(writer, true, simd => EmitRows(writer, layer, simd), isLast: false);
            using (writer.Indent("for (; r < rows; r++)"))
                writer.Line($"{layer.KernelName}Forward(ref p, ref Unsafe.Add(ref x, r * {layer.InputStride}), ref Unsafe.Add(ref y, r * {layer.Stride}));");
        }
    }

    /// <summary>Some rows at a time, so that a weight is read once for all of them; as many as have their sums in registers.</summary>
    private static void EmitRows(SourceWriter writer, DensePlan layer, Simd simd)
    {
        int outputs = Math.Min(layer.Outputs, simd.IsPortable ? 4 : 8), height = Math.Min(8, (simd.IsPortable ? 12 : 24) / outputs);
        using (writer.Block($"for (; r + {height} <= rows; r += {height})"))
        {
            Wrap.List(writer, "ref float ", Enumerable.Range(0, height).Select(row => $"x{row} = ref Unsafe.Add(ref x, {DenseText.Times(row == 0 ? "r" : $"r + {row}", layer.InputStride)})"), ";");
            Wrap.List(writer, "ref float ", Enumerable.Range(0, height).Select(row => $"y{row} = ref Unsafe.Add(ref y, {DenseText.Times(row == 0 ? "r" : $"r + {row}", layer.Stride)})"), ";");
            foreach ((int first, int count) in Groups(layer.Outputs, outputs))
            {
                if (count == layer.Outputs)
                {
                    EmitRowsOfGroup(writer, layer, simd, first, count, height);
                    continue;
                }

                using (writer.Block())
                    EmitRowsOfGroup(writer, layer, simd, first, count, height);
            }
        }
    }

    private static void EmitRowsOfGroup(SourceWriter writer, DensePlan layer, Simd simd, int first, int count, int height)
    {
        string Sum(int row, int o) => count == 1 ? $"s{row}" : $"s{row}{(char)('a' + o)}";
        Wrap.List(writer, simd.Type + " ", Enumerable.Range(0, height * count).Select(i => Sum(i / count, i % count) + " = default"), ";");
        using (writer.Block(simd.Divides(layer.Inputs)
            ? $"for (nuint k = 0; k < {layer.Inputs}; k += {simd.Width})"
            : $"for (nuint c = 0; c < {layer.Inputs}; c += {simd.Width})"))
        {
            if (!simd.Divides(layer.Inputs))
                writer.Line($"nuint k = Math.Min(c, {layer.Inputs} - {simd.Width});");
            Wrap.List(writer, "", Enumerable.Range(0, count).Select(o =>
            {
                string weights = simd.Load("w", DenseText.Plus(((first + o) * layer.Inputs).ToString(), "k"));
                return $"var w{o} = {(simd.Divides(layer.Inputs) ? weights : $"Lanes.KeepFrom({weights}, c - k)")};";
            }), "", "");
            for (int row = 0; row < height; row++)
            {
                string inputs = simd.Load($"x{row}", "k");
                var sums = Enumerable.Range(0, count).Select(o => $"{Sum(row, o)} = {simd.MultiplyAdd(count > 1 ? $"k{row}" : inputs, $"w{o}", Sum(row, o))};");
                Wrap.List(writer, "", count > 1 ? sums.Prepend($"var k{row} = {inputs};") : sums, "", "");
            }
        }

        for (int row = 0; row < height; row++)
            EmitStore(writer, layer, simd, first, count, o => Sum(row, o), $"y{row}");
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
            Wrap.List(writer, "", Enumerable.Range(0, count).Select(o =>
            {
                string index = DenseText.Plus(((first + o) * layer.Inputs).ToString(), k);
                return $"{Sum(o, u)} = {simd.MultiplyAdd($"x{u}", simd.Load("w", index), Sum(o, u))};";
            }).Prepend($"var x{u} = {load};"), "", "");
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

    private static void EmitStore(SourceWriter writer, DensePlan layer, Simd simd, int first, int count, Func<int, string> total, string y = "y")
    {
        string bias = layer.KernelName + "Biases" + (first == 0 ? "" : " + " + first);
        if (count == 1)
        {
            string sum = $"{simd.Name}.Sum({total(0)})" + (layer.Spec.UseBias ? $" + Unsafe.Add(ref p, {bias})" : "");
            writer.Line($"{DenseText.Element(y, first.ToString())} = {DenseEmitter.Activate(layer, sum)};");
            return;
        }

        int lanes = count <= 4 ? 4 : 8;
        string sums = $"Lanes.Sum{lanes}({string.Join(", ", Enumerable.Range(0, lanes).Select(o => o < count ? total(o) : "default"))})";
        if (layer.Spec.UseBias)
            sums += $" + Vector{32 * lanes}.LoadUnsafe(ref p, {bias})";
        writer.Line(DenseText.Store(DenseEmitter.Activate(layer, sums), y, first.ToString()));
    }
}
