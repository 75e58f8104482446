using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Kernels.Matrix;

/// <summary>Small pieces of text that matrix kernels share.</summary>
internal static class MatrixText
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

    /// <summary>The head of a method that reads the weights and, where there are any, the biases.</summary>
    public static string Forward(MatrixPlan matrix, string method, string parameters, string returns = "void") =>
        $"private static {returns} {matrix.Method(method)}(ref float w, {(matrix.UsesBias ? "ref float b, " : "")}{parameters})";

    /// <summary>The head of a method that adds to the gradients of what is trained.</summary>
    public static string Gradients(MatrixPlan matrix, string method, string parameters) =>
        $"private static void {matrix.Method(method)}({(matrix.TrainsWeights ? "ref float gw, " : "")}{(matrix.TrainsBiases ? "ref float gb, " : "")}{parameters})";

    /// <summary>The head of a method that computes gradients with respect to the inputs.</summary>
    public static string InputGradients(MatrixPlan matrix, string method, string parameters) =>
        $"private static void {matrix.Method(method)}(ref float w, {parameters})";

    /// <summary>How a method passes its biases on, with a comma, or empty.</summary>
    public static string PassBias(MatrixPlan matrix) => matrix.UsesBias ? "ref b, " : "";

    /// <summary>The value to store for a sum: the sum itself, or the activation of it.</summary>
    public static string Activate(MatrixPlan matrix, string sum) => ActivationText.Value(matrix.Activation, sum);

    /// <summary>The statement that adds the sums over rows of <c>d</c> to the biases' gradients.</summary>
    public static string BiasGradients(MatrixPlan matrix) =>
        $"Buffers.AddColumns(ref d, ref gb, {matrix.Outputs}, rows, {matrix.GradientStride}, overwrites);";

    /// <summary>The statement that adds a single row's gradients of up to 8 outputs, a vector, to the biases' gradients.</summary>
    public static string SingleBiasGradients(MatrixPlan matrix, string deltas) => matrix.Outputs == 1
        ? "gb += d;"
        : $"Lanes.StoreFirst({deltas} + Lanes.First{matrix.RegisterBits}(ref gb, 0, {matrix.Outputs}), ref gb, 0, {matrix.Outputs});";

    /// <summary>The statement that computes row <c>r</c> by the kernel of one row.</summary>
    public static string ForwardOfRow(MatrixPlan matrix) =>
        $"{matrix.Method("Forward")}(ref w, {PassBias(matrix)}ref {Element("x", Times("r", matrix.InputStride))}, ref {Element("y", Times("r", matrix.OutputStride))});";

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
