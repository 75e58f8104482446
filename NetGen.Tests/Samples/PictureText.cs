using System.Globalization;
using System.Xml.Linq;
using Shouldly;

namespace NetGen.Tests.Samples;

/// <summary>The labels of an SVG picture.</summary>
internal static class PictureText
{
    // Of a character in a common sans-serif font of 12 pixels: digits are 6.7 to 7.6 wide, letters 6.5 on average.
    private const double CharacterWidth = 7;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static void ShouldLieInside(XElement picture)
    {
        (double width, double height) = (Number(picture, "width"), Number(picture, "height"));
        foreach (XElement text in picture.Elements(Svg + "text"))
        {
            double length = CharacterWidth * text.Value.Length, x = Number(text, "x"), y = Number(text, "y");
            double left = text.Attribute("text-anchor")!.Value switch { "end" => x - length, "middle" => x - length / 2, _ => x };
            if (length > width)
                left.ShouldBe(0, text.Value); // longer than the picture: at least its beginning is seen
            else
                (left >= 0 && left + length <= width && y >= 9 && y <= height - 3).ShouldBeTrue($"'{text.Value}' leaves the picture: {text}");
        }
    }

    /// <summary>The labels that are numbers.</summary>
    public static IEnumerable<double> Ticks(XElement picture) =>
        from text in picture.Elements(Svg + "text")
        let isNumber = double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        where isNumber && text.Value is not ['0', '0' or '1'] and not ['1', '0' or '1'] // the names of points, 00 to 11
        select double.Parse(text.Value, CultureInfo.InvariantCulture);

    /// <summary>Whether a number has at most four digits other than zeros at its end, as the ticks of these pictures have.</summary>
    public static bool IsRound(double tick) => double.Parse(tick.ToString("E3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) == tick;

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
