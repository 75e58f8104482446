namespace NetGen.Samples.Support;

/// <summary>The point sets of ConvNetJS's demo, within −6 to 6 on both axes.</summary>
internal static class PlanePoints
{
    public const float Extent = 6;

    public static (float[] Points, int[] Labels) Create(string kind, Random random) => kind switch
    {
        "circle" => Circle(random),
        "spiral" => Spiral(random),
        _ => RandomPoints(random),
    };

    /// <summary>Fifty points within radius 2 and fifty on a ring from 3 to 5.</summary>
    private static (float[] Points, int[] Labels) Circle(Random random)
    {
        var points = new List<float>();
        for (int i = 0; i < 50; i++)
            AddPolar(points, Draw.Between(random, 0, 2), Draw.Between(random, 0, 2 * MathF.PI));
        for (int i = 0; i < 50; i++)
            AddPolar(points, Draw.Between(random, 3, 5), 2 * MathF.PI * i / 50);
        return ([.. points], Halves(100, first: 1));
    }

    /// <summary>Two arms of a hundred points each, 1¼ turns.</summary>
    private static (float[] Points, int[] Labels) Spiral(Random random)
    {
        var points = new List<float>();
        for (int arm = 0; arm < 2; arm++)
        {
            for (int i = 0; i < 100; i++)
            {
                float radius = i / 100f * 5 + Draw.Between(random, -0.1f, 0.1f);
                AddPolar(points, radius, 1.25f * i / 100 * 2 * MathF.PI + arm * MathF.PI + Draw.Between(random, -0.1f, 0.1f));
            }
        }

        return ([.. points], Halves(200, first: 1));
    }

    /// <summary>Forty points anywhere within −3 to 3, of a random class each.</summary>
    private static (float[] Points, int[] Labels) RandomPoints(Random random)
    {
        float[] points = new float[80];
        int[] labels = new int[40];
        for (int i = 0; i < labels.Length; i++)
        {
            points[2 * i] = Draw.Between(random, -3, 3);
            points[2 * i + 1] = Draw.Between(random, -3, 3);
            labels[i] = random.Next(2);
        }

        return (points, labels);
    }

    private static void AddPolar(List<float> points, float radius, float angle)
    {
        points.Add(radius * MathF.Sin(angle));
        points.Add(radius * MathF.Cos(angle));
    }

    private static int[] Halves(int count, int first) => [.. Enumerable.Range(0, count).Select(i => i < count / 2 ? first : 1 - first)];
}
