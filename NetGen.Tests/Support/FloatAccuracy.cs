namespace NetGen.Tests.Support;

/// <summary>How far floats are from exact values, and which floats to try.</summary>
internal static class FloatAccuracy
{
    private static readonly float[] Specials =
    [
        0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, -1.17549435e-38f, 1e-30f, -1e-30f, 1e-20f, -1e-20f, 1e-7f, -1e-7f,
        0.5f, -0.5f, 1f, -1f, 2f, -2f, 3f, -3f, 6f, -6f, 0.99999994f, -0.99999994f, 1.0000001f, -1.0000001f, 3.0000002f, -3.0000002f, 2.9999998f, -2.9999998f,
        -0.7517915f, -0.7524614f, -1.1924312f, -1.2784646f, 8f, -8f, 9f, -9f, 9.02f, 10f, -10f, -13f, -14f, -14.4f, 20f, -20f, 50f, -50f, 87f, -87f, 88.7f, -88.7f,
        -100f, 100f, -103.9f, -104f, -105f, -110f, 1e3f, -1e3f, 1e4f, -1e4f, 1e10f, -1e10f, 1e30f, -1e30f, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity,
    ];

    /// <summary>Floats over the whole range: every n-th bit pattern, a fine grid where activations bend, and special ones. No NaN.</summary>
    public static float[] Sweep(uint stride)
    {
        List<float> floats = [.. Specials];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += stride)
        {
            float value = BitConverter.UInt32BitsToSingle((uint)bits);
            if (!float.IsNaN(value))
            {
                floats.Add(value);
            }
        }

        for (int i = -30_000; i <= 30_000; i++)
        {
            floats.Add(i * 3.7e-3f);
            floats.Add(i * 7.3e-4f);
        }

        return [.. floats];
    }

    /// <summary>The error of a float in units of what is allowed: four units in the last place or 1e-6 relative, whichever is larger.</summary>
    public static double AllowedErrors(float actual, double expected) =>
        Error(actual, expected) / Math.Max(4 * Ulp(expected), 1e-6 * Math.Abs(expected));

    /// <summary>The error of a float in units in the last place of the exact value.</summary>
    public static double Ulps(float actual, double expected) => Error(actual, expected) / Ulp(expected);

    private static double Error(float actual, double expected)
    {
        if (Math.Abs(expected) > float.MaxValue)
        {
            expected = (float)expected;
        }

        return actual == expected ? 0 : double.IsNaN(actual) || double.IsInfinity(expected) ? double.PositiveInfinity : Math.Abs(actual - expected);
    }

    private static double Ulp(double value)
    {
        int exponent = Math.Abs(value) < 1.1754943508222875e-38 ? -126 : Math.ILogB(value);
        return Math.ScaleB(1, Math.Min(exponent, 127) - 23);
    }
}
