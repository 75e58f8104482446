namespace NetGen.Tests.Support;

/// <summary>Gradients laid out like a network's parameters, each with the magnitude its rounding errors are relative to.</summary>
internal sealed class ReferenceGradients(int parameterCount)
{
    public double[] Values { get; } = new double[parameterCount];

    public double[] Magnitudes { get; } = new double[parameterCount];

    /// <summary>Adds one sample's share of a layer: δ·xᵀ for the weights, δ for the biases, nothing for what is frozen.</summary>
    public void Add(LayerInfo info, LayerTrace trace, double[] delta, double[] scale)
    {
        for (int output = 0; output < delta.Length; output++)
        {
            if (info.BiasCount > 0 && info.TrainsBiases)
            {
                Values[info.BiasOffset + output] += delta[output];
                Magnitudes[info.BiasOffset + output] += scale[output] + Math.Abs(delta[output]);
            }

            if (!info.TrainsWeights)
                continue;
            int index = ReferenceLayer.IndexOf(info, output, 0);
            int step = info.WeightLayout == WeightLayout.OutputMajor ? 1 : info.OutputSize;
            for (int input = 0; input < trace.Input.Length; input++, index += step)
            {
                Values[index] += delta[output] * trace.Input[input];
                Magnitudes[index] += Math.Abs(delta[output]) * trace.InputMagnitudes[input] + scale[output] * Math.Abs(trace.Input[input]);
            }
        }
    }
}
