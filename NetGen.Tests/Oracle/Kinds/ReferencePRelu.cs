namespace NetGen.Tests.Oracle.Kinds;

/// <summary>y = x where x &gt; 0, else a·x.</summary>
internal sealed class ReferencePRelu(PReluAttribute attribute, IReadOnlyList<int[]> inputShapes) : ReferenceNode(attribute, inputShapes)
{
    private readonly ReferenceTensor _weight = new("weight", attribute.TrainWeights, attribute.PerChannel ? inputShapes[0][0] : 1);

    public override int[] Shape => InputShapes[0];

    public override IReadOnlyList<ReferenceTensor> Tensors => [_weight];

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        Values x = inputs[0], y = new(x.Rows, x.Size);
        for (int row = 0; row < x.Rows; row++)
        {
            for (int i = 0; i < x.Size; i++)
            {
                double slope = x.Numbers[row][i] > 0 ? 1 : _weight.Numbers[SlopeOf(i)];
                y.Set(row, i, slope * x.Numbers[row][i], Math.Max(1, Math.Abs(slope)) * x.Magnitudes[row][i]);
            }
        }

        return y;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        Values x = inputs[0];
        for (int row = 0; row < x.Rows; row++)
        {
            for (int i = 0; i < x.Size; i++)
            {
                double value = x.Numbers[row][i], given = gradient.Numbers[row][i], scale = gradient.Magnitudes[row][i];
                double slope = value > 0 ? 1 : _weight.Numbers[SlopeOf(i)];
                inputGradients[0].Add(row, i, slope * given, Math.Abs(slope) * scale);
                if (value <= 0)
                    _weight.AddGradient(SlopeOf(i), given * value, Math.Abs(given) * x.Magnitudes[row][i] + scale * Math.Abs(value));
            }
        }
    }

    public override double DistanceToJump(IReadOnlyList<Values> inputs, int row) =>
        inputs[0].Numbers[row].Zip(inputs[0].Magnitudes[row], static (value, magnitude) => Math.Abs(value) / Math.Max(1, magnitude)).Min();

    private int SlopeOf(int i) => attribute.PerChannel ? i / Pixels : 0;
}
