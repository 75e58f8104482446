namespace NetGen;

/// <summary>
/// A layer's share of a block of parameters or gradients: one view a tensor, by PyTorch's names. Generated networks have views with
/// members instead, such as <c>net.Dense1.Weights</c>, which turn into this one where a layer of any kind is expected.
/// </summary>
public readonly ref struct LayerView
{
    private readonly Span<float> _block;

    /// <summary>Makes a view of a layer described by <paramref name="info"/> over <paramref name="block"/>.</summary>
    /// <param name="info">The layer.</param>
    /// <param name="block">All parameters, or anything laid out like them.</param>
    public LayerView(LayerInfo info, Span<float> block)
    {
        ArgumentNullException.ThrowIfNull(info);
        Info = info;
        _block = block;
    }

    /// <summary>The layer's description.</summary>
    public LayerInfo Info { get; }

    /// <summary>A tensor by its place among the layer's.</summary>
    /// <param name="tensor">Its index in <see cref="LayerInfo.Tensors"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such tensor.</exception>
    /// <exception cref="ArgumentException">The block is too short for the tensor.</exception>
    public TensorView this[int tensor] => new(Info.Tensors[tensor], _block);

    /// <summary>A tensor by its name, such as <c>weight</c>.</summary>
    /// <param name="tensor">The name within the layer.</param>
    /// <exception cref="ArgumentException">The layer has no such tensor, or the block is too short for it.</exception>
    public TensorView this[string tensor] => TryGet(tensor, out TensorView view)
        ? view
        : throw new ArgumentException($"Layer '{Info.Name}' has no tensor '{tensor}': it has {Info.TensorNames}.", nameof(tensor));

    /// <summary>Looks a tensor up by its name.</summary>
    /// <param name="tensor">The name within the layer.</param>
    /// <param name="view">Receives the view; an empty one where there is no such tensor.</param>
    /// <returns>Whether the layer has it.</returns>
    /// <exception cref="ArgumentException">The block is too short for the tensor.</exception>
    public bool TryGet(string tensor, out TensorView view)
    {
        foreach (TensorInfo info in Info.Tensors)
        {
            if (info.Name == tensor)
            {
                view = new TensorView(info, _block);
                return true;
            }
        }

        view = default;
        return false;
    }
}
