namespace NetGen.Generator.Model;

/// <summary>The shape of loop that suits a matrix's size.</summary>
internal enum MatrixShape
{
    /// <summary>Under 16 inputs and 8 outputs: no loops, weights by input, 128-bit vectors.</summary>
    Tiny,

    /// <summary>Weights by input: a vector runs over outputs, every input is broadcast.</summary>
    Columns,

    /// <summary>Few outputs, weights by output: a vector runs over inputs, one sum an output.</summary>
    Rows,
}

/// <summary>
/// The kernel of y = f(W·x + b) over rows of x, forward and back. It takes what it works on and knows no layer: a dense layer, a gate or a
/// window of a convolution may be one.
/// </summary>
/// <param name="InputStride">How far apart rows of x lie.</param>
/// <param name="OutputStride">How far apart rows of y lie.</param>
/// <param name="GradientStride">How far apart rows of gradients with respect to the values before the activation lie.</param>
/// <param name="InputGradientStride">How far apart rows of gradients with respect to x lie.</param>
/// <param name="Activation">What is applied before the outputs are stored; the identity where a pass does so later.</param>
/// <param name="IsStreamed">Whether one row takes a few inputs at a time and all outputs, in the order the weights lie in.</param>
/// <param name="PanelInputs">How many inputs a batch takes at a time from a copy of their weights for some outputs; 0 where no copy is needed.</param>
/// <param name="ReadsPieces">Whether a pass over one row reads weights in the same pieces in which a step writes them.</param>
internal sealed record MatrixPlan(
    string Name,
    int Inputs,
    int Outputs,
    int InputStride,
    int OutputStride,
    int GradientStride,
    int InputGradientStride,
    bool UsesBias,
    bool TrainsWeights,
    bool TrainsBiases,
    ActivationPlan Activation,
    MatrixShape Shape,
    bool IsStreamed,
    int PanelInputs,
    bool ReadsPieces) : KernelPlan(Name)
{
    public const int Lanes = 16;

    public override string Description => Shape switch
    {
        MatrixShape.Tiny => $"Weights [{Inputs} in, {Outputs} out], all in registers.",
        MatrixShape.Columns => $"Weights [{Inputs} in, {Outputs} out]: vectors run over outputs.",
        _ => $"Weights [{Outputs} out, {Inputs} in]: vectors run over inputs.",
    };

    public int WeightCount => Inputs * Outputs;

    public bool IsTrained => TrainsWeights || TrainsBiases;

    public bool IsOutputMajor => Shape == MatrixShape.Rows;

    /// <summary>The number of 512-bit vectors a row of outputs fills.</summary>
    public int OutputVectors => (Outputs + Lanes - 1) / Lanes;

    /// <summary>Whether sums wait in the output row before they are complete, so that the activation comes later.</summary>
    public bool HasPartialSums => IsStreamed || PanelInputs > 0;

    /// <summary>The width of the register that holds all outputs, for up to 8 of them.</summary>
    public int RegisterBits => Outputs > 4 ? 256 : 128;

    /// <summary>The type that holds all outputs in a register.</summary>
    public string RegisterType => Outputs == 1 ? "float" : $"Vector{RegisterBits}<float>";
}
