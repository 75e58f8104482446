namespace NetGen.Benchmarks.Baselines;

/// <summary>Scalar loops.</summary>
internal sealed class NaiveNetwork(INeuralNetwork network) : BaselineNetwork(network)
{
    protected override void Multiply(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
        {
            float sum = biases[o];
            for (int i = 0; i < x.Length; i++)
                sum += weights[o * x.Length + i] * x[i];
            y[o] = sum;
        }
    }

    protected override void Relu(Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = MathF.Max(0, y[i]);
    }

    protected override void Sigmoid(Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = 1 / (1 + MathF.Exp(-y[i]));
    }

    protected override void Softmax(Span<float> y)
    {
        float largest = float.NegativeInfinity, sum = 0;
        foreach (float z in y)
            largest = MathF.Max(largest, z);
        foreach (ref float z in y)
            sum += z = MathF.Exp(z - largest);
        foreach (ref float e in y)
            e /= sum;
    }
}
