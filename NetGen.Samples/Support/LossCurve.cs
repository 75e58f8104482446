namespace NetGen.Samples.Support;

/// <summary>A loss over the steps of a training, as SVG and in the terminal.</summary>
internal sealed class LossCurve(string title, string stepName)
{
    private const int Width = 640, Height = 320, Left = 64, Right = 16, Top = 32, Bottom = 40;
    private const int LargestPointCount = 300;
    private const string Color = "#1f77b4";
    private readonly List<(double Step, double Loss)> _points = [];

    public IReadOnlyList<(double Step, double Loss)> Points => _points;

    /// <summary>Adds a point, after those before it; a loss that is not finite has no place in a picture and is left out.</summary>
    public void Add(double step, double loss)
    {
        if (double.IsFinite(loss))
            _points.Add((step, loss));
    }

    /// <summary>The mean loss of each epoch of a training.</summary>
    public static LossCurve Of(string title, TrainingResult result)
    {
        var curve = new LossCurve(title, "epoch");
        foreach (EpochResult epoch in result.History)
            curve.Add(epoch.Epoch, epoch.Loss);
        return curve;
    }

    public string ToSvg()
    {
        var svg = new SvgWriter(Width, Height, title);
        (Axis steps, Axis losses) = Axes();
        double X(double step) => Left + steps.Share(step) * (Width - Left - Right);
        double Y(double loss) => Height - Bottom - losses.Share(loss) * (Height - Top - Bottom);
        foreach (double loss in losses.Ticks)
        {
            svg.Line(Left, Y(loss), Width - Right, Y(loss), loss == losses.Low ? "#888888" : "#dddddd");
            svg.Text(Left - 8, Y(loss) + 4, losses.Label(loss), "end");
        }

        foreach (double step in steps.Ticks)
        {
            svg.Line(X(step), Height - Bottom, X(step), Height - Bottom + 4, "#888888");
            svg.Text(X(step), Height - Bottom + 18, steps.Label(step), "middle");
        }

        svg.Text(Left, 20, title);
        svg.Text(Width - Right, Height - 6, stepName, "end");
        List<(double X, double Y)> points = [.. Thin(LargestPointCount).Select(point => (X(point.Step), Y(point.Loss)))];
        if (points is [var only])
            svg.Circle(only.X, only.Y, 3, Color);
        else
            svg.Polyline(points, Color);
        return svg.ToString();
    }

    /// <summary>Draws the curve with block characters, eight levels a row.</summary>
    public void Draw(SampleOutput output, int columns = 72, int rows = 8)
    {
        (Axis steps, Axis losses) = Axes();
        List<(double Step, double Loss)> points = Thin(columns);
        for (int row = rows - 1; row >= 0; row--)
        {
            string axis = row == rows - 1 ? losses.Label(losses.High) : row == 0 ? losses.Label(losses.Low) : "";
            string line = string.Concat(points.Select(point => Block(losses.Share(point.Loss) * rows - row)));
            output.Print($"{axis,10} ┤{line}".TrimEnd());
        }

        output.Print($"{"",10} └{new string('─', points.Count)} {stepName} {steps.Low} to {steps.High}");
    }

    private static char Block(double level) => level <= 0 ? ' ' : " ▁▂▃▄▅▆▇█"[(int)Math.Clamp(Math.Ceiling(level * 8), 1, 8)];

    private (Axis Steps, Axis Losses) Axes() => _points.Count == 0
        ? (Axis.OfCounts(0, 1), Axis.Around(0, 1))
        : (Axis.OfCounts(_points[0].Step, _points[^1].Step), Axis.Around(Math.Min(0, _points.Min(point => point.Loss)), _points.Max(point => point.Loss)));

    private List<(double Step, double Loss)> Thin(int count)
    {
        if (_points.Count <= count)
            return _points;
        return [.. Enumerable.Range(0, count).Select(i => _points[(int)Math.Round((double)i * (_points.Count - 1) / (count - 1))])];
    }
}
