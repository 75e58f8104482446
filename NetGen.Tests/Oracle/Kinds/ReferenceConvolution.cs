namespace NetGen.Tests.Oracle.Kinds;

/// <summary>How a window moves along one axis.</summary>
internal readonly record struct ReferenceAxis(int Input, int Output, int Kernel, int Stride, int Dilation, int PadBefore)
{
    public static readonly ReferenceAxis None = new(1, 1, 1, 1, 1, 0);

    public static ReferenceAxis Of(int input, int kernel, int stride, int dilation, Padding padding, int before, int after)
    {
        int extent = (kernel - 1) * dilation + 1;
        if (padding == Padding.Same)
        {
            int output = (int)Math.Ceiling(input / (double)stride), total = Math.Max((output - 1) * stride + extent - input, 0);
            return new ReferenceAxis(input, output, kernel, stride, dilation, total / 2);
        }

        return new ReferenceAxis(input, (before + input + after - extent) / stride + 1, kernel, stride, dilation, before);
    }

    /// <summary>An axis by its smaller side: a transposed convolution goes from there to the larger.</summary>
    public static ReferenceAxis Under(int output, int kernel, int stride, int dilation, Padding padding, int before, int after, int more)
    {
        int extent = (kernel - 1) * dilation + 1;
        return padding == Padding.Same
            ? new ReferenceAxis(output * stride, output, kernel, stride, dilation, Math.Max(extent - stride, 0) / 2)
            : new ReferenceAxis((output - 1) * stride - before - after + extent + more, output, kernel, stride, dilation, before);
    }

    /// <summary>The input that a tap of an output reads; null for a zero beside the inputs.</summary>
    public int? Source(int output, int tap)
    {
        int source = output * Stride + tap * Dilation - PadBefore;
        return source >= 0 && source < Input ? source : null;
    }
}

/// <summary>Sums of weights times inputs, as windows connect them.</summary>
internal abstract class ReferenceConvolution : ReferenceNode
{
    private readonly ConvolutionAttribute _attribute;
    private readonly ReferenceTensor _weight;
    private readonly ReferenceTensor? _bias;
    private readonly ReferenceAxis _height, _width;
    private readonly bool _isTransposed;
    private readonly Lazy<(int Weight, int Input, int Output)[]> _connections;

    protected ReferenceConvolution(ConvolutionAttribute attribute, IReadOnlyList<int[]> inputShapes, ReferenceAxis height, ReferenceAxis width, bool isTransposed = false)
        : base(attribute, inputShapes)
    {
        (_attribute, _height, _width, _isTransposed) = (attribute, height, width, isTransposed);
        bool isFlat = inputShapes[0].Length == 2;
        int[] kernel = isFlat ? [width.Kernel] : [height.Kernel, width.Kernel];
        int down = isTransposed ? height.Input : height.Output, along = isTransposed ? width.Input : width.Output;
        Shape = isFlat ? [attribute.Channels, along] : [attribute.Channels, down, along];
        _weight = isTransposed
            ? new("weight", attribute.TrainWeights, [inputShapes[0][0], attribute.Channels / attribute.Groups, .. kernel])
            : new("weight", attribute.TrainWeights, [attribute.Channels, inputShapes[0][0] / attribute.Groups, .. kernel]);
        _bias = attribute.UseBias ? new("bias", attribute.TrainBiases, attribute.Channels) : null;
        _connections = new(() => [.. Connections()]);
    }

    public override int[] Shape { get; }

    public override IReadOnlyList<ReferenceTensor> Tensors => _bias is null ? [_weight] : [_weight, _bias];

    public override Activation Activation => _attribute.Activation;

    public override double ActivationParameter => ReferenceDense.ParameterOf(_attribute.Activation, _attribute.Slope, _attribute.Alpha);

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        Values x = inputs[0], z = new(x.Rows, Size);
        for (int row = 0; row < x.Rows; row++)
        {
            double[] spread = new double[z.Size];
            for (int output = 0; output < z.Size; output++)
                z.Add(row, output, _bias?.Numbers[output / Pixels] ?? 0, Math.Abs(_bias?.Numbers[output / Pixels] ?? 0));
            foreach ((int at, int from, int to) in _connections.Value)
            {
                double weight = _weight.Numbers[at], error = weight * x.Magnitudes[row][from];
                z.Add(row, to, weight * x.Numbers[row][from], Math.Abs(weight * x.Numbers[row][from]));
                spread[to] += error * error;
            }

            for (int output = 0; output < z.Size; output++)
                z.Magnitudes[row][output] += Math.Sqrt(spread[output]);
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        Values x = inputs[0];
        for (int row = 0; row < x.Rows; row++)
        {
            double[] spread = new double[x.Size];
            for (int output = 0; output < gradient.Size; output++)
                _bias?.AddGradient(output / Pixels, gradient.Numbers[row][output], gradient.Magnitudes[row][output]);
            foreach ((int at, int from, int to) in _connections.Value)
            {
                double given = gradient.Numbers[row][to], scale = gradient.Magnitudes[row][to], weight = _weight.Numbers[at];
                _weight.AddGradient(at, given * x.Numbers[row][from], Math.Abs(given) * x.Magnitudes[row][from] + scale * Math.Abs(x.Numbers[row][from]));
                inputGradients[0].Add(row, from, weight * given, Math.Abs(weight * given));
                spread[from] += weight * scale * weight * scale;
            }

            for (int i = 0; i < x.Size; i++)
                inputGradients[0].Magnitudes[row][i] += Math.Sqrt(spread[i]);
        }
    }

    /// <summary>Which weight takes which input to which output.</summary>
    private IEnumerable<(int Weight, int Input, int Output)> Connections()
    {
        int inputs = InputShapes[0][0] / _attribute.Groups, outputs = _attribute.Channels / _attribute.Groups, taps = _height.Kernel * _width.Kernel;
        for (int y = 0; y < _height.Output; y++)
        {
            for (int x = 0; x < _width.Output; x++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    if (_height.Source(y, tap / _width.Kernel) is not { } i || _width.Source(x, tap % _width.Kernel) is not { } j)
                        continue;
                    int small = y * _width.Output + x, large = i * _width.Input + j, smalls = _height.Output * _width.Output, larges = _height.Input * _width.Input;
                    foreach ((int input, int output) in Pairs())
                    {
                        yield return _isTransposed
                            ? ((input * outputs + output % outputs) * taps + tap, input * smalls + small, output * larges + large)
                            : ((output * inputs + input % inputs) * taps + tap, input * larges + large, output * smalls + small);
                    }
                }
            }
        }

        IEnumerable<(int, int)> Pairs() =>
            from input in Enumerable.Range(0, inputs * _attribute.Groups)
            from output in Enumerable.Range(input / inputs * outputs, outputs)
            select (input, output);
    }
}

/// <summary>A convolution along sequences.</summary>
internal sealed class ReferenceConv1D(Conv1DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes, ReferenceAxis.None,
    ReferenceAxis.Of(inputShapes[0][1], attribute.Kernel, attribute.Stride, attribute.Dilation, attribute.Padding, attribute.PadLeft, attribute.PadRight));

/// <summary>A convolution over pictures.</summary>
internal sealed class ReferenceConv2D(Conv2DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes,
    ReferenceAxis.Of(inputShapes[0][1], attribute.KernelHeight, attribute.StrideHeight, attribute.DilationHeight, attribute.Padding, attribute.PadTop, attribute.PadBottom),
    ReferenceAxis.Of(inputShapes[0][2], attribute.KernelWidth, attribute.StrideWidth, attribute.DilationWidth, attribute.Padding, attribute.PadLeft, attribute.PadRight));

/// <summary>The way back of a convolution along sequences.</summary>
internal sealed class ReferenceConvTranspose1D(ConvTranspose1DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes, ReferenceAxis.None,
    ReferenceAxis.Under(inputShapes[0][1], attribute.Kernel, attribute.Stride, attribute.Dilation, attribute.Padding, attribute.PadLeft, attribute.PadRight, attribute.OutputPadding),
    isTransposed: true);

/// <summary>The way back of a convolution over pictures.</summary>
internal sealed class ReferenceConvTranspose2D(ConvTranspose2DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes,
    ReferenceAxis.Under(
        inputShapes[0][1], attribute.KernelHeight, attribute.StrideHeight, attribute.DilationHeight, attribute.Padding, attribute.PadTop, attribute.PadBottom, attribute.OutputPaddingHeight),
    ReferenceAxis.Under(
        inputShapes[0][2], attribute.KernelWidth, attribute.StrideWidth, attribute.DilationWidth, attribute.Padding, attribute.PadLeft, attribute.PadRight, attribute.OutputPaddingWidth),
    isTransposed: true);

/// <summary>Every pixel several times.</summary>
internal sealed class ReferenceUpsample(UpsampleAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceCopy(attribute, inputShapes)
{
    private readonly int _down = inputShapes[0].Length == 2 ? 1 : attribute.FactorHeight;

    public override int[] Shape => InputShapes[0].Length == 2
        ? [InputShapes[0][0], InputShapes[0][1] * attribute.FactorWidth]
        : [InputShapes[0][0], InputShapes[0][1] * _down, InputShapes[0][2] * attribute.FactorWidth];

    protected override int SourceOf(int i)
    {
        int width = Shape[^1], row = i / width, column = i % width;
        return row / _down * InputShapes[0][^1] + column / attribute.FactorWidth;
    }
}
