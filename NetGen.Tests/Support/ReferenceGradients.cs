namespace NetGen.Tests.Support;

/// <summary>Gradients laid out like a network's parameters, each with the magnitude its rounding errors are relative to.</summary>
internal sealed class ReferenceGradients(int parameterCount)
{
    public double[] Values { get; } = new double[parameterCount];

    public double[] Magnitudes { get; } = new double[parameterCount];

    /// <summary>Adds one sample's share of a layer: δ·xᵀ for the weights, δ for the biases, nothing for what is frozen.</summary>
    public void Add(LayerInfo info, LayerTrace trace, double[] delta, double[] scale)
    {
        for (int output = 0; output < delta.Length && info.Bias() is { IsTrained: true } bias; output++)
        {
            Values[bias.PlaceOf(output)] += delta[output];
            Magnitudes[bias.PlaceOf(output)] += scale[output] + Math.Abs(delta[output]);
        }

        TensorInfo weight = info.Weight();
        for (int output = 0; output < delta.Length && weight.IsTrained; output++)
        {
            for (int input = 0; input < trace.Input.Length; input++)
                AddWeight(weight.PlaceOf(output, input), delta[output], scale[output], trace.Input[input], trace.InputMagnitudes[input]);
        }
    }

    private void AddWeight(int index, double delta, double scale, double input, double magnitude)
    {
        Values[index] += delta * input;
        Magnitudes[index] += Math.Abs(delta) * magnitude + scale * Math.Abs(input);
    }
}
