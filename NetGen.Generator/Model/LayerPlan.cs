using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>One layer with its tensors and kernels decided.</summary>
/// <param name="Number">1 for the first layer: the suffix of its values.</param>
/// <param name="Name">Its name, as the user gave it or <c>Dense1</c>.</param>
/// <param name="Kind">The kind's name.</param>
/// <param name="Spec">What the user said.</param>
/// <param name="Reads">The indices of the layers it reads; −1 for the network's input.</param>
/// <param name="InputShapes">The shapes it reads.</param>
/// <param name="Shape">The shape it gives.</param>
/// <param name="Activation">What it applies last.</param>
/// <param name="Tensors">Its tensors, in PyTorch's order.</param>
/// <param name="Kernels">The kernels of its own that its steps call.</param>
internal sealed record LayerPlan(
    int Number,
    string Name,
    string Kind,
    LayerSpec Spec,
    EquatableArray<int> Reads,
    EquatableArray<Shape> InputShapes,
    Shape Shape,
    ActivationPlan Activation,
    EquatableArray<TensorPlan> Tensors,
    EquatableArray<KernelPlan> Kernels,
    long MultiplyAdds)
{
    /// <summary>How many numbers a row of all it reads has.</summary>
    public int Inputs => InputShapes.Sum(static shape => shape.RowSize);

    /// <summary>How many numbers a row of what it gives has.</summary>
    public int Outputs => Shape.RowSize;

    /// <summary>The matrix that, beside its activation, is all of the layer; null for any other layer.</summary>
    public MatrixPlan? Matrix => Kernels.Count == 1 && MultiplyAdds > 0 ? Kernels[0] as MatrixPlan : null;

    /// <summary>How many parameters it has that multiply its inputs.</summary>
    public int WeightCount => Tensors.Sum(static tensor => tensor.Role == TensorRole.Matrix ? tensor.Length : 0);

    public int ParameterCount => Tensors.Sum(static tensor => tensor.IsParameter ? tensor.Length : 0);

    /// <summary>Whether training changes any of its parameters.</summary>
    public bool IsTrained => Tensors.Any(static tensor => tensor.IsParameter && tensor.IsTrained);

    /// <summary>The layer in one line: name, shapes, activation.</summary>
    public string Title => $"{Name}: {string.Join(" + ", InputShapes.Select(ShapeText))} → {ShapeText(Shape)}, {Activation.Kind}";

    /// <summary>The constant of the emitted file that says where a tensor starts.</summary>
    public string ConstantOf(string tensor) => $"{Name}_{Tensors.Single(candidate => candidate.Name == tensor).Member}";

    private static string ShapeText(Shape shape) => shape.IsVector && !shape.IsSequence ? shape.Size.ToString() : shape.ToString();
}
