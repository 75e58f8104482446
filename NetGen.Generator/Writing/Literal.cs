using System.Globalization;

namespace NetGen.Generator.Writing;

/// <summary>Numbers as C# writes them, whatever the machine's culture is.</summary>
internal static class Literal
{
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Of(string value) => "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A whole number with thousands separators, for people.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number with digit separators, for code.</summary>
    public static string Of(long value) => value < 10_000 ? value.ToString(CultureInfo.InvariantCulture) : Grouped(value).Replace(',', '_');
}
