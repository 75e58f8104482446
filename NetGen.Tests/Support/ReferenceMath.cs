namespace NetGen.Tests.Support;

/// <summary>Elementary functions in double precision that the BCL lacks, stable over the whole range.</summary>
internal static class ReferenceMath
{
    public static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    public static double Sign(double value) => double.IsNaN(value) ? value : Math.Sign(value);

    /// <summary>ln(1 + eᶻ).</summary>
    public static double Softplus(double z) => Math.Max(z, 0) + LogOnePlus(Math.Exp(-Math.Abs(z)));

    /// <summary>Φ(z), the standard normal distribution function.</summary>
    public static double NormalDistribution(double z) => 0.5 * ComplementaryError(-z / Math.Sqrt(2));

    /// <summary>φ(z), the standard normal density.</summary>
    public static double NormalDensity(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    /// <summary>erfc x, by the series of erf near zero and Lentz's continued fraction away from it.</summary>
    public static double ComplementaryError(double x)
    {
        if (x < 0)
            return 2 - ComplementaryError(-x);
        if (x > 27)
            return 0;
        return x < 2 ? 1 - ErrorSeries(x) : ErrorFraction(x);
    }

    /// <summary>ln(1 + x) without loss for small x (Kahan).</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>ln Σ e^zᵢ.</summary>
    public static double LogSumExp(ReadOnlySpan<double> z)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (double value in z)
            largest = Math.Max(largest, value);
        foreach (double value in z)
            sum += Math.Exp(value - largest);
        return largest + Math.Log(sum);
    }

    private static double ErrorSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static double ErrorFraction(double x)
    {
        double fraction = x;
        for (int n = 200; n > 0; n--)
            fraction = x + 0.5 * n / fraction;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
