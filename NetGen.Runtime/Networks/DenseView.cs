namespace NetGen;

/// <summary>A dense layer's share of a block of parameters or gradients, addressed as [output, input] whatever its layout is. Nothing is copied.</summary>
public readonly ref struct DenseView
{
    /// <summary>Makes a view of a dense layer described by <paramref name="layer"/> over <paramref name="block"/>.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="block">All parameters, or anything laid out like them.</param>
    /// <exception cref="ArgumentException">The block is too short for the layer.</exception>
    public DenseView(LayerInfo layer, Span<float> block)
    {
        ArgumentNullException.ThrowIfNull(layer);
        int needed = Math.Max(layer.WeightOffset + layer.WeightCount, layer.BiasOffset + layer.BiasCount);
        if (block.Length < needed)
            throw new ArgumentException($"Layer '{layer.Name}' needs a block of at least {needed} floats, but the block has {block.Length}.", nameof(block));
        Weights = new WeightView(
            block.Slice(layer.WeightOffset, layer.WeightCount), layer.OutputSize, layer.InputSize, layer.WeightLayout);
        Biases = block.Slice(layer.BiasOffset, layer.BiasCount);
    }

    /// <summary>The weights, [output, input].</summary>
    public WeightView Weights { get; }

    /// <summary>The biases, [output]; empty for a layer without.</summary>
    public Span<float> Biases { get; }

    /// <summary>Copies weights from row-major [output, input] order. Short for <see cref="WeightView.CopyFrom"/>.</summary>
    /// <param name="outByIn">Outputs × inputs floats.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyWeightsFrom(ReadOnlySpan<float> outByIn) => Weights.CopyFrom(outByIn);

    /// <summary>Copies weights to row-major [output, input] order. Short for <see cref="WeightView.CopyTo"/>.</summary>
    /// <param name="outByIn">Receives outputs × inputs floats.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyWeightsTo(Span<float> outByIn) => Weights.CopyTo(outByIn);
}
