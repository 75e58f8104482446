using System.Globalization;
using System.Linq;

namespace NetGen.Generator.Writing;

/// <summary>Numbers as C# writes them, whatever the machine's culture is.</summary>
internal static class Literal
{
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Of(string value) => "\"" + string.Concat(value.Select(static letter => letter switch
    {
        '\\' => "\\\\",
        '"' => "\\\"",
        '\n' => "\\n",
        < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => "\\u" + ((int)letter).ToString("x4", CultureInfo.InvariantCulture),
        _ => letter.ToString(),
    })) + "\"";

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A whole number with thousands separators, for people.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number with digit separators, for code.</summary>
    public static string Of(long value) => value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : Grouped(value).Replace(',', '_');
}
