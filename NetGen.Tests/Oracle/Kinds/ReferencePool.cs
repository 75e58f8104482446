namespace NetGen.Tests.Oracle.Kinds;

/// <summary>Windows that take channels apart.</summary>
internal abstract class ReferencePool(PoolAttribute attribute, IReadOnlyList<int[]> inputShapes, int dilationHeight, int dilationWidth) : ReferenceNode(attribute, inputShapes)
{
    private readonly ReferenceAxis _height = inputShapes[0].Length == 2 ? ReferenceAxis.None : ReferenceAxis.Of(
        inputShapes[0][1], attribute.KernelHeight, attribute.StrideHeight, dilationHeight, attribute.Padding, attribute.PadTop, attribute.PadBottom);

    private readonly ReferenceAxis _width = ReferenceAxis.Of(
        inputShapes[0][^1], attribute.KernelWidth, attribute.StrideWidth, dilationWidth, attribute.Padding, attribute.PadLeft, attribute.PadRight);

    public override int[] Shape => InputShapes[0].Length == 2 ? [InputShapes[0][0], _width.Output] : [InputShapes[0][0], _height.Output, _width.Output];

    protected int Places => _height.Kernel * _width.Kernel;

    /// <summary>The inputs in an output's window, row by row.</summary>
    protected IEnumerable<int> Window(int output)
    {
        int channel = output / Pixels, y = output % Pixels / _width.Output, x = output % _width.Output;
        for (int k = 0; k < _height.Kernel; k++)
        {
            for (int l = 0; l < _width.Kernel; l++)
            {
                if (_height.Source(y, k) is { } i && _width.Source(x, l) is { } j)
                    yield return (channel * _height.Input + i) * _width.Input + j;
            }
        }
    }
}

/// <summary>The largest value; the gradient goes to the first largest.</summary>
internal sealed class ReferenceMaxPool(MaxPoolAttribute attribute, IReadOnlyList<int[]> inputShapes)
    : ReferencePool(attribute, inputShapes, attribute.DilationHeight, attribute.DilationWidth)
{
    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int output = 0; output < z.Size; output++)
            {
                int best = Best(inputs[0].Numbers[row], output);
                z.Set(row, output, inputs[0].Numbers[row][best], inputs[0].Magnitudes[row][best]);
            }
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int output = 0; output < gradient.Size; output++)
                inputGradients[0].Add(row, Best(inputs[0].Numbers[row], output), gradient.Numbers[row][output], gradient.Magnitudes[row][output]);
        }
    }

    /// <summary>Where the two largest of a window are equal in double, they are one value, or zeros of an activation: the first has the gradient. Where they are near, float may see it otherwise.</summary>
    public override double DistanceToJump(IReadOnlyList<Values> inputs, int row)
    {
        double[] numbers = inputs[0].Numbers[row], magnitudes = inputs[0].Magnitudes[row];
        double distance = double.PositiveInfinity;
        for (int output = 0; output < Size; output++)
        {
            int best = Best(numbers, output);
            foreach (int other in Window(output).Where(other => numbers[other] != numbers[best]))
                distance = Math.Min(distance, (numbers[best] - numbers[other]) / Math.Max(1e-30, magnitudes[best] + magnitudes[other]));
        }

        return distance;
    }

    private int Best(double[] numbers, int output) => Window(output).Aggregate((best, other) => numbers[other] > numbers[best] ? other : best);
}

/// <summary>The mean.</summary>
internal sealed class ReferenceAveragePool(AveragePoolAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferencePool(attribute, inputShapes, 1, 1)
{
    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int output = 0; output < z.Size; output++)
            {
                foreach (int input in Window(output))
                    z.Add(row, output, inputs[0].Numbers[row][input] / CountOf(output), inputs[0].Magnitudes[row][input] / CountOf(output));
            }
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int output = 0; output < gradient.Size; output++)
            {
                foreach (int input in Window(output))
                    inputGradients[0].Add(row, input, gradient.Numbers[row][output] / CountOf(output), gradient.Magnitudes[row][output] / CountOf(output));
            }
        }
    }

    private int CountOf(int output) => attribute.CountIncludePad ? Places : Window(output).Count();
}

/// <summary>The mean of a channel.</summary>
internal sealed class ReferenceGlobalAveragePool(GlobalAveragePoolAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    private readonly int _pixels = SizeOf(inputShapes[0]) / inputShapes[0][0];

    public override int[] Shape => [InputShapes[0][0]];

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var z = new Values(inputs[0].Rows, Size);
        for (int row = 0; row < z.Rows; row++)
        {
            for (int input = 0; input < inputs[0].Size; input++)
                z.Add(row, input / _pixels, inputs[0].Numbers[row][input] / _pixels, inputs[0].Magnitudes[row][input] / _pixels);
        }

        return z;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        for (int row = 0; row < gradient.Rows; row++)
        {
            for (int input = 0; input < inputs[0].Size; input++)
                inputGradients[0].Add(row, input, gradient.Numbers[row][input / _pixels] / _pixels, gradient.Magnitudes[row][input / _pixels] / _pixels);
        }
    }
}
