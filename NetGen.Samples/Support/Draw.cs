namespace NetGen.Samples.Support;

/// <summary>Random numbers that synthetic data is made of.</summary>
internal static class Draw
{
    /// <summary>A number of the standard normal distribution (Box and Muller, 1958).</summary>
    public static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    /// <summary>A number between two others.</summary>
    public static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
}
