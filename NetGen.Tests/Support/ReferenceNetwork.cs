namespace NetGen.Tests.Support;

/// <summary>
/// A naive interpreter of a network in double precision: the oracle that generated code is held against. Beside every number it keeps a
/// magnitude, the size of what was added up to make it (first-order error propagation), which the errors of a float computation are relative to.
/// </summary>
internal sealed class ReferenceNetwork(IReadOnlyList<ReferenceLayer> layers, ReferenceLoss? loss)
{
    /// <summary>Errors of generated code are held below this times the magnitude.</summary>
    public const double Tolerance = 1e-5;

    public IReadOnlyList<ReferenceLayer> Layers => layers;

    public ReferenceLoss? Loss => loss;

    /// <summary>Copies a generated network.</summary>
    public static ReferenceNetwork Of(INeuralNetwork network)
    {
        var layers = new List<ReferenceLayer>();
        foreach (LayerInfo info in network.Layers)
            layers.Add(ReferenceLayer.Of(info, network.Parameters));
        return new ReferenceNetwork(layers, ReferenceLoss.Of(network.GetType()));
    }

    public LayerTrace[] Forward(ReadOnlySpan<float> input)
    {
        var values = new double[input.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = input[i];
        return Forward(values);
    }

    public LayerTrace[] Forward(double[] input)
    {
        var trace = new LayerTrace[layers.Count];
        double[] values = input, magnitudes = Array.ConvertAll(input, Math.Abs);
        for (int i = 0; i < trace.Length; i++)
        {
            trace[i] = layers[i].Forward(values, magnitudes);
            (values, magnitudes) = (trace[i].Outputs, trace[i].OutputMagnitudes);
        }

        return trace;
    }

    /// <summary>The loss of one sample, and the magnitude its rounding errors are relative to.</summary>
    public (double Loss, double Magnitude) Evaluate(LayerTrace[] trace, double[] target)
    {
        LayerTrace last = trace[^1];
        (double value, _) = loss!.Evaluate(last.PreActivations, last.Outputs, target);
        double[] magnitudes = loss.IsFused ? last.PreActivationMagnitudes : last.OutputMagnitudes;
        double[] scale = loss.GradientScale(magnitudes, target);
        return (value, Math.Abs(value) + scale.Zip(magnitudes, target.Zip(scale, (t, s) => Math.Abs(t * s))).Sum(x => x.First * x.Second + x.Third));
    }

    /// <summary>Whether some unit or output of this sample is so near a jump of a derivative that float and double may rightly disagree.</summary>
    public bool IsNearJump(LayerTrace[] trace, double[]? target)
    {
        for (int layer = 0; layer < trace.Length; layer++)
        {
            foreach (double kink in ReferenceActivation.Kinks(layers[layer].Info.Activation))
            {
                for (int i = 0; i < trace[layer].PreActivations.Length; i++)
                {
                    if (Math.Abs(trace[layer].PreActivations[i] - kink) < Tolerance * trace[layer].PreActivationMagnitudes[i])
                        return true;
                }
            }
        }

        return target is not null && loss!.IsNearJump(trace[^1].Outputs, trace[^1].OutputMagnitudes, target, Tolerance);
    }

    /// <summary>Adds one sample's gradients times <paramref name="factor"/> and returns the gradient with respect to the input, with the magnitudes its errors are relative to.</summary>
    public (double[] Gradient, double[] Magnitudes) Backward(LayerTrace[] trace, double[] target, double factor, ReferenceGradients gradients)
    {
        LayerTrace last = trace[^1];
        (_, double[] gradient) = loss!.Evaluate(last.PreActivations, last.Outputs, target);
        double[] scale = loss.GradientScale(loss.IsFused ? last.PreActivationMagnitudes : last.OutputMagnitudes, target);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= factor;
            scale[i] *= Math.Abs(factor);
        }

        for (int index = layers.Count - 1; index >= 0; index--)
        {
            LayerInfo info = layers[index].Info;
            LayerTrace layer = trace[index];
            if (!(loss.IsFused && index == layers.Count - 1))
                (gradient, scale) = ThroughActivation(info, layer, gradient, scale);
            gradients.Add(info, layer, gradient, scale);
            (gradient, scale) = ThroughWeights(layers[index], gradient, scale);
        }

        return (gradient, scale);
    }

    private static (double[] Gradient, double[] Scale) ThroughActivation(LayerInfo info, LayerTrace layer, double[] gradient, double[] scale)
    {
        double[] result = ReferenceActivation.Backward(info.Activation, info.ActivationParameter, layer.PreActivations, layer.Outputs, gradient);
        double steepness = ReferenceActivation.Steepness(info.Activation, info.ActivationParameter);
        double largest = layer.PreActivationMagnitudes.Max(), largestScale = scale.Max(), largestGradient = gradient.Max(Math.Abs);
        var resultScale = new double[result.Length];
        for (int i = 0; i < result.Length; i++)
        {
            resultScale[i] = info.Activation == Activation.Softmax
                ? layer.Outputs[i] * 2 * (largestScale + largestGradient * (1 + largest))
                : scale[i] * steepness + Math.Abs(gradient[i]) * layer.PreActivationMagnitudes[i];
        }

        return (result, resultScale);
    }

    private static (double[] Gradient, double[] Scale) ThroughWeights(ReferenceLayer layer, double[] gradient, double[] scale)
    {
        int inputs = layer.Info.InputSize;
        double[] result = new double[inputs], absolute = new double[inputs], spread = new double[inputs];
        for (int output = 0; output < gradient.Length; output++)
        {
            double[] row = layer.Weights[output];
            for (int i = 0; i < inputs; i++)
            {
                double product = row[i] * gradient[output], error = row[i] * scale[output];
                result[i] += product;
                absolute[i] += Math.Abs(product);
                spread[i] += error * error;
            }
        }

        return (result, [.. absolute.Zip(spread, (a, s) => a + Math.Sqrt(s))]);
    }
}
