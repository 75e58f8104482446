using System.Linq;
using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>What a derivative is computed from, and so what the forward pass of training keeps.</summary>
internal enum SavedValue
{
    /// <summary>The derivative is 1.</summary>
    Nothing,

    /// <summary>The layer's outputs.</summary>
    Output,

    /// <summary>The values before the activation.</summary>
    PreActivation,
}

/// <summary>One layer with all shapes and offsets decided.</summary>
/// <param name="Number">1 for the first layer: the suffix of its buffers.</param>
/// <param name="Name">Its name, as the user gave it or <c>Dense1</c>.</param>
/// <param name="Kernel">The suffix of its kernel methods, an identifier.</param>
/// <param name="InputStride">How far apart rows of inputs lie: the user's rows lie close together, those of a buffer are padded.</param>
/// <param name="Saved">What its derivative needs.</param>
/// <param name="Tensors">Its tensors, in PyTorch's order.</param>
internal abstract record LayerPlan(int Number, string Name, string Kernel, int Inputs, int Outputs, int InputStride, SavedValue Saved, EquatableArray<TensorPlan> Tensors)
{
    public const int Lanes = 16;

    public abstract string Kind { get; }

    public abstract ActivationKind Activation { get; }

    public abstract long MultiplyAdds { get; }

    /// <summary>How far apart rows of outputs lie in a buffer: whole 512-bit vectors, unless the layer keeps the rows it is given.</summary>
    public virtual int Stride => RoundUp(Outputs);

    /// <summary>How many parameters it has that multiply its inputs.</summary>
    public int WeightCount => Tensors.Sum(static tensor => tensor.Role == TensorRole.Matrix ? tensor.Length : 0);

    public int ParameterCount => Tensors.Sum(static tensor => tensor.IsParameter ? tensor.Length : 0);

    /// <summary>Whether training changes any of its tensors.</summary>
    public bool IsTrained => Tensors.Any(static tensor => tensor.IsParameter && tensor.IsTrained);

    public static int RoundUp(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
