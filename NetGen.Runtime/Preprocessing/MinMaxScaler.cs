namespace NetGen;

/// <summary>Brings every input to 0…1: (x − min)/(max − min). Inputs that never change become 0.</summary>
public sealed class MinMaxScaler : InputScaler
{
    internal const byte KindNumber = 2;

    internal MinMaxScaler(float[] offsets, float[] factors) : base(offsets, factors)
    {
    }

    private protected override byte Kind => KindNumber;

    /// <summary>Measures the least and the largest of every input.</summary>
    /// <param name="data">The rows to measure; training rows only, so that nothing is learned from others.</param>
    /// <exception cref="ArgumentException">An input is not finite, or varies by too little for 32-bit numbers; the message names it.</exception>
    public static MinMaxScaler Fit(Dataset data)
    {
        CheckFit(data);
        float[] least = data.Input(0).ToArray(), largest = data.Input(0).ToArray(), factors = new float[data.InputSize];
        for (int row = 1; row < data.Count; row++)
        {
            ReadOnlySpan<float> input = data.Input(row);
            for (int i = 0; i < input.Length; i++)
            {
                least[i] = MathF.Min(least[i], input[i]);
                largest[i] = MathF.Max(largest[i], input[i]);
            }
        }

        for (int i = 0; i < factors.Length; i++)
            factors[i] = FactorOf((double)largest[i] - least[i], i);
        return new MinMaxScaler(least, factors);
    }
}
