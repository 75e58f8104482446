namespace NetGen.Tests.Support;

/// <summary>One dense layer of <see cref="ReferenceNetwork"/>: its description and its parameters in double, weights as [output][input].</summary>
internal sealed record ReferenceLayer(LayerInfo Info, double[][] Weights, double[] Biases)
{
    /// <summary>Copies a layer's parameters out of a network's block.</summary>
    public static ReferenceLayer Of(LayerInfo info, ReadOnlySpan<float> block)
    {
        TensorInfo weight = info.Weight();
        var weights = new double[info.OutputSize][];
        for (int output = 0; output < info.OutputSize; output++)
        {
            weights[output] = new double[info.InputSize];
            for (int input = 0; input < info.InputSize; input++)
                weights[output][input] = block[weight.PlaceOf(output, input)];
        }

        var biases = new double[info.Bias()?.Length ?? 0];
        for (int output = 0; output < biases.Length; output++)
            biases[output] = block[info.Bias()!.PlaceOf(output)];
        return new ReferenceLayer(info, weights, biases);
    }

    /// <summary>Where a weight stands in the network's block.</summary>
    public static int IndexOf(LayerInfo info, int output, int input) => info.Weight().PlaceOf(output, input);

    /// <summary>Computes the layer and, beside it, the magnitudes that rounding errors of a float computation are relative to.</summary>
    public LayerTrace Forward(double[] input, double[] inputMagnitudes)
    {
        int outputs = Info.OutputSize;
        var z = new double[outputs];
        var magnitudes = new double[outputs];
        for (int output = 0; output < outputs; output++)
        {
            double[] row = Weights[output];
            double sum = Biases.Length > 0 ? Biases[output] : 0, absolute = Math.Abs(sum), spread = 0;
            for (int i = 0; i < row.Length; i++)
            {
                double product = row[i] * input[i], error = row[i] * inputMagnitudes[i];
                sum += product;
                absolute += Math.Abs(product);
                spread += error * error;
            }

            z[output] = sum;
            magnitudes[output] = absolute + Math.Sqrt(spread);
        }

        double[] y = ReferenceActivation.Apply(Info.Activation, Info.ActivationParameter, z);
        double steepness = ReferenceActivation.Steepness(Info.Activation, Info.ActivationParameter);
        double[] outputMagnitudes = Info.Activation == Activation.Softmax
            ? [.. y.Select(p => p * (1 + 2 * magnitudes.Max()))]
            : [.. y.Select((value, i) => Math.Abs(value) + steepness * magnitudes[i])];
        return new LayerTrace(input, inputMagnitudes, z, magnitudes, y, outputMagnitudes);
    }
}

/// <summary>What a layer took and gave for one sample, with the magnitudes rounding errors are relative to.</summary>
internal sealed record LayerTrace(
    double[] Input, double[] InputMagnitudes, double[] PreActivations, double[] PreActivationMagnitudes, double[] Outputs, double[] OutputMagnitudes);
