namespace NetGen;

/// <summary>
/// The way back of a <see cref="Conv1DAttribute">Conv1D</see>: every input adds its kernel to the outputs at x·stride + k·dilation − padLeft, from [channels, length] to
/// [<paramref name="channels"/>, (length − 1)·stride − padLeft − padRight + (kernel − 1)·dilation + 1 + outputPadding]. PyTorch: <c>ConvTranspose1d</c>, with
/// weights [channels read, channels / groups, kernel].
/// </summary>
/// <param name="channels">How many channels the layer gives, 1 or more.</param>
/// <param name="kernel">How many outputs each input adds to, 1 or more.</param>
/// <param name="activation">The function applied to the sums.</param>
/// <remarks><see cref="Padding.Same"/> gives length·stride. Padding takes outputs away.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConvTranspose1DAttribute(int channels, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute(channels, kernel, activation)
{
    /// <summary>How many outputs more there are at the end: less than the stride or the dilation, 0 by default.</summary>
    public int OutputPadding { get; set; }
}
