using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Layers.Dense;

/// <summary>Small pieces of text that dense kernels share.</summary>
internal static class DenseText
{
    /// <summary>The same block twice: in 512-bit vectors where the machine has them and they pay, else in portable ones.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="pays">Whether there is a 512-bit one.</param>
    /// <param name="block">Writes one of them: loops or blocks, whose variables are their own.</param>
    /// <param name="isLast">Whether nothing of the method follows.</param>
    public static void Twins(SourceWriter writer, bool pays, Action<Simd> block, bool isLast = true)
    {
        if (!pays)
        {
            block(Simd.Portable);
            return;
        }

        using (writer.Block("if (Vector512.IsHardwareAccelerated)"))
        {
            block(Simd.Wide);
            if (isLast)
                writer.Line("return;");
        }

        if (isLast)
        {
            block(Simd.Portable);
            return;
        }

        using (writer.Block("else"))
            block(Simd.Portable);
    }

    /// <summary>The statement that adds the sums over rows of <c>d</c> to the biases' gradients.</summary>
    public static string BiasGradients(DensePlan layer, string d = "d", string rows = "rows", string overwrites = "overwrites") =>
        $"Buffers.AddColumns(ref {d}, ref Unsafe.Add(ref g, {layer.KernelName}Biases), {layer.Outputs}, {rows}, {layer.Stride}, {overwrites});";

    /// <summary>The gradient of one output of a single row.</summary>
    public static string Delta(DensePlan layer, int output) =>
        !layer.IsInRegisters ? Element("d", output.ToString()) : layer.Outputs == 1 ? "d" : $"d.GetElement({output})";

    /// <summary>The statement that adds a single row's gradients of up to 8 outputs to the biases' gradients.</summary>
    public static string SingleBiasGradients(DensePlan layer)
    {
        string biases = $"{layer.KernelName}Biases";
        if (layer.Outputs == 1)
            return $"Unsafe.Add(ref g, {biases}) += d;";
        string deltas = layer.IsInRegisters ? "d" : $"Lanes.First{layer.RegisterBits}(ref d, 0, {layer.Outputs})";
        return $"Lanes.StoreFirst({deltas} + Lanes.First{layer.RegisterBits}(ref g, {biases}, {layer.Outputs}), ref g, {biases}, {layer.Outputs});";
    }

    public static string Element(string from, string index) => index == "0" ? from : $"Unsafe.Add(ref {from}, {index})";

    public static string Store(string value, string to, string index) =>
        $"{Postfix(value)}.StoreUnsafe(ref {to}{(index == "0" ? "" : ", " + index)});";

    public static string RowIndex(int row) => row == 0 ? "r" : "r" + row;

    public static string Plus(string left, int right) => right == 0 ? left : Plus(left, right.ToString());

    public static string Plus(string left, string right)
    {
        if (left == "0")
            return right;
        if (right == "0")
            return left;
        return int.TryParse(left, out int a) && int.TryParse(right, out int b) ? (a + b).ToString() : $"{left} + {right}";
    }

    public static string Times(string left, int right)
    {
        if (right == 1 || left == "0")
            return left;
        if (int.TryParse(left, out int number))
            return (number * right).ToString();
        return left.Contains(' ') ? $"({left}) * {right}" : $"{left} * {right}";
    }

    /// <summary>Writes the forward kernel of a layer whose outputs are otherwise returned in a register.</summary>
    public static void EmitStoringForward(SourceWriter writer, DensePlan layer)
    {
        writer.Line(KernelMethod.Inlined);
        using (writer.Indent($"private static void {layer.KernelName}Forward(ref float p, ref float x, ref float y) =>"))
        {
            string outputs = $"{layer.KernelName}Outputs(ref p, ref x)";
            writer.Line(layer.Outputs == 1 ? $"y = {outputs};" : $"{outputs}.StoreUnsafe(ref y);");
        }
    }

    /// <summary>A sum in pairs, so that its depth is logarithmic.</summary>
    public static string Tree(IReadOnlyList<string> terms) => terms.Count switch
    {
        1 => terms[0],
        2 => $"{terms[0]} + {terms[1]}",
        _ => $"({Tree(terms.Take(terms.Count / 2).ToList())}) + ({Tree(terms.Skip(terms.Count / 2).ToList())})",
    };

    /// <summary>An expression to which a call can be appended.</summary>
    private static string Postfix(string value) => value.Contains(' ') && !IsCall(value) ? $"({value})" : value;

    /// <summary>Whether a value is one whole call, such as <c>Relu.Value(a + b)</c>.</summary>
    private static bool IsCall(string value)
    {
        if (!value.EndsWith(")", StringComparison.Ordinal) || value[0] == '(')
            return false;
        int depth = 0;
        for (int i = 0; i < value.Length - 1; i++)
        {
            depth += value[i] == '(' ? 1 : value[i] == ')' ? -1 : 0;
            if (depth == 0 && value[i] == ' ')
                return false;
        }

        return true;
    }
}
