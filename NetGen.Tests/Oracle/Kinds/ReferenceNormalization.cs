namespace NetGen.Tests.Oracle.Kinds;

/// <summary>
/// y = γ·x̂ + β with x̂ = (x − μ)/√(σ² + ε) over sets of elements: one for each row, or one for each channel and group of rows.
/// Without a mean, the root mean square takes the place of σ.
/// </summary>
internal abstract class ReferenceNormalization : ReferenceNode
{
    private readonly double _epsilon;
    private readonly ReferenceTensor? _weight, _bias;

    protected ReferenceNormalization(NormalizationAttribute attribute, IReadOnlyList<int[]> inputShapes, int parameters, bool hasBias)
        : base(attribute, inputShapes)
    {
        _epsilon = attribute.Epsilon;
        int[] shape = parameters == inputShapes[0][0] ? [parameters] : inputShapes[0];
        _weight = attribute.Affine ? new("weight", attribute.TrainWeights, shape) : null;
        _bias = attribute.Affine && hasBias && attribute.UseBias ? new("bias", attribute.TrainBiases, shape) : null;
    }

    public override int[] Shape => InputShapes[0];

    public override IReadOnlyList<ReferenceTensor> Tensors => [.. new[] { _weight, _bias }.OfType<ReferenceTensor>()];

    protected double Epsilon => _epsilon;

    protected virtual bool HasMean => true;

    /// <summary>The elements that are normalised together.</summary>
    protected abstract IEnumerable<(int Row, int I)[]> Sets(int rows);

    /// <summary>The parameter that belongs to an element.</summary>
    protected abstract int ParameterOf(int i);

    public override Values Forward(IReadOnlyList<Values> inputs, ReferencePass pass)
    {
        var y = new Values(inputs[0].Rows, Size);
        foreach ((int Row, int I)[] set in Sets(inputs[0].Rows))
        {
            Normalized normal = Normalize(inputs[0], set);
            for (int k = 0; k < set.Length; k++)
                Scale(y, set[k], normal.Numbers[k], normal.Magnitudes[k]);
        }

        return y;
    }

    public override void Backward(IReadOnlyList<Values> inputs, Values gradient, IReadOnlyList<Values> inputGradients, ReferencePass pass)
    {
        foreach ((int Row, int I)[] set in Sets(inputs[0].Rows))
        {
            Normalized normal = Normalize(inputs[0], set);
            double[] x = normal.Numbers, xm = normal.Magnitudes, g = new double[set.Length], gm = new double[set.Length];
            for (int k = 0; k < set.Length; k++)
            {
                (int row, int i) = set[k];
                double given = gradient.Numbers[row][i], scale = gradient.Magnitudes[row][i], gamma = _weight?.Numbers[ParameterOf(i)] ?? 1;
                (g[k], gm[k]) = (given * gamma, scale * Math.Abs(gamma));
                _weight?.AddGradient(ParameterOf(i), given * x[k], scale * Math.Abs(x[k]) + Math.Abs(given) * xm[k]);
                _bias?.AddGradient(ParameterOf(i), given, scale);
            }

            double n = set.Length, r = normal.Factor;
            double mean = HasMean ? g.Sum() / n : 0, meanM = HasMean ? gm.Zip(g, static (m, v) => m + Math.Abs(v)).Sum() / n : 0;
            double along = g.Zip(x, static (a, b) => a * b).Sum() / n, alongAbsolute = g.Zip(x, static (a, b) => Math.Abs(a * b)).Sum() / n, alongM = 0;
            for (int k = 0; k < set.Length; k++)
                alongM += (gm[k] * Math.Abs(x[k]) + Math.Abs(g[k]) * xm[k]) / n;
            for (int k = 0; k < set.Length; k++)
            {
                double parts = Math.Abs(g[k]) + meanM + Math.Abs(x[k]) * alongAbsolute;
                double magnitude = r * (gm[k] + meanM + Math.Abs(x[k]) * alongM + xm[k] * alongAbsolute + parts * (1 + normal.FactorMagnitude));
                inputGradients[0].Add(set[k].Row, set[k].I, r * (g[k] - mean - x[k] * along), magnitude);
            }
        }
    }

    /// <summary>Writes γ·x̂ + β.</summary>
    protected void Scale(Values y, (int Row, int I) at, double number, double magnitude)
    {
        double gamma = _weight?.Numbers[ParameterOf(at.I)] ?? 1, beta = _bias?.Numbers[ParameterOf(at.I)] ?? 0;
        y.Set(at.Row, at.I, gamma * number + beta, Math.Abs(gamma) * magnitude + Math.Abs(beta));
    }

    protected Normalized Normalize(Values x, (int Row, int I)[] set)
    {
        double n = set.Length, mean = HasMean ? set.Sum(at => x.Numbers[at.Row][at.I]) / n : 0;
        double meanM = HasMean ? set.Sum(at => x.Magnitudes[at.Row][at.I]) / n : 0;
        double variance = set.Sum(at => Math.Pow(x.Numbers[at.Row][at.I] - mean, 2)) / n, r = 1 / Math.Sqrt(variance + _epsilon);
        double[] numbers = [.. set.Select(at => (x.Numbers[at.Row][at.I] - mean) * r)];
        double[] errors = [.. set.Select(at => r * (x.Magnitudes[at.Row][at.I] + meanM))];
        double factor = numbers.Zip(errors, static (number, error) => Math.Abs(number) * error).Sum() / n;
        double[] magnitudes = [.. numbers.Zip(errors, (number, error) => error + Math.Abs(number) * (1 + factor))];
        return new Normalized(numbers, magnitudes, r, factor, mean, variance);
    }

    /// <param name="Factor">1/√(σ² + ε).</param>
    /// <param name="FactorMagnitude">The magnitude of its relative error.</param>
    protected sealed record Normalized(double[] Numbers, double[] Magnitudes, double Factor, double FactorMagnitude, double Mean, double Variance);
}

/// <summary>Over all values of a row.</summary>
internal abstract class ReferenceRowNormalization(NormalizationAttribute attribute, IReadOnlyList<int[]> inputShapes, bool hasBias)
    : ReferenceNormalization(attribute, inputShapes, SizeOf(inputShapes[0]), hasBias)
{
    protected override IEnumerable<(int Row, int I)[]> Sets(int rows) =>
        Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, Size).Select(i => (row, i)).ToArray());

    protected override int ParameterOf(int i) => i;
}

/// <summary>Over all values of a row.</summary>
internal sealed class ReferenceLayerNorm(LayerNormAttribute attribute, IReadOnlyList<int[]> inputShapes)
    : ReferenceRowNormalization(attribute, inputShapes, hasBias: true);

/// <summary>Over all values of a row, without a mean.</summary>
internal sealed class ReferenceRmsNorm(RmsNormAttribute attribute, IReadOnlyList<int[]> inputShapes)
    : ReferenceRowNormalization(attribute, inputShapes, hasBias: false)
{
    protected override bool HasMean => false;
}
