using NetGen.Generator.Helpers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Layers;

/// <summary>What a kind lowers a layer from: its place in the network, with shapes and strides decided.</summary>
/// <param name="Number">1 for the first layer: the suffix of its values.</param>
/// <param name="Reads">The indices of the layers it reads; −1 for the network's input.</param>
/// <param name="Inputs">The shapes it reads.</param>
/// <param name="InputStrides">How far apart rows of each lie.</param>
/// <param name="Shape">The shape it gives.</param>
/// <param name="Stride">How far apart rows of that lie.</param>
/// <param name="StackBudget">How many bytes of the stack a pass may take.</param>
/// <param name="IsAlone">Whether the layer is all of the network.</param>
internal sealed record LoweringContext(
    int Number, EquatableArray<int> Reads, EquatableArray<Shape> Inputs, EquatableArray<int> InputStrides, Shape Shape, int Stride, int StackBudget, bool IsAlone)
{
    /// <summary>A layer of the given kind that computes nothing beside its steps: no tensors, no kernels of its own.</summary>
    public LayerPlan Plain(LayerSpec spec, string kind, ActivationPlan activation) =>
        new(Number, spec.Name, kind, spec, Reads, Inputs, Shape, activation, default, default, 0);
}
