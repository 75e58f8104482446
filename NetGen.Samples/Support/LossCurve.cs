using System.Globalization;

namespace NetGen.Samples.Support;

/// <summary>A loss over the steps of a training, as SVG and in the terminal.</summary>
internal sealed class LossCurve(string title, string stepName)
{
    private const int Width = 640, Height = 320, Left = 64, Right = 16, Top = 32, Bottom = 40;
    private const int LargestPointCount = 300;
    private readonly List<(double Step, double Loss)> _points = [];

    public IReadOnlyList<(double Step, double Loss)> Points => _points;

    public void Add(double step, double loss) => _points.Add((step, loss));

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
        (double firstStep, double lastStep, double largest) = Range();
        double X(double step) => Left + (step - firstStep) / (lastStep - firstStep) * (Width - Left - Right);
        double Y(double loss) => Height - Bottom - loss / largest * (Height - Top - Bottom);
        for (int tick = 0; tick <= 4; tick++)
        {
            double loss = largest * tick / 4;
            svg.Line(Left, Y(loss), Width - Right, Y(loss), tick == 0 ? "#888888" : "#dddddd");
            svg.Text(Left - 8, Y(loss) + 4, Label(loss), "end");
            double step = firstStep + (lastStep - firstStep) * tick / 4;
            svg.Text(X(step), Height - Bottom + 18, Label(step), "middle");
        }

        svg.Text(Left, 20, title);
        svg.Text(Width - Right, Height - 6, stepName, "end");
        svg.Polyline(Thin(LargestPointCount).Select(point => (X(point.Step), Y(point.Loss))), "#1f77b4");
        return svg.ToString();
    }

    /// <summary>Draws the curve with block characters, eight levels a row.</summary>
    public void Draw(SampleOutput output, int columns = 72, int rows = 8)
    {
        (double firstStep, double lastStep, double largest) = Range();
        List<(double Step, double Loss)> points = Thin(columns);
        for (int row = rows - 1; row >= 0; row--)
        {
            string axis = row == rows - 1 ? Label(largest) : row == 0 ? "0" : "";
            string line = string.Concat(points.Select(point => Block(point.Loss / largest * rows - row)));
            output.Print($"{axis,10} ┤{line}".TrimEnd());
        }

        output.Print($"{"",10} └{new string('─', points.Count)} {stepName} {Label(firstStep)} to {Label(lastStep)}");
    }

    private static char Block(double level) => level <= 0 ? ' ' : " ▁▂▃▄▅▆▇█"[(int)Math.Clamp(Math.Ceiling(level * 8), 1, 8)];

    private static string Label(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private (double First, double Last, double Largest) Range()
    {
        if (_points.Count < 2)
            throw new InvalidOperationException($"A curve needs two points, but '{title}' has {_points.Count}.");
        double largest = _points.Max(point => point.Loss);
        return (_points[0].Step, _points[^1].Step, double.IsFinite(largest) && largest > 0 ? largest : 1);
    }

    private List<(double Step, double Loss)> Thin(int count)
    {
        if (_points.Count <= count)
            return _points;
        return [.. Enumerable.Range(0, count).Select(i => _points[(int)Math.Round((double)i * (_points.Count - 1) / (count - 1))])];
    }
}
