using System.Collections.Immutable;

namespace NetGen.Tests.Support;

/// <summary>Dense layers described by hand, and what tests ask of their descriptions.</summary>
internal static class DenseLayers
{
    /// <summary>Weights [outputs, inputs] and, right behind them, biases [outputs].</summary>
    public static ImmutableArray<TensorInfo> Tensors(int inputs, int outputs, int offset = 0, bool isInputMajor = false) =>
    [
        new() { Name = "weight", Shape = [outputs, inputs], Strides = isInputMajor ? [1, outputs] : [inputs, 1], Offset = offset },
        new() { Name = "bias", Shape = [outputs], Role = TensorRole.Vector, Offset = offset + inputs * outputs },
    ];

    public static TensorInfo Weight(this LayerInfo layer) => layer.Tensors.Single(tensor => tensor.Name == "weight");

    public static TensorInfo? Bias(this LayerInfo layer) => layer.Tensors.SingleOrDefault(tensor => tensor.Name == "bias");

    /// <summary>The layer with the weights of one input close together, or those of one output.</summary>
    public static LayerInfo WithLayout(this LayerInfo layer, bool isInputMajor) =>
        layer.With("weight", weight => weight with { Strides = isInputMajor ? [1, layer.OutputSize] : [layer.InputSize, 1] });

    /// <summary>The layer with one of its tensors changed.</summary>
    public static LayerInfo With(this LayerInfo layer, string name, Func<TensorInfo, TensorInfo> change) =>
        layer with { Tensors = [.. layer.Tensors.Select(tensor => tensor.Name == name ? change(tensor) : tensor)] };

    /// <summary>Where an element, counted in PyTorch's order, stands in the network's block.</summary>
    public static int PlaceOf(this TensorInfo tensor, params ReadOnlySpan<int> index)
    {
        int place = tensor.Offset;
        for (int axis = 0; axis < index.Length; axis++)
            place += index[axis] * tensor.Strides[axis];
        return place;
    }
}
