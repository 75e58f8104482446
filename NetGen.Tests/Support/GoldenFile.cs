using System.Reflection;
using System.Text.Json;

namespace NetGen.Tests.Support;

/// <summary>Figures that a committed script under Goldens/ produced with another library.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name)
    {
        string project = typeof(GoldenFile).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "Goldens", name)));
        return document.RootElement.Clone();
    }

    public static float[] Floats(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(v => (float)v.GetDouble())];

    public static double[] Doubles(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(v => v.GetDouble())];
}
