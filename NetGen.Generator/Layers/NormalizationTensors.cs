using System.Collections.Generic;
using System.Linq;
using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>The scale and the shift of normalising layers, <c>weight</c> and <c>bias</c>.</summary>
internal static class NormalizationTensors
{
    public const string Weight = "weight", Bias = "bias";

    /// <summary>One of each a value of the row, in the order of memory.</summary>
    public static EquatableArray<TensorPlan> OfRows(bool affine, WeightSpec weights, Shape shape)
    {
        var strides = TensorPlan.RowMajor(shape.Extents);
        if (shape.IsChannelsLast)
            strides = new EquatableArray<int>(TensorPlan.RowMajor(shape.Extents).Select((stride, axis) => axis == 0 ? 1 : stride * shape.Channels));
        string title = shape.IsVector ? "[unit]" : shape.Extents.Count == 2 ? "[channel, place]" : "[channel, row, column]";
        return Of(affine, weights, shape.Extents, strides, title);
    }

    /// <summary>One of each a channel.</summary>
    public static EquatableArray<TensorPlan> OfChannels(bool affine, WeightSpec weights, Shape shape) =>
        Of(affine, weights, new EquatableArray<int>([shape.Channels]), new EquatableArray<int>([1]), "[channel]");

    /// <summary>The scale; a null reference where the layer has none.</summary>
    public static Operand Scale(Flow flow) => Find(flow, Weight);

    /// <summary>The shift; a null reference where the layer has none.</summary>
    public static Operand Shift(Flow flow) => Find(flow, Bias);

    /// <summary>The nodes that divide by √(variance + ε), scale and shift.</summary>
    public static string WriteOnnx(OnnxNodes nodes, string centred, string variance, float epsilon)
    {
        string normed = nodes.Add("Div", [centred, nodes.Add("Sqrt", [nodes.Add("Add", [variance, OnnxNodes.Number(epsilon)])])]);
        if (nodes.Tensor(Weight) is { } scale)
            normed = nodes.Add("Mul", [normed, scale]);
        return nodes.Tensor(Bias) is { } shift ? nodes.Add("Add", [normed, shift]) : normed;
    }

    private static Operand Find(Flow flow, string name) => flow.Layer.Tensors.Any(tensor => tensor.Name == name) ? flow.Parameter(name) : NullOperand.Instance;

    private static EquatableArray<TensorPlan> Of(bool affine, WeightSpec weights, EquatableArray<int> shape, EquatableArray<int> strides, string axes)
    {
        var tensors = new List<TensorPlan>();
        if (affine)
        {
            tensors.Add(new TensorPlan(Weight, "Weights", "The scale, " + axes, shape, shape, strides, TensorRole.Scale, weights.TrainWeights,
                new Penalties(weights.L1, weights.L2, 0), new InitializerPlan(weights.Initializer, weights.InitializerScale, 1, 1)));
        }

        if (affine && weights.UseBias)
        {
            tensors.Add(new TensorPlan(Bias, "Biases", "The shift, " + axes, shape, shape, strides, TensorRole.Vector, weights.TrainBiases,
                default, InitializerPlan.Constant(weights.InitialBias)));
        }

        return new EquatableArray<TensorPlan>(tensors);
    }
}
