using Spectre.Console;

namespace NetGen.Samples.Support;

/// <summary>Which of two classes a network with two inputs decides for, over a square of the plane, with the points it learned from.</summary>
/// <param name="network">A network with two inputs and two outputs, the classes' probabilities.</param>
/// <param name="points">The points, row-major.</param>
/// <param name="labels">The class of each point.</param>
/// <param name="extent">The square goes from −extent to extent on both axes.</param>
internal sealed class DecisionRegions(INeuralNetwork network, float[] points, int[] labels, float extent)
{
    private const int SvgCells = 80, SvgCellSize = 5, PngSize = 400, TerminalColumns = 64, TerminalRows = 32;
    private static readonly (byte Red, byte Green, byte Blue)[] Light = [(250, 200, 190), (190, 220, 250)];
    private static readonly (byte Red, byte Green, byte Blue)[] Dark = [(200, 50, 40), (30, 90, 180)];

    /// <summary>Writes the picture: as PNG where the file's name ends so, else as SVG.</summary>
    public void Save(string path, string title)
    {
        if (Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            ToPng().Save(path);
        else
            File.WriteAllText(path, ToSvg(title));
    }

    public string ToSvg(string title)
    {
        var svg = new SvgWriter(SvgCells * SvgCellSize, SvgCells * SvgCellSize, title);
        int[] classes = Classify(SvgCells, SvgCells);
        for (int y = 0; y < SvgCells; y++)
        {
            // Neighbours of one class are one rectangle.
            for (int x = 0, end; x < SvgCells; x = end)
            {
                end = x + 1;
                while (end < SvgCells && classes[y * SvgCells + end] == classes[y * SvgCells + x])
                    end++;
                svg.Rectangle(x * SvgCellSize, y * SvgCellSize, (end - x) * SvgCellSize, SvgCellSize, Hex(Light[classes[y * SvgCells + x]]));
            }
        }

        for (int i = 0; i < labels.Length; i++)
            svg.Circle(Column(i, SvgCells * SvgCellSize), Row(i, SvgCells * SvgCellSize), 4, Hex(Dark[labels[i]]));
        return svg.ToString();
    }

    /// <summary>Draws the regions as dots and blanks and the points as digits of their class, coloured where the terminal can.</summary>
    public void Draw(IAnsiConsole console)
    {
        int[] classes = Classify(TerminalColumns, TerminalRows);
        int[] marks = new int[classes.Length];
        Array.Fill(marks, -1);
        for (int i = 0; i < labels.Length; i++)
        {
            (int column, int row) = ((int)Column(i, TerminalColumns), (int)Row(i, TerminalRows));
            if (column is >= 0 and < TerminalColumns && row is >= 0 and < TerminalRows)
                marks[row * TerminalColumns + column] = labels[i];
        }

        for (int row = 0; row < TerminalRows; row++)
        {
            var line = new Paragraph();
            for (int column = 0; column < TerminalColumns; column++)
            {
                int cell = row * TerminalColumns + column;
                string text = marks[cell] >= 0 ? marks[cell].ToString() : classes[cell] == 0 ? "·" : " ";
                line.Append(text, new Style(marks[cell] >= 0 ? Terminal(Dark[marks[cell]]) : null, Terminal(Light[classes[cell]])));
            }

            console.Write(line);
            console.WriteLine();
        }
    }

    private static string Hex((byte Red, byte Green, byte Blue) color) => $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}";

    private static Color Terminal((byte Red, byte Green, byte Blue) color) => new(color.Red, color.Green, color.Blue);

    private PngImage ToPng()
    {
        var image = new PngImage(PngSize, PngSize);
        int[] classes = Classify(PngSize, PngSize);
        for (int i = 0; i < classes.Length; i++)
            image.Set(i % PngSize, i / PngSize, Light[classes[i]]);
        for (int i = 0; i < labels.Length; i++)
        {
            (int x, int y) = ((int)Column(i, PngSize), (int)Row(i, PngSize));
            for (int dy = -3; dy <= 3; dy++)
            {
                for (int dx = -3; dx <= 3; dx++)
                {
                    bool inside = dx * dx + dy * dy <= 10 && x + dx is >= 0 and < PngSize && y + dy is >= 0 and < PngSize;
                    if (inside)
                        image.Set(x + dx, y + dy, Dark[labels[i]]);
                }
            }
        }

        return image;
    }

    /// <summary>The class at the centre of each cell, row by row from the top.</summary>
    private int[] Classify(int columns, int rows)
    {
        float[] inputs = new float[columns * rows * 2];
        for (int i = 0; i < columns * rows; i++)
        {
            inputs[2 * i] = extent * (2 * (i % columns + 0.5f) / columns - 1);
            inputs[2 * i + 1] = extent * (1 - 2 * (i / columns + 0.5f) / rows);
        }

        float[] outputs = new float[columns * rows * 2];
        network.ForwardBatch(inputs, outputs);
        return [.. Enumerable.Range(0, columns * rows).Select(i => outputs[2 * i + 1] > outputs[2 * i] ? 1 : 0)];
    }

    private double Column(int point, int columns) => (points[2 * point] / extent + 1) / 2 * columns;

    private double Row(int point, int rows) => (1 - points[2 * point + 1] / extent) / 2 * rows;
}
