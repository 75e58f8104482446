namespace NetGen;

/// <summary>Repeats every place of a sequence, or every pixel of a picture along both axes: [channels, height, width] → [channels, height·factor, width·factor]. PyTorch: <c>Upsample(scale_factor, mode="nearest")</c>.</summary>
/// <param name="factor">How often, 1 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpsampleAttribute(int factor) : LayerAttribute
{
    private int? _height, _width;

    /// <summary>How often every place is repeated along each axis.</summary>
    public int Factor { get; } = factor;

    /// <summary>How often every row is repeated; the factor by default. Pictures only.</summary>
    public int FactorHeight { get => _height ?? Factor; set => _height = value; }

    /// <summary>How often every column is repeated; the factor by default. Pictures only.</summary>
    public int FactorWidth { get => _width ?? Factor; set => _width = value; }
}
