namespace NetGen;

/// <summary>
/// A convolution along sequences: y[o, x] = f(Σ w[o, c, k]·in[c, x·stride + k·dilation − padLeft] + b[o]), from [channels, length] to
/// [<paramref name="channels"/>, (length + padLeft + padRight − (kernel − 1)·dilation − 1) / stride + 1], rounded down. PyTorch: <c>Conv1d</c>, with
/// weights [channels, channels read / groups, kernel].
/// </summary>
/// <param name="channels">How many channels the layer gives, 1 or more.</param>
/// <param name="kernel">How many places the kernel reads, 1 or more.</param>
/// <param name="activation">The function f.</param>
/// <remarks>A causal convolution, which reads nothing of the future, has a <c>PadLeft</c> of (kernel − 1)·dilation.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Conv1DAttribute(int channels, int kernel, Activation activation = Activation.Identity) : ConvolutionAttribute(channels, kernel, activation);
