using NetGen.Generator.Helpers;

namespace NetGen.Generator.Model;

/// <summary>The shape of loop that suits a dense layer's size.</summary>
internal enum DenseKernel
{
    /// <summary>Under 16 inputs and 8 outputs: no loops, weights by input, 128-bit vectors.</summary>
    Tiny,

    /// <summary>Weights by input: a vector runs over outputs, every input is broadcast.</summary>
    Columns,

    /// <summary>Few outputs, weights by output: a vector runs over inputs, one sum an output.</summary>
    Rows,
}

/// <summary>A dense layer: y = f(W·x + b).</summary>
/// <param name="OutputStride">How far apart rows of outputs lie in a buffer.</param>
/// <param name="IsStreamed">Whether a pass over one row takes a few inputs at a time and all outputs, in the order the weights lie in.</param>
/// <param name="PanelInputs">How many inputs a batch takes at a time from a copy of their weights for some outputs; 0 where no copy is needed.</param>
/// <param name="IsInRegisters">Whether the layer is all of a small network, and its outputs stay in a register when it trains on one row.</param>
/// <param name="ReadsPieces">Whether a pass over one row reads weights in the same pieces in which a step writes them.</param>
/// <param name="IsFusedHead">Whether the loss takes the layer's pre-activations, so that training never applies its activation.</param>
internal sealed record DensePlan(
    int Number,
    string Name,
    string KernelName,
    int Inputs,
    int Outputs,
    int InputStride,
    SavedValue Saved,
    DenseSpec Spec,
    bool IsFusedHead,
    DenseKernel Shape,
    int OutputStride,
    bool IsStreamed,
    int PanelInputs,
    bool IsInRegisters,
    bool ReadsPieces,
    EquatableArray<TensorPlan> Tensors) : LayerPlan(Number, Name, KernelName, Inputs, Outputs, InputStride, Saved, Tensors)
{
    public override string Kind => "Dense";

    public override ActivationKind Activation => Spec.Activation;

    public int WeightOffset => Tensors[0].Offset;

    public int BiasCount => Spec.UseBias ? Outputs : 0;

    /// <summary>Where the biases start; only where there are any.</summary>
    public int BiasOffset => Tensors[1].Offset;

    public override long MultiplyAdds => (long)Inputs * Outputs;

    public bool TrainsBiases => Spec.UseBias && Spec.TrainBiases;

    public override int Stride => OutputStride;

    /// <summary>The number of 512-bit vectors a row of outputs fills.</summary>
    public int OutputVectors => RoundUp(Outputs) / Lanes;

    /// <summary>Whether sums wait in the output row before they are complete, so that the activation comes later.</summary>
    public bool HasPartialSums => IsStreamed || PanelInputs > 0;

    /// <summary>The width of the register that holds all outputs, for up to 8 of them.</summary>
    public int RegisterBits => Outputs > 4 ? 256 : 128;

    /// <summary>The type that holds all outputs in a register.</summary>
    public string RegisterType => Outputs == 1 ? "float" : $"Vector{RegisterBits}<float>";

    public bool IsOutputMajor => Shape == DenseKernel.Rows;
}
