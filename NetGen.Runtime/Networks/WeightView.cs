namespace NetGen;

/// <summary>A weight matrix addressed as [output, input] whatever its layout is. Nothing is copied.</summary>
public readonly ref struct WeightView
{
    private readonly Span<float> _values;
    private readonly WeightLayout _layout;

    internal WeightView(Span<float> values, int outputs, int inputs, WeightLayout layout)
    {
        _values = values;
        _layout = layout;
        Outputs = outputs;
        Inputs = inputs;
    }

    /// <summary>The number of outputs: the first index.</summary>
    public int Outputs { get; }

    /// <summary>The number of inputs: the second index.</summary>
    public int Inputs { get; }

    /// <summary>The weight from an input to an output.</summary>
    /// <param name="output">0 to <see cref="Outputs"/> − 1.</param>
    /// <param name="input">0 to <see cref="Inputs"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of its range.</exception>
    public ref float this[int output, int input]
    {
        get
        {
            if ((uint)output >= (uint)Outputs)
                throw new ArgumentOutOfRangeException(nameof(output), output, $"The layer has {Outputs} outputs.");
            if ((uint)input >= (uint)Inputs)
                throw new ArgumentOutOfRangeException(nameof(input), input, $"The layer has {Inputs} inputs.");
            return ref _values[IndexOf(output, input)];
        }
    }

    /// <summary>Copies all weights from row-major [output, input] order.</summary>
    /// <param name="outByIn">Outputs × inputs floats.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyFrom(ReadOnlySpan<float> outByIn)
    {
        CheckLength(outByIn.Length);
        for (int i = 0, output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                _values[IndexOf(output, input)] = outByIn[i++];
        }
    }

    /// <summary>Copies all weights to row-major [output, input] order.</summary>
    /// <param name="outByIn">Receives outputs × inputs floats.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void CopyTo(Span<float> outByIn)
    {
        CheckLength(outByIn.Length);
        for (int i = 0, output = 0; output < Outputs; output++)
        {
            for (int input = 0; input < Inputs; input++)
                outByIn[i++] = _values[IndexOf(output, input)];
        }
    }

    private int IndexOf(int output, int input) =>
        _layout == WeightLayout.OutputMajor ? output * Inputs + input : input * Outputs + output;

    private void CheckLength(int length)
    {
        if (length != _values.Length)
            throw new ArgumentException($"Expected {Outputs} × {Inputs} = {_values.Length} weights in [output, input] order, but got {length}.", "outByIn");
    }
}
