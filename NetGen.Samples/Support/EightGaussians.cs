namespace NetGen.Samples.Support;

/// <summary>A mixture of eight normal distributions around a circle of radius 1, and how near samples come to it.</summary>
internal static class EightGaussians
{
    /// <summary>The number of modes.</summary>
    public const int Modes = 8;

    /// <summary>The deviation of each.</summary>
    public const float Deviation = 0.1f;

    private const int Directions = 16;

    /// <summary>Draws points, x and y in turn.</summary>
    public static void Fill(Random random, Span<float> points)
    {
        for (int i = 0; i < points.Length; i += 2)
        {
            (double x, double y) = Center(random.Next(Modes));
            points[i] = (float)x + Deviation * Draw.Normal(random);
            points[i + 1] = (float)y + Deviation * Draw.Normal(random);
        }
    }

    /// <summary>Where a mode's middle is.</summary>
    public static (double X, double Y) Center(int mode)
    {
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * mode / Modes);
        return (cosine, sine);
    }

    /// <summary>
    /// How many modes have at least half of their share of the points within three deviations, and which share of all points is so near to any.
    /// Of points of the mixture itself 98.9 % are.
    /// </summary>
    public static (int Covered, double Near) Cover(ReadOnlySpan<float> points)
    {
        int[] counts = new int[Modes];
        for (int i = 0; i < points.Length; i += 2)
        {
            for (int mode = 0; mode < Modes; mode++)
            {
                (double x, double y) = Center(mode);
                if (Math.Pow(points[i] - x, 2) + Math.Pow(points[i + 1] - y, 2) < 9 * Deviation * Deviation)
                    counts[mode]++;
            }
        }

        int rows = points.Length / 2;
        return (counts.Count(count => 2 * Modes * count >= rows), (double)counts.Sum() / rows);
    }

    /// <summary>
    /// The sliced Wasserstein distance of two sets of as many points: how far points of one must be moved to become the other, seen from
    /// 16 directions, in the mean (Bonneel and others, 2015).
    /// </summary>
    public static double Distance(float[] left, float[] right)
    {
        double sum = 0;
        for (int direction = 0; direction < Directions; direction++)
        {
            double[] a = Project(left, direction), b = Project(right, direction);
            sum += a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
        }

        return sum / Directions;
    }

    private static double[] Project(float[] points, int direction)
    {
        (double sine, double cosine) = Math.SinCos(Math.PI * direction / Directions);
        double[] along = new double[points.Length / 2];
        for (int i = 0; i < along.Length; i++)
            along[i] = cosine * points[2 * i] + sine * points[2 * i + 1];
        Array.Sort(along);
        return along;
    }
}
