namespace NetGen.Samples.Support;

/// <summary>Points of the plane at several times, a panel each, as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="reach">How far x and y go from 0 to either side; what lies outside is not drawn.</param>
internal sealed class ScatterPanels(string title, double reach)
{
    private const int Size = 200, Gap = 12, Top = 52, Columns = 3, MostPoints = 400;
    private readonly List<(string Name, string Color, float[] Points)> _panels = [];

    /// <summary>Adds a panel.</summary>
    public void Add(string name, ReadOnlySpan<float> points, string color = "#1f77b4") =>
        _panels.Add((name, color, points[..Math.Min(points.Length, 2 * MostPoints)].ToArray()));

    public string ToSvg()
    {
        int rows = (_panels.Count + Columns - 1) / Columns;
        var svg = new SvgWriter(Gap + Columns * (Size + Gap), 24 + rows * (Size + Top - 24) + Gap, title);
        svg.Text(Gap, 18, title);
        for (int i = 0; i < _panels.Count; i++)
        {
            (string name, string color, float[] points) = _panels[i];
            double left = Gap + i % Columns * (Size + Gap), top = Top + i / Columns * (Size + Top - 24);
            svg.Text(left, top - 6, name);
            svg.Rectangle(left, top, Size, Size, "#f4f4f4");
            for (int p = 0; p < points.Length; p += 2)
            {
                if (Math.Abs(points[p]) < reach && Math.Abs(points[p + 1]) < reach)
                    svg.Circle(left + Size * (points[p] + reach) / (2 * reach), top + Size * (reach - points[p + 1]) / (2 * reach), 2, color);
            }
        }

        return svg.ToString();
    }
}
