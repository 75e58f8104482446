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

    /// <summary>The input that a tap of an output reads; null for a zero beside the inputs.</summary>
    public int? Source(int output, int tap)
    {
        int source = output * Stride + tap * Dilation - PadBefore;
        return source >= 0 && source < Input ? source : null;
    }
}

/// <summary>y[o, i, j] = Σ w[o, c, k, l]·x[c, …, …] + b[o].</summary>
internal class ReferenceConvolution : ReferenceNode
{
    private readonly ConvolutionAttribute _attribute;
    private readonly ReferenceTensor _weight;
    private readonly ReferenceTensor? _bias;
    private readonly ReferenceAxis _height, _width;

    protected ReferenceConvolution(ConvolutionAttribute attribute, IReadOnlyList<int[]> inputShapes, ReferenceAxis height, ReferenceAxis width)
        : base(attribute, inputShapes)
    {
        (_attribute, _height, _width) = (attribute, height, width);
        bool isFlat = inputShapes[0].Length == 2;
        int[] kernel = isFlat ? [width.Kernel] : [height.Kernel, width.Kernel];
        Shape = isFlat ? [attribute.Channels, width.Output] : [attribute.Channels, height.Output, width.Output];
        _weight = new("weight", attribute.TrainWeights, [attribute.Channels, inputShapes[0][0] / attribute.Groups, .. kernel]);
        _bias = attribute.UseBias ? new("bias", attribute.TrainBiases, attribute.Channels) : null;
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
            for (int output = 0; output < z.Size; output++)
            {
                double sum = _bias?.Numbers[output / Pixels] ?? 0, absolute = Math.Abs(sum), spread = 0;
                foreach ((int at, int from) in Terms(output))
                {
                    double weight = _weight.Numbers[at], error = weight * x.Magnitudes[row][from];
                    sum += weight * x.Numbers[row][from];
                    absolute += Math.Abs(weight * x.Numbers[row][from]);
                    spread += error * error;
                }

                z.Set(row, output, sum, absolute + Math.Sqrt(spread));
            }
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
            {
                double given = gradient.Numbers[row][output], scale = gradient.Magnitudes[row][output];
                _bias?.AddGradient(output / Pixels, given, scale);
                foreach ((int at, int from) in Terms(output))
                {
                    double weight = _weight.Numbers[at];
                    _weight.AddGradient(at, given * x.Numbers[row][from], Math.Abs(given) * x.Magnitudes[row][from] + scale * Math.Abs(x.Numbers[row][from]));
                    inputGradients[0].Add(row, from, weight * given, Math.Abs(weight * given));
                    spread[from] += weight * scale * weight * scale;
                }
            }

            for (int i = 0; i < x.Size; i++)
                inputGradients[0].Magnitudes[row][i] += Math.Sqrt(spread[i]);
        }
    }

    /// <summary>Which weight meets which input in an output.</summary>
    private IEnumerable<(int Weight, int Input)> Terms(int output)
    {
        int channel = output / Pixels, y = output % Pixels / _width.Output, x = output % _width.Output;
        int inputs = InputShapes[0][0] / _attribute.Groups, first = channel / (_attribute.Channels / _attribute.Groups) * inputs;
        for (int c = 0; c < inputs; c++)
        {
            for (int k = 0; k < _height.Kernel; k++)
            {
                for (int l = 0; l < _width.Kernel; l++)
                {
                    if (_height.Source(y, k) is { } i && _width.Source(x, l) is { } j)
                        yield return (((channel * inputs + c) * _height.Kernel + k) * _width.Kernel + l, ((first + c) * _height.Input + i) * _width.Input + j);
                }
            }
        }
    }
}

/// <summary>A convolution along sequences.</summary>
internal sealed class ReferenceConv1D(Conv1DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes, ReferenceAxis.None,
    ReferenceAxis.Of(inputShapes[0][1], attribute.Kernel, attribute.Stride, attribute.Dilation, attribute.Padding, attribute.PadLeft, attribute.PadRight));

/// <summary>A convolution over pictures.</summary>
internal sealed class ReferenceConv2D(Conv2DAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceConvolution(attribute, inputShapes,
    ReferenceAxis.Of(inputShapes[0][1], attribute.KernelHeight, attribute.StrideHeight, attribute.DilationHeight, attribute.Padding, attribute.PadTop, attribute.PadBottom),
    ReferenceAxis.Of(inputShapes[0][2], attribute.KernelWidth, attribute.StrideWidth, attribute.DilationWidth, attribute.Padding, attribute.PadLeft, attribute.PadRight));
