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
internal abstract record LayerPlan(int Number, string Name, string Kernel, int Inputs, int Outputs, int InputStride, SavedValue Saved)
{
    public const int Lanes = 16;

    public abstract string Kind { get; }

    public abstract ActivationKind Activation { get; }

    public abstract int WeightCount { get; }

    public abstract int BiasCount { get; }

    public abstract long MultiplyAdds { get; }

    public abstract bool IsTrained { get; }

    /// <summary>How far apart rows of outputs lie in a buffer: whole 512-bit vectors, unless the layer keeps the rows it is given.</summary>
    public virtual int Stride => RoundUp(Outputs);

    public int ParameterCount => WeightCount + BiasCount;

    public static int RoundUp(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
