namespace NetGen.Samples.Support;

/// <summary>Points of the plane and a straight line through them, as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="xAxis">The name of x.</param>
/// <param name="yAxis">The name of y.</param>
internal sealed class PlanePlot(string title, string xAxis, string yAxis)
{
    private const int Size = 400, Margin = 40;
    private static readonly string[] Colors = ["#c83228", "#1e5ab4"];
    private readonly List<(float X, float Y, int Class, string Label)> _points = [];
    private (float X, float Y, float Constant)? _line;

    public void Add(float x, float y, int label = 1, string text = "") => _points.Add((x, y, label, text));

    /// <summary>Sets the line of all points with x·<paramref name="x"/> + y·<paramref name="y"/> + <paramref name="constant"/> = 0.</summary>
    public void SetLine(float x, float y, float constant) => _line = (x, y, constant);

    public string ToSvg()
    {
        var svg = new SvgWriter(Size, Size, title);
        (float left, float right) = Range(_points.Select(point => point.X));
        (float bottom, float top) = Range(_points.Select(point => point.Y));
        double X(double x) => Margin + (x - left) / (right - left) * (Size - 2 * Margin);
        double Y(double y) => Size - Margin - (y - bottom) / (top - bottom) * (Size - 2 * Margin);
        svg.Line(Margin, Size - Margin, Size - Margin, Size - Margin, "#888888");
        svg.Line(Margin, Margin, Margin, Size - Margin, "#888888");
        svg.Text(Margin, 20, title);
        svg.Text(Size - Margin, Size - 12, xAxis, "end");
        svg.Text(8, Margin - 8, yAxis);
        if (_line is { } line && Cut(line, left, right, bottom, top) is [var from, var to, ..])
            svg.Line(X(from.X), Y(from.Y), X(to.X), Y(to.Y), "#333333");
        foreach ((float x, float y, int label, string text) in _points)
        {
            svg.Circle(X(x), Y(y), 5, Colors[label]);
            svg.Text(X(x) + 8, Y(y) - 6, text);
        }

        return svg.ToString();
    }

    /// <summary>Where the line meets the frame.</summary>
    private static List<(double X, double Y)> Cut((float X, float Y, float Constant) line, float left, float right, float bottom, float top)
    {
        var ends = new List<(double, double)>();
        foreach (float x in new[] { left, right })
        {
            double y = -(line.X * x + line.Constant) / line.Y;
            if (y >= bottom && y <= top)
                ends.Add((x, y));
        }

        foreach (float y in new[] { bottom, top })
        {
            double x = -(line.Y * y + line.Constant) / line.X;
            if (x > left && x < right)
                ends.Add((x, y));
        }

        return ends;
    }

    private static (float Low, float High) Range(IEnumerable<float> values)
    {
        (float low, float high) = (values.Min(), values.Max());
        float room = high > low ? 0.1f * (high - low) : 1;
        return (low - room, high + room);
    }
}
