namespace NetGen;

/// <summary>
/// Brings every input to mean 0 and deviation 1: (x − mean)/σ, with σ² the mean of (x − mean)². Inputs that never change become 0.
/// </summary>
public sealed class Standardizer : InputScaler
{
    internal const byte KindNumber = 1;

    internal Standardizer(float[] offsets, float[] factors) : base(offsets, factors)
    {
    }

    private protected override byte Kind => KindNumber;

    /// <summary>Measures means and deviations.</summary>
    /// <param name="data">The rows to measure; training rows only, so that nothing is learned from others.</param>
    /// <exception cref="ArgumentException">An input is not finite, or varies by too little for 32-bit numbers; the message names it.</exception>
    public static Standardizer Fit(Dataset data)
    {
        CheckFit(data);
        double[] means = new double[data.InputSize], squares = new double[data.InputSize];
        for (int row = 0; row < data.Count; row++)
        {
            ReadOnlySpan<float> input = data.Input(row);
            for (int i = 0; i < input.Length; i++)
            {
                // Welford's update, which does not cancel.
                double distance = input[i] - means[i];
                means[i] += distance / (row + 1);
                squares[i] += distance * (input[i] - means[i]);
            }
        }

        float[] offsets = new float[data.InputSize], factors = new float[data.InputSize];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = (float)means[i];
            factors[i] = FactorOf(Math.Sqrt(squares[i] / data.Count), i);
        }

        return new Standardizer(offsets, factors);
    }
}
