using System;
using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Kernels.Matrix;
using NetGen.Generator.Model;
using NetGen.Generator.Writing;

namespace NetGen.Generator.Strategies.StraightLine;

/// <summary>What the passes of a straight-line network have in common: a layer's outputs are one or two vectors of four, in variables.</summary>
internal static class StraightText
{
    /// <summary>From so many inputs on a single output is summed in vectors.</summary>
    private const int VectorInputs = 4;

    /// <summary>Whether a single output is summed in vectors of products: over a hidden layer, or over many inputs.</summary>
    public static bool SumsVectors(StraightLayer head) => head.Number > 1 || head.Inputs >= VectorInputs;

    /// <summary>Whether those vectors are summed over all their lanes.</summary>
    public static bool SumsLanes(StraightLayer layer) => layer.Number == 1 && layer.Outputs == 1 && SumsVectors(layer);

    /// <summary>How many vectors hold a number of values.</summary>
    public static int Vectors(int values) => (values + 3) / 4;

    /// <summary>The variable that holds a vector of a layer's values, such as <c>h1</c>, or <c>h1b</c> for its second.</summary>
    public static string Name(string letter, StraightLayer layer, int vector) => Name(letter + layer.Number, vector);

    public static string Name(string variable, int vector) => vector == 0 ? variable : variable + (char)('a' + vector);

    /// <summary>One value of a layer.</summary>
    public static string Element(string letter, StraightLayer layer, int index) => $"{Name(letter, layer, index / 4)}.GetElement({index % 4})";

    /// <summary>The activation of a value.</summary>
    public static string Value(StraightLayer layer, string sum) => ActivationText.Value(layer.Activation, sum);

    /// <summary>The activation's derivative from whatever it is computed from.</summary>
    public static string Derivative(StraightLayer layer, int vector) =>
        DerivativeOf(layer, Name(layer.Saved == SavedValue.PreActivation ? "z" : "h", layer, vector));

    /// <inheritdoc cref="Derivative"/>
    public static string DerivativeOf(StraightLayer layer, string saved) =>
        ActivationText.Derivative(layer.Activation, saved);

    /// <summary>Writes a layer: all of a hidden one; of the head, the value before its activation.</summary>
    /// <param name="writer">The file.</param>
    /// <param name="plan">The network.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">A vector of parameters: of an input's weights, or of biases for input −1.</param>
    /// <param name="parameter">One parameter of a layer with a single output: an input's weight, or the bias for −1.</param>
    /// <param name="input">One of the network's inputs.</param>
    public static void EmitLayer(
        SourceWriter writer, StraightNetwork plan, StraightLayer layer, Func<StraightLayer, int, int, string> parameters, Func<StraightLayer, int, string> parameter, Func<int, string> input)
    {
        bool isHead = layer == plan.Head;
        writer.Line($"// {layer.Title}{(isHead && !layer.Activation.IsIdentity ? ", before its activation" : "")}");
        if (isHead)
        {
            EmitHead(writer, plan, layer, parameters, parameter, input);
            return;
        }

        StraightLayer? before = layer.Number == 1 ? null : plan.Layers[layer.Number - 2];
        for (int v = 0; v < Vectors(layer.Outputs); v++)
        {
            var products = Enumerable.Range(0, layer.Inputs).Select(i => (
                before is null ? $"Vector128.Create({input(i)})" : $"Vector128.Shuffle({Name("h", before, i / 4)}, Vector128.Create({i % 4}))",
                parameters(layer, i, v))).ToList();
            EmitSum(writer, Name("z", layer, v), Name("half", layer, v), products, layer.UsesBias ? parameters(layer, -1, v) : "");
        }

        for (int v = 0; v < Vectors(layer.Outputs); v++)
            writer.Line($"var {Name("h", layer, v)} = {Value(layer, Name("z", layer, v))};");
    }

    /// <summary>Sums products; of three or more the second half beside the first, since the next step waits for the whole chain.</summary>
    public static void EmitSum(SourceWriter writer, string sum, string half, IReadOnlyList<(string Left, string Right)> products, string bias)
    {
        int first = products.Count < 3 ? products.Count : (products.Count + 1) / 2;
        Chain(sum, products.Take(first), bias);
        if (first == products.Count)
            return;
        Chain(half, products.Skip(first), "");
        writer.Line($"{sum} += {half};");

        void Chain(string name, IEnumerable<(string Left, string Right)> terms, string addend)
        {
            string declaration = "var ";
            foreach (var (left, right) in terms)
            {
                writer.Line($"{declaration}{name} = {(addend.Length == 0 ? $"{left} * {right}" : $"Vector128.MultiplyAddEstimate({left}, {right}, {addend})")};");
                (declaration, addend) = ("", name);
            }
        }
    }

    /// <summary>A single output is a sum of products in pairs: a chain would be felt.</summary>
    private static void EmitHead(
        SourceWriter writer, StraightNetwork plan, StraightLayer layer, Func<StraightLayer, int, int, string> parameters, Func<StraightLayer, int, string> parameter, Func<int, string> input)
    {
        var terms = new List<string>();
        if (layer.Number == 1 && SumsVectors(layer))
        {
            var products = new List<string>();
            for (int i = 0; i < layer.Inputs; i += 4)
            {
                string inputs = i + 4 <= layer.Inputs ? $"Vector128.LoadUnsafe(ref x{(i == 0 ? "" : $", {i}")})" : $"Lanes.First128(ref x, {i}, {layer.Inputs - i})";
                products.Add($"{inputs} * {parameters(layer, i, 0)}");
            }

            writer.Line($"var s{layer.Number} = {MatrixText.Tree(products)};");
            terms.Add($"Vector128.Sum(s{layer.Number})");
        }
        else if (layer.Number == 1)
        {
            terms.AddRange(Enumerable.Range(0, layer.Inputs).Select(i => $"{input(i)} * {parameter(layer, i)}"));
        }
        else
        {
            StraightLayer before = plan.Layers[layer.Number - 2];
            for (int v = 0; v < Vectors(layer.Inputs); v++)
                writer.Line($"var {Name("s", layer, v)} = {Name("h", before, v)} * {parameters(layer, 4 * v, 0)};");
            terms.AddRange(Enumerable.Range(0, layer.Inputs).Select(i => Element("s", layer, i)));
        }

        if (layer.UsesBias)
            terms.Add(parameter(layer, -1));
        writer.Line($"float z{layer.Number} = {MatrixText.Tree(terms)};");
    }
}
