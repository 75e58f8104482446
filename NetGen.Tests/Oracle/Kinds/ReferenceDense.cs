namespace NetGen.Tests.Oracle.Kinds;

/// <summary>z = W·x + b.</summary>
internal sealed class ReferenceDense(DenseAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    private readonly ReferenceTensor _weight = new("weight", attribute.TrainWeights, attribute.Units, inputShapes[0][0]);
    private readonly ReferenceTensor? _bias = attribute.UseBias ? new("bias", attribute.TrainBiases, attribute.Units) : null;

    public override int[] Shape => [attribute.Units];

    public override IReadOnlyList<ReferenceTensor> Tensors => _bias is null ? [_weight] : [_weight, _bias];

    public override Activation Activation => attribute.Activation;

    public override double ActivationParameter => ParameterOf(attribute.Activation, attribute.Slope, attribute.Alpha);

    public static double ParameterOf(Activation activation, float slope, float alpha) =>
        activation == Activation.LeakyRelu ? slope : activation == Activation.Elu ? alpha : 0;

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        Values x = inputs[0], z = new(x.Rows, attribute.Units);
        for (int row = 0; row < x.Rows; row++)
        {
            for (int output = 0; output < attribute.Units; output++)
            {
                double sum = _bias?.Numbers[output] ?? 0, absolute = Math.Abs(sum), spread = 0;
                for (int i = 0; i < x.Size; i++)
                {
                    double weight = _weight.Numbers[output * x.Size + i], error = weight * x.Magnitudes[row][i];
                    sum += weight * x.Numbers[row][i];
                    absolute += Math.Abs(weight * x.Numbers[row][i]);
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
            for (int output = 0; output < attribute.Units; output++)
            {
                double given = gradient.Numbers[row][output], scale = gradient.Magnitudes[row][output];
                _bias?.AddGradient(output, given, scale);
                for (int i = 0; i < x.Size; i++)
                {
                    int at = output * x.Size + i;
                    double weight = _weight.Numbers[at];
                    _weight.AddGradient(at, given * x.Numbers[row][i], Math.Abs(given) * x.Magnitudes[row][i] + scale * Math.Abs(x.Numbers[row][i]));
                    inputGradients[0].Add(row, i, weight * given, Math.Abs(weight * given));
                    spread[i] += weight * scale * weight * scale;
                }
            }

            for (int i = 0; i < x.Size; i++)
                inputGradients[0].Magnitudes[row][i] += Math.Sqrt(spread[i]);
        }
    }
}
