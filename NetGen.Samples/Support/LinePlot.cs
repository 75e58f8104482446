namespace NetGen.Samples.Support;

/// <summary>Some lines over one axis, each with a name, as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="xAxis">The name of x.</param>
/// <param name="yAxis">The name of y.</param>
internal sealed class LinePlot(string title, string xAxis, string yAxis)
{
    private const int Width = 640, Height = 360, Left = 64, Right = 16, Top = 48, Bottom = 44, LineHeight = 16;
    private const int LargestPointCount = 400;
    private static readonly string[] Colors = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b"];
    private readonly List<(string Name, List<(double X, double Y)> Points)> _lines = [];
    private readonly List<(string Name, double X, double Y)> _marks = [];

    /// <summary>Adds a line; points that are not finite are left out.</summary>
    public void Add(string name, IEnumerable<(double X, double Y)> points) =>
        _lines.Add((name, [.. points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))]));

    /// <summary>Marks one point.</summary>
    public void Mark(string name, double x, double y) => _marks.Add((name, x, y));

    public string ToSvg()
    {
        var svg = new SvgWriter(Width, Height, title);
        IEnumerable<(double X, double Y)> all = _lines.SelectMany(line => line.Points).Concat(_marks.Select(mark => (mark.X, mark.Y))).DefaultIfEmpty();
        Axis across = Axis.Between(all.Min(point => point.X), all.Max(point => point.X), 8);
        Axis up = Axis.Around(Math.Min(0, all.Min(point => point.Y)), all.Max(point => point.Y));
        double X(double x) => Left + across.Share(x) * (Width - Left - Right);
        double Y(double y) => Height - Bottom - up.Share(y) * (Height - Top - Bottom);
        foreach (double y in up.Ticks)
        {
            svg.Line(Left, Y(y), Width - Right, Y(y), y == up.Low ? "#888888" : "#dddddd");
            svg.Text(Left - 8, Y(y) + 4, up.Label(y), "end");
        }

        foreach (double x in across.Ticks)
        {
            svg.Line(X(x), Height - Bottom, X(x), Height - Bottom + 4, "#888888");
            svg.Text(X(x), Height - Bottom + 18, across.Label(x), "middle");
        }

        svg.Text(Left, 20, title);
        svg.Text(4, Top - 10, yAxis);
        svg.Text(Width - Right, Height - 8, xAxis, "end");
        for (int i = 0; i < _lines.Count; i++)
        {
            svg.Polyline(Thin(_lines[i].Points).Select(point => (X(point.X), Y(point.Y))), Colors[i % Colors.Length]);
            Name(svg, _lines[i].Name, i, Colors[i % Colors.Length]);
        }

        for (int i = 0; i < _marks.Count; i++)
        {
            svg.Circle(X(_marks[i].X), Y(_marks[i].Y), 6, "#333333");
            Name(svg, _marks[i].Name, _lines.Count + i, "#333333");
        }

        return svg.ToString();
    }

    private static void Name(SvgWriter svg, string name, int index, string color)
    {
        double y = Top + 10 + index * LineHeight;
        svg.Rectangle(Width - Right - 150, y - 9, 10, 10, color);
        svg.Text(Width - Right - 134, y, name);
    }

    private static List<(double X, double Y)> Thin(List<(double X, double Y)> points) => points.Count <= LargestPointCount
        ? points
        : [.. Enumerable.Range(0, LargestPointCount).Select(i => points[(int)Math.Round((double)i * (points.Count - 1) / (LargestPointCount - 1))])];
}
