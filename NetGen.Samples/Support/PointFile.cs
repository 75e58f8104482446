using System.Globalization;

namespace NetGen.Samples.Support;

/// <summary>Points of the plane from a CSV file: one x,y a line, an optional header, blank lines and lines that start with # ignored.</summary>
internal static class PointFile
{
    /// <exception cref="InvalidDataException">A line holds something else than two finite numbers, or the x of all points is the same.</exception>
    public static (float[] X, float[] Y) Read(string path)
    {
        var x = new List<float>();
        var y = new List<float>();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string text = line.Trim();
            if (text.Length == 0 || text.StartsWith('#'))
                continue;
            string[] parts = text.Split(',', ';');
            if (parts.Length == 2 && Parse(parts[0]) is { } pointX && Parse(parts[1]) is { } pointY)
            {
                x.Add(pointX);
                y.Add(pointY);
            }
            else if (number > 1)
            {
                throw new InvalidDataException($"'{path}', line {number}: expected two finite numbers x,y, but found '{text}'.");
            }
        }

        if (x.Distinct().Count() < 2)
            throw new InvalidDataException($"'{path}' holds {x.Count} points: a line takes two of different x or more.");
        return ([.. x], [.. y]);
    }

    private static float? Parse(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) ? value : null;
}
