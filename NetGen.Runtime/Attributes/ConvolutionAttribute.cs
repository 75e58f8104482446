namespace NetGen;

/// <summary>What all convolutions have: channels, a kernel, how it moves, and an activation.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class ConvolutionAttribute : WeightedLayerAttribute
{
    private protected ConvolutionAttribute(int channels, int kernel, Activation activation) =>
        (Channels, Kernel, Activation) = (channels, kernel, activation);

    /// <summary>How many channels the layer gives.</summary>
    public int Channels { get; }

    /// <summary>How many places the kernel reads along each axis.</summary>
    public int Kernel { get; }

    /// <summary>The function applied to the sums.</summary>
    public Activation Activation { get; }

    /// <summary>How far the kernel moves from one output to the next: 1 or more, 1 by default.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>How far apart the places lie that the kernel reads: 1 or more, 1 by default.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>Whether the padding is what keeps the size; not by default.</summary>
    public Padding Padding { get; set; }

    /// <summary>How many zeros stand before each row: 0 or more, 0 by default.</summary>
    public int PadLeft { get; set; }

    /// <summary>How many zeros stand behind each row: 0 or more, 0 by default.</summary>
    public int PadRight { get; set; }

    /// <summary>
    /// Into how many groups channels are divided, each with weights of its own: a divisor of the channels read and given, 1 by default. As many groups
    /// as channels make a depthwise convolution.
    /// </summary>
    public int Groups { get; set; } = 1;

    /// <summary>The slope of <see cref="Activation.LeakyRelu"/> below zero: 0 or more and less than 1; 0.01 by default.</summary>
    public float Slope { get; set; } = 0.01f;

    /// <summary>α of <see cref="Activation.Elu"/>, the value it tends to below zero, negated: greater than 0; 1 by default.</summary>
    public float Alpha { get; set; } = 1;
}
