using System.Globalization;
using System.Text;

namespace NetGen.Samples.Support;

/// <summary>Writes a small SVG picture: invariant numbers, '\n', no more digits than can be seen.</summary>
internal sealed class SvgWriter
{
    // What a character is taken to be wide and a line high, in pixels: rather too much, for fonts differ.
    private const double CharacterWidth = 7.5, Ascent = 12, Descent = 4;
    private readonly StringBuilder _text = new();
    private readonly int _width;
    private readonly int _height;

    public SvgWriter(int width, int height, string title)
    {
        _width = width;
        _height = height;
        Append($"<title>{Escape(title)}</title>");
        Rectangle(0, 0, width, height, "#ffffff");
    }

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" fill=\"{fill}\"/>");

    public void Line(double x1, double y1, double x2, double y2, string stroke) =>
        Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" stroke=\"{stroke}\"/>");

    public void Polyline(IEnumerable<(double X, double Y)> points, string stroke) =>
        Append($"<polyline points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"2\"/>");

    public void Circle(double x, double y, double radius, string fill) =>
        Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\" fill=\"{fill}\" stroke=\"#ffffff\"/>");

    /// <summary>Writes a line of text; <paramref name="anchor"/> is start, middle or end. What would leave the picture is moved into it.</summary>
    public void Text(double x, double y, string text, string anchor = "start")
    {
        double width = CharacterWidth * text.Length, before = anchor switch { "end" => width, "middle" => width / 2, _ => 0 };
        x = Math.Max(before, Math.Min(x, _width - (width - before)));
        y = Math.Max(Ascent, Math.Min(y, _height - Descent));
        Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" text-anchor=\"{anchor}\">{Escape(text)}</text>");
    }

    public override string ToString() =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {_width} {_height}\" width=\"{_width}\" height=\"{_height}\" "
        + $"font-family=\"sans-serif\" font-size=\"12\" fill=\"#333333\">\n{_text}</svg>\n";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private void Append(string element) => _text.Append(element).Append('\n');
}
