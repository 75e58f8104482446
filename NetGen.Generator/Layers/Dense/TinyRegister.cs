using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>
/// Kernels of a tiny layer that is all of a network, with 2 to 7 outputs in a register. Weights are read and written in the same vectors of
/// four, wherever an input's weights begin: a read that overlaps two recent writes would keep the next step waiting for both.
/// </summary>
internal static class TinyRegister
{
    public static void EmitOutputs(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static {layer.RegisterType} {layer.KernelName}Outputs(ref float p, ref float x)", KernelMethod.Inlined))
        {
            Wrap.List(writer, "", Pieces(layer).Select(piece => $"var w{piece.At} = {Load("p", layer, piece)};"), "", "");
            int chains = layer.Inputs >= 8 ? 4 : layer.Inputs >= 4 ? 2 : 1;
            for (int v = 0; 4 * v < layer.Outputs; v++)
                EmitSums(writer, layer, v, chains);
            writer.Line(layer.Outputs <= 4
                ? $"return {Total(layer, 0, chains)};"
                : $"return Vector256.Create({Total(layer, 0, chains)}, {Total(layer, 1, chains)});");
        }

        writer.Line();
        DenseText.EmitStoringForward(writer, layer);
    }

    public static void EmitGradient(SourceWriter writer, DensePlan layer)
    {
        using (writer.Method($"private static void {layer.KernelName}Gradient(ref float g, ref float x, {layer.RegisterType} d)", KernelMethod.Inlined))
        {
            Wrap.List(writer, "float ", Enumerable.Range(0, layer.Inputs).Select(i => $"x{i} = {DenseText.Element("x", i.ToString())}"), ";");
            EmitDeltas(writer, layer);
            foreach ((int at, int count) in Pieces(layer))
            {
                var inputs = Enumerable.Range(at, 4).Select(weight => "x" + Math.Min(weight / layer.Outputs, layer.Inputs - 1)).ToList();
                string x = inputs.Distinct().Count() == 1 ? inputs[0] : string.Join(", ", inputs);
                string sum = $"Vector128.MultiplyAddEstimate(Vector128.Create({x}), {Delta(layer, at % layer.Outputs)}, {Load("g", layer, (at, count))})";
                string index = DenseText.Plus(layer.KernelName + "Weights", at);
                writer.Line(count == 4 ? $"{sum}.StoreUnsafe(ref g, {index});" : $"Lanes.StoreFirst({sum}, ref g, {index}, {count});");
            }

            if (layer.TrainsBiases)
                writer.Line(DenseText.SingleBiasGradients(layer));
        }
    }

    /// <summary>The vectors that hold the weights; the last may be shorter.</summary>
    private static IEnumerable<(int At, int Count)> Pieces(DensePlan layer) =>
        Enumerable.Range(0, (layer.WeightCount + 3) / 4).Select(v => (4 * v, Math.Min(4, layer.WeightCount - 4 * v)));

    private static string Load(string from, DensePlan layer, (int At, int Count) piece)
    {
        string index = DenseText.Plus(layer.KernelName + "Weights", piece.At);
        return piece.Count == 4 ? $"Vector128.LoadUnsafe(ref {from}, {index})" : $"Lanes.First128(ref {from}, {index}, {piece.Count})";
    }

    private static string Sum(int v, int chain) => $"s{chain}{(v == 0 ? "" : "b")}";

    private static string Total(DensePlan layer, int v, int chains) =>
        DenseEmitter.Activate(layer, DenseText.Tree(Enumerable.Range(0, chains).Select(chain => Sum(v, chain)).ToList()));

    /// <summary>Up to four outputs, in several sums so that additions need not wait for each other.</summary>
    private static void EmitSums(SourceWriter writer, DensePlan layer, int v, int chains)
    {
        int count = Math.Min(4, layer.Outputs - 4 * v);
        for (int i = 0; i < layer.Inputs; i++)
        {
            string sum = Sum(v, i % chains), x = $"Vector128.Create({DenseText.Element("x", i.ToString())})", w = Window(layer, i * layer.Outputs + 4 * v, count);
            string start = i == 0 && layer.Spec.UseBias ? $"Lanes.First128(ref p, {DenseText.Plus(layer.KernelName + "Biases", 4 * v)}, {count})" : "";
            bool isFirst = i < chains;
            writer.Line(isFirst && start.Length == 0
                ? $"var {sum} = {x} * {w};"
                : $"{(isFirst ? "var " : "")}{sum} = Vector128.MultiplyAddEstimate({x}, {w}, {(isFirst ? start : sum)});");
        }
    }

    /// <summary>Up to four weights from anywhere; lanes past the count hold other weights or 0.</summary>
    private static string Window(DensePlan layer, int start, int count)
    {
        int first = start / 4 * 4, lane = start % 4, next = lane + count > 4 ? first + 4 : first;
        return lane == 0 ? $"w{first}" : $"Lanes.Window(w{first}, w{next}, {lane})";
    }

    /// <summary>The outputs' gradients one after another, again and again, as far as a vector may begin; those of up to four outputs are shuffled in place.</summary>
    private static void EmitDeltas(SourceWriter writer, DensePlan layer)
    {
        if (layer.Outputs <= 4)
            return;
        writer.Line("var d0 = d.GetLower();");
        writer.Line($"var d4 = Vector128.Create({string.Join(", ", Enumerable.Range(4, 4).Select(o => $"d.GetElement({o % layer.Outputs})"))});");
        if (layer.Outputs == 7)
            writer.Line($"var d8 = Lanes.Window(d0, d4, {8 % layer.Outputs});");
    }

    private static string Delta(DensePlan layer, int first)
    {
        if (layer.Outputs == 4)
            return "d";
        if (layer.Outputs < 4)
            return $"Vector128.Shuffle(d, Vector128.Create({string.Join(", ", Enumerable.Range(first, 4).Select(o => o % layer.Outputs))}))";
        return first % 4 == 0 ? "d" + first : $"Lanes.Window(d{first / 4 * 4}, d{first / 4 * 4 + 4}, {first % 4})";
    }
}
