namespace NetGen.Samples.Support;

/// <summary>Points of the plane and a straight line through them, as SVG.</summary>
/// <param name="title">What it shows.</param>
/// <param name="xAxis">The name of x.</param>
/// <param name="yAxis">The name of y.</param>
internal sealed class PlanePlot(string title, string xAxis, string yAxis)
{
    private const int Size = 400, Left = 56, Margin = 40;
    private static readonly string[] Colors = ["#c83228", "#1e5ab4"];
    private readonly List<(float X, float Y, int Class, string Label)> _points = [];
    private (float X, float Y, float Constant)? _line;

    public void Add(float x, float y, int label = 1, string text = "") => _points.Add((x, y, label, text));

    /// <summary>Sets the line of all points with x·<paramref name="x"/> + y·<paramref name="y"/> + <paramref name="constant"/> = 0.</summary>
    public void SetLine(float x, float y, float constant) => _line = (x, y, constant);

    public string ToSvg()
    {
        var svg = new SvgWriter(Size, Size, title);
        Axis across = Range(_points.Select(point => point.X)), up = Range(_points.Select(point => point.Y));
        double X(double x) => Left + across.Share(x) * (Size - Left - Margin);
        double Y(double y) => Size - Margin - up.Share(y) * (Size - 2 * Margin);
        svg.Line(Left, Size - Margin, Size - Margin, Size - Margin, "#888888");
        svg.Line(Left, Margin, Left, Size - Margin, "#888888");
        foreach (double x in across.Ticks)
        {
            svg.Line(X(x), Size - Margin, X(x), Size - Margin + 4, "#888888");
            svg.Text(X(x), Size - Margin + 18, across.Label(x), "middle");
        }

        foreach (double y in up.Ticks)
        {
            svg.Line(Left - 4, Y(y), Left, Y(y), "#888888");
            svg.Text(Left - 8, Y(y) + 4, up.Label(y), "end");
        }

        svg.Text(Left, 16, title);
        svg.Text(Size - Margin, Size - 6, xAxis, "end");
        svg.Text(Left, Margin - 6, yAxis, "end");
        if (_line is { } line && Cut(line, across.Low, across.High, up.Low, up.High) is [var from, var to, ..])
            svg.Line(X(from.X), Y(from.Y), X(to.X), Y(to.Y), "#333333");
        foreach ((float x, float y, int label, string text) in _points)
        {
            svg.Circle(X(x), Y(y), 5, Colors[label]);
            svg.Text(X(x) + 8, Y(y) - 6, text);
        }

        return svg.ToString();
    }

    /// <summary>Where the line meets the frame.</summary>
    private static List<(double X, double Y)> Cut((float X, float Y, float Constant) line, double left, double right, double bottom, double top)
    {
        var ends = new List<(double, double)>();
        foreach (double x in new[] { left, right })
        {
            double y = -(line.X * x + line.Constant) / line.Y;
            if (y >= bottom && y <= top)
                ends.Add((x, y));
        }

        foreach (double y in new[] { bottom, top })
        {
            double x = -(line.Y * y + line.Constant) / line.X;
            if (x > left && x < right)
                ends.Add((x, y));
        }

        return ends;
    }

    private static Axis Range(IEnumerable<float> values)
    {
        (double low, double high) = (values.Min(), values.Max());
        double room = high > low ? 0.1 * (high - low) : 1;
        return Axis.Between(low - room, high + room);
    }
}
